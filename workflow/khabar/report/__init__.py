"""The report: one page that shows what a release holds, how good it is, and its rows marked in sample articles."""
