"""A small described dataset: what ships, made of the sample of the contract."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from contract.sample import sample_rows
from khabar.io import write_table
from khabar.package.describe import describe
from khabar.package.facts import Facts, read_facts
from khabar.package.files import QUALITY
from khabar.schema import from_rows, load_table
from khabar.schema.metadata import Creator, Dataset, file_metadata, load_dataset

SOURCES: list[dict[str, Any]] = [
    {
        "source_id": "agency",
        "title": "وكالة | الأنباء",
        "outlet": "الوكالة",
        "origin": "Written for the test <script>alert(1)</script>",
        "licence": "CC0-1.0",
        "note": None,
    }
]
SCORED = {
    "unit": "articles",
    "units": 3,
    "tables": {
        "quotes": {
            "scores": {
                "overlap_0.3": {
                    "all": {"precision": [92.5, 90.0, 95.0], "recall": [80.0, 75.0, 85.0], "f1": [85.8, 82.0, 89.0]}
                },
                "cue": {"all": {"of": 41, "share": [97.2, 94.8, 99.1]}},
            },
            "reliability": {"ece": 0.02},
        }
    },
}


def tables() -> dict[str, pa.Table]:
    """The sample of the contract, with nulls wherever they may stand in the last row of each table."""
    built = {}
    for name, rows in sample_rows(4).items():
        rows[-1] |= {column.name: None for column in load_table(name).columns if column.nullable}
        built[name] = from_rows(name, rows)
    return built


def facts_of(folder: Path, dataset: Dataset | None = None, quality: dict[str, Any] = SCORED) -> Facts:
    """Write the sample into a folder; return what `describe` needs."""
    dataset = dataset or load_dataset()
    for name, table in tables().items():
        said = file_metadata(dataset, load_table(name))
        write_table(table.replace_schema_metadata({**table.schema.metadata, **said}), folder / f"{name}.parquet")
    (folder / QUALITY).write_text(json.dumps(quality), encoding="utf-8")
    return read_facts(folder, dataset, SOURCES, {"passed": 9, "evaluated": 9}, "0123456789abcdef")


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A described release. Leave it as it is."""
    folder = tmp_path_factory.mktemp("described") / "release"
    describe(folder, facts_of(folder))
    return folder


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with all that a description can have: people with ORCID, DOI, address, an Arabic title and folder."""
    people = (
        Creator("Amal Haddad", "https://orcid.org/0000-0002-1825-0097", "Example University"),
        Creator("An example archive"),
    )
    address = "https://example.org/data"
    dataset = replace(load_dataset(), title="مجموعة أخبار", creators=people, doi="10.5281/zenodo.1", url=address)
    folder = tmp_path_factory.mktemp("signed") / "release"
    facts = facts_of(folder, dataset)
    figures = replace(facts.figures, sources={"صحف ومجلات/2020": next(iter(facts.figures.sources.values()))})
    describe(folder, replace(facts, figures=figures))
    return folder


@pytest.fixture(params=["release", "signed"])
def each(request: pytest.FixtureRequest) -> Path:
    """One release after the other."""
    folder: Path = request.getfixturevalue(request.param)
    return folder
