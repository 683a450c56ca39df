"""Snapshots of word lists: reads packages and published lists, writes versioned TSV files into lexicons/.

The pipeline reads only the snapshots, so that a new release of a package changes nothing until someone runs
`python -m khabar.lexicon_build` and commits what it wrote.
"""
