"""What a dataset is as a whole: title, version, licence, creators, and what its makers say of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from khabar.resources import REPOSITORY
from khabar.schema.model import Table

DATASET = REPOSITORY / "schemas" / "dataset.yaml"
UNNAMED = REPOSITORY / "schemas" / "unnamed.yaml"
DATASET_FILE = "dataset.yaml"
"""Name of the file that describes the dataset in a seed folder of one's own."""
DATASHEET = ("motivation", "collection", "people", "uses", "misuses", "maintenance", "biases")
_OPTIONAL = ("url", "doi")
_VERSION = re.compile(r"\d+\.\d+\.\d+")  # "1.0.0"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")  # "2026-11-25"


@dataclass(frozen=True)
class Creator:
    """A person or body that made the dataset."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class Dataset:
    """The typed form of schemas/dataset.yaml."""

    title: str
    version: str
    """Semantic version of the dataset."""
    date: str
    """Day of this version, ISO 8601."""
    description: str
    licence: str
    """SPDX identifier."""
    licence_note: str
    language: str
    """BCP 47 tag."""
    creators: tuple[Creator, ...]
    keywords: tuple[str, ...]
    datasheet: Mapping[str, Any]
    """Answers that only the makers can give: the keys of `DATASHEET`; biases is a list."""
    url: str | None = None
    doi: str | None = None

    @property
    def year(self) -> str:
        """Year of this version."""
        return self.date[:4]

    @property
    def citation(self) -> str:
        """How to cite this version, as one line."""
        names = "; ".join(creator.name for creator in self.creators)
        address = f"https://doi.org/{self.doi}" if self.doi else self.url
        text = f"{names} ({self.year}): {self.title}, version {self.version} [Data set]."
        return f"{text} {address}" if address else text

    @property
    def licence_url(self) -> str | None:
        """Address of the licence text; None where the identifier is not on the SPDX list."""
        return None if self.licence.startswith("LicenseRef-") else f"https://spdx.org/licenses/{self.licence}"


def load_dataset(path: Path = DATASET) -> Dataset:
    """Read the description of a dataset.

    Raises:
        ValueError: a key is unknown, missing, empty or malformed.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    keys = set(raw) if isinstance(raw, dict) else set()
    known = {each.name for each in fields(Dataset)}
    if missing := known - keys - set(_OPTIONAL):
        raise ValueError(f"{path.name}: {', '.join(sorted(missing))} must be given")
    if unknown := keys - known:
        raise ValueError(f"{path.name}: no key is named {', '.join(sorted(map(str, unknown)))}")
    try:
        raw["creators"] = tuple(Creator(**creator) for creator in raw["creators"])
        raw["keywords"] = tuple(raw["keywords"])
    except TypeError:
        message = "creators is a list of name, orcid and affiliation, of which the name must be given; keywords a list"
        raise ValueError(f"{path.name}: {message}") from None
    dataset = Dataset(**raw | {key: str(raw[key]) for key in ("version", "date")})
    if faults := list(_faults(dataset)):
        raise ValueError(f"{path.name}: {'; '.join(faults)}")
    return dataset


def file_metadata(dataset: Dataset, table: Table) -> dict[str, str]:
    """What each Parquet file says of itself besides its schema: keys and values of its file metadata."""
    return {
        "dataset": dataset.title,
        "version": dataset.version,
        "schema_version": schema_version(table),
        "licence": dataset.licence,
        "citation": dataset.citation,
    }


def schema_version(table: Table) -> str:
    """12 hex digits that change when a column is added, removed, retyped or may hold other values.

    Two files with one schema version can be read by the same code.
    """
    columns = [(c.name, c.type, c.nullable, list(c.allowed or ())) for c in table.columns]
    return sha256(repr(columns).encode()).hexdigest()[:12]


def _faults(dataset: Dataset) -> list[str]:
    empty = [name for name, value in vars(dataset).items() if not value and name not in _OPTIONAL]
    faults = [f"{', '.join(empty)} may not be empty"] if empty else []
    if not _VERSION.fullmatch(dataset.version):
        faults.append("version is no semantic version such as 1.0.0")
    if not _DATE.fullmatch(dataset.date):
        faults.append("date is no day such as 2026-11-25")
    if set(dataset.datasheet or ()) != set(DATASHEET):
        faults.append(f"datasheet must have the keys {', '.join(DATASHEET)}")
    return faults
