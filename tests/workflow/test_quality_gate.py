"""Each build is scored on gold, and a build that is worse than chance explains is not released."""

import json
import re
from pathlib import Path

import pytest

from khabar.evaluation.quality import headlines
from khabar.resources import REPOSITORY

from .conftest import Build, copy_code

# Finds half of the statements: valid rows, too few of them.
FORGETFUL = """

def build(*tables: pa.Table, whole=build) -> pa.Table:
    table = whole(*tables)
    return table.slice(0, len(table) // 2)
"""


@pytest.fixture(scope="module")
def build(small_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build that is scored on the gold of the sample corpus."""
    folder = tmp_path_factory.mktemp("scored")
    config = {"gold": REPOSITORY / "tests" / "gold" / "documents", "engine": "fast"}
    own = Build(copy_code(folder / "code"), small_seeds, folder / "out", config=config)
    own.run()
    return own


def test_the_release_carries_its_quality(build: Build) -> None:
    quality = json.loads((build.out / "release" / "quality.json").read_text(encoding="utf-8"))
    assert 4 < quality["units"] < quality["annotated"]
    assert len(headlines(quality)) == 4
    assert quality == json.loads((build.out / "reports" / "quality" / "release.json").read_text(encoding="utf-8"))
    figures = json.loads((build.out / "reports" / "metrics.json").read_text(encoding="utf-8"))
    assert figures["f1"] == {name: f1[0] for name, f1 in headlines(quality).items()}
    assert str(REPOSITORY) not in json.dumps(quality)


def test_a_second_run_has_nothing_to_do(build: Build) -> None:
    assert "Nothing to be done" in build.run().stderr


def test_a_drop_stops_the_release_and_leaves_the_present_one(build: Build) -> None:
    before = build.checksums()
    quality = (build.out / "release" / "quality.json").read_bytes()
    module = build.code / "workflow" / "khabar" / "tables" / "quotes.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole + FORGETFUL, encoding="utf-8")
    failed = build.run(check=False)
    module.write_text(whole, encoding="utf-8")
    assert failed.returncode != 0
    said = " ".join(failed.stderr.split())
    assert re.search(r"F1 of quotes at overlap 0\.3 is [\d.]+, below the 95 % interval of the present release", said)
    assert build.checksums() == before
    assert (build.out / "release" / "quality.json").read_bytes() == quality
    build.run()
    assert build.checksums() == before


def test_without_gold_nothing_is_scored_and_it_says_so(first_build: Build) -> None:
    quality = json.loads((first_build.out / "release" / "quality.json").read_text(encoding="utf-8"))
    assert (quality["units"], quality["tables"]) == (0, {})
    assert "was not there" in quality["note"]
    assert Path(first_build.out / "reports" / "quality.html").exists()
