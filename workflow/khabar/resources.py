"""Where the files that belong to the code are: lexicons, models, schemas.

Every module that uses such a file names it in a literal call of one of these functions. The fingerprint of a
module (khabar.fingerprint) reads those literals, so that a changed word list re-runs exactly what reads it.
"""

import csv
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parents[1]


def lexicon_path(name: str) -> Path:
    """Path of the word list `lexicons/<name>.tsv`."""
    return PACKAGE / "lexicons" / f"{name}.tsv"


def model_path(name: str) -> Path:
    """Path of the trained weights `models/<name>` (with its extension)."""
    return PACKAGE / "models" / name


def schema_path(table: str) -> Path:
    """Path of the schema of one table, `schemas/tables/<table>.yaml`."""
    return REPOSITORY / "schemas" / "tables" / f"{table}.yaml"


def rules_path(table: str) -> Path:
    """Path of the words for the rules of one table, `schemas/rules/<table>.yaml`."""
    return REPOSITORY / "schemas" / "rules" / f"{table}.yaml"


def json_schema_path(name: str) -> Path:
    """Path of the JSON schema `schemas/<name>.schema.json`."""
    return REPOSITORY / "schemas" / f"{name}.schema.json"


def schema_paths() -> list[Path]:
    """Paths of the schemas of all tables, by name."""
    return sorted((REPOSITORY / "schemas" / "tables").glob("*.yaml"))


@cache
def lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Rows of the word list `lexicons/<name>.tsv`, as column → value.

    A word list is UTF-8, tab separated. Lines that start with `#` come first and name source, licence and
    version; the next line names the columns.
    """
    with lexicon_path(name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#") and line.strip())
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
