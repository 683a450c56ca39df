"""A build leaves a whole release: everything that ships, of the texts that went in, described as its makers say."""

import json
from pathlib import Path

import pytest

import khabar
from khabar.package import sums
from khabar.package.files import CRATE, TITLES
from khabar.resources import REPOSITORY
from khabar.schema.contract import load_tables
from khabar.schema.metadata import load_dataset

from .conftest import Build

OWN = """
title: My dataset
version: 3.2.1
"""


@pytest.fixture(scope="module")
def own(first_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The build again, with a description of one's own."""
    folder = tmp_path_factory.mktemp("described")
    path = folder / "dataset.yaml"
    path.write_text(load_text() + OWN, encoding="utf-8")
    build = Build(first_build.code, first_build.seeds, folder / "out", config={"dataset": path})
    build.run()
    return build


def load_text() -> str:
    return (REPOSITORY / "schemas" / "dataset.yaml").read_text(encoding="utf-8")


def test_the_release_is_whole_and_verifies(first_build: Build) -> None:
    release = first_build.out / "release"
    assert {path.name for path in release.iterdir()} == {f"{t.name}.parquet" for t in load_tables()} | set(TITLES)
    assert set(sums.verify(release)) == {path.name for path in release.iterdir()} - {sums.SUMS}
    ds = khabar.load(release)
    assert ds.version == load_dataset().version
    assert len(ds.quotes_with_speakers()) == len(ds.quotes) > 0


def test_the_crate_names_the_sources_that_went_in(first_build: Build) -> None:
    crate = json.loads((first_build.out / "release" / CRATE).read_text(encoding="utf-8"))
    names = {entity["@id"]: entity["name"] for entity in crate["@graph"] if "name" in entity}
    folders = {path.parent.relative_to(first_build.seeds).as_posix() for path in seeds(first_build.seeds)}
    assert {f"#seeds-{folder}" for folder in folders} <= set(names)
    assert str(first_build.out) not in json.dumps(crate)


def seeds(folder: Path) -> list[Path]:
    found = list(folder.rglob("source.yaml"))
    assert found
    return found


def test_a_description_of_ones_own_is_in_every_file_and_changes_no_row(first_build: Build, own: Build) -> None:
    ds, first = khabar.load(own.out / "release", verify=True), khabar.load(first_build.out / "release")
    assert (ds.description["title"], ds.version) == ("My dataset", "3.2.1")
    assert ds.events.equals(first.events)
    changed = {name for name, digest in own.checksums().items() if first_build.checksums()[name] != digest}
    assert changed >= {f"{table.name}.parquet" for table in load_tables()}
    assert "environment.lock" not in changed
