"""One module per table; each is a pure function of earlier tables."""
