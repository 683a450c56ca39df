"""All that the files which ship with the tables are made from, read once from schemas/ and the build."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import khabar
from khabar.evaluation.quality import Quality, headlines, load
from khabar.package.figures import Figures, figures
from khabar.package.sums import sha256
from khabar.release.promotion import QUALITY_FILE, RELEASE_FILES
from khabar.resources import REPOSITORY
from khabar.schema.contract import load_tables
from khabar.schema.metadata import Dataset
from khabar.schema.model import Table

LOCK = REPOSITORY / "requirements" / "runtime.lock"
DIRECT = REPOSITORY / "requirements" / "runtime.in"
PYTHON = "3.11"
_PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)  # "babel==2.17.0 \"


@dataclass(frozen=True)
class Source:
    """What the source.yaml of one folder says."""

    source_id: str
    title: str
    outlet: str | None
    origin: str
    licence: str
    note: str | None = None


@dataclass(frozen=True)
class Packaged:
    """A file beside the tables or a table itself."""

    name: str
    byte_size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "Packaged":
        """Size and checksum of a file."""
        return cls(path.name, path.stat().st_size, sha256(path))


@dataclass(frozen=True)
class Facts:
    """The dataset, its tables, what they hold, where they come from, and how good they are."""

    dataset: Dataset
    tables: tuple[Table, ...]
    figures: Figures
    sources: tuple[Source, ...]
    files: dict[str, Packaged]
    """The tables and the quality file, by name."""
    quality: Quality
    expectations: tuple[int, int]
    """Passed, evaluated."""
    packages: dict[str, str]
    """Package that the pipeline asks for by name → locked version."""
    code: str
    """Fingerprint of the code, word lists and models that made the tables."""

    @property
    def software(self) -> str:
        """Version of Khabar."""
        return khabar.__version__

    def source_of(self, folder: str) -> Source | None:
        """What is said of a source folder; nothing where no source.yaml covers its documents."""
        return next((source for source in self.sources if source.source_id == folder), None)

    @property
    def headlines(self) -> dict[str, list[float]]:
        """Measure → F1 with the limits of its 95 % interval; empty where nothing was scored."""
        return {name: list(f1) for name, f1 in headlines(self.quality).items()}


def read_facts(
    candidate: Path, dataset: Dataset, sources: Sequence[Mapping[str, Any]], validation: Mapping[str, Any], code: str
) -> Facts:
    """Read what a candidate holds.

    Args:
        candidate: folder of the tables and of the quality file.
        dataset: the description of the dataset.
        sources: what the manifest says of each source.yaml.
        validation: results of the validation stage.
        code: fingerprint of the code that made the tables.
    """
    tables = load_tables()
    return Facts(
        dataset=dataset,
        tables=tables,
        figures=figures(candidate, tables),
        sources=tuple(Source(**source) for source in sources),
        files={name: Packaged.of(candidate / name) for name in (*RELEASE_FILES, QUALITY_FILE)},
        quality=load(candidate / QUALITY_FILE),
        expectations=(validation["passed"], validation["evaluated"]),
        packages=locked_packages(),
        code=code,
    )


def locked_packages() -> dict[str, str]:
    """The packages of requirements/runtime.in and the versions that the lock gives them."""
    versions = dict(_PINNED.findall(LOCK.read_text(encoding="utf-8")))
    asked = [line for line in DIRECT.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#-"]
    return {name: versions[name] for name in asked}
