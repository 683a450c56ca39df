"""Names of the files that ship beside the tables, and what each one is. Kept free of imports: Snakemake reads it."""

README = "README.md"
DATASHEET = "datasheet.md"
DICTIONARY = "dictionary.md"
DICTIONARY_PAGE = "dictionary.html"
QUALITY = "quality.json"
CROISSANT = "croissant.json"
DATAPACKAGE = "datapackage.json"
DATACITE = "datacite.json"
CITATION = "CITATION.cff"
ENVIRONMENT = "environment.lock"
CRATE = "ro-crate-metadata.json"
SUMS = "SHA256SUMS"

TITLES = {
    README: "what this folder is",
    DATASHEET: "motivation, composition, collection, preprocessing, uses, distribution, maintenance, biases",
    DICTIONARY: "every column: type, meaning, example, allowed values",
    DICTIONARY_PAGE: "the same as a page",
    QUALITY: "scores on annotated articles with intervals, reliability of the confidence, errors",
    CROISSANT: "Croissant 1.1: the tables for machine-learning tools",
    DATAPACKAGE: "Data Package 2: the tables for data-wrangling tools",
    DATACITE: "DataCite 4.5: for registering a DOI",
    CITATION: "how to cite, in the Citation File Format",
    ENVIRONMENT: "the exact environment of the build: every Python package with version and hashes",
    CRATE: "RO-Crate 1.2: what was built from what, with what",
    SUMS: "checksums of all files, as sha256sum -c reads them",
}
"""File → what it is."""
DESCRIPTIONS = tuple(name for name in TITLES if name != QUALITY)
"""The files that `khabar describe` writes."""
