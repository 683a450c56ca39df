"""What the dataset is as a whole: title, licence, creators; and the licence of each source."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from khabar.resources import REPOSITORY

DATASET = REPOSITORY / "schemas" / "dataset.yaml"


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
    description: str
    licence: str
    """SPDX identifier."""
    licence_note: str
    language: str
    """BCP 47 tag."""
    creators: tuple[Creator, ...]
    keywords: tuple[str, ...]
    citation: str


@dataclass(frozen=True)
class SourceLicence:
    """Under which licence the texts of one source folder are."""

    source_id: str
    """Folder of the source.yaml, relative to the seed folder."""
    title: str
    licence: str
    origin: str | None


def load_dataset(path: Path = DATASET) -> Dataset:
    """Read schemas/dataset.yaml.

    Raises:
        ValueError: a key is unknown, missing or empty.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        creators = tuple(Creator(**creator) for creator in raw.pop("creators"))
        dataset = Dataset(**raw | {"creators": creators, "keywords": tuple(raw.pop("keywords"))})
    except (KeyError, TypeError) as error:
        raise ValueError(f"schemas/dataset.yaml: {error}") from error
    empty = [name for name, value in vars(dataset).items() if not value]
    if empty:
        raise ValueError(f"schemas/dataset.yaml: {', '.join(empty)} may not be empty")
    return dataset


def source_licences(seeds: Path) -> list[SourceLicence]:
    """The licence of every source folder under `seeds`, by folder.

    Raises:
        ValueError: a source.yaml names no title or no licence.
    """
    found = []
    for path in sorted(seeds.rglob("source.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        folder = path.parent.relative_to(seeds).as_posix()
        try:
            found.append(SourceLicence(folder, raw["title"], raw["licence"], raw.get("origin")))
        except (KeyError, TypeError) as error:
            raise ValueError(f"{folder}/source.yaml: needs title and licence") from error
    return found
