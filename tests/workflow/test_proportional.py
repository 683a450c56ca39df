"""Work is proportional to change: what is re-run is what depends on the edit, and nothing else."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Build, copy_code

Changed = Callable[[dict[str, int], dict[str, int]], set[str]]
RELEASE = {
    f"{f}/{t}.parquet"
    for f in ("candidate", "release")
    for t in ("articles", "sentences", "entities", "quotes", "events", "seeds")
}
NEW = """وزير الخارجية يصل إلى تونس

وصل وزير الخارجية المصري سامح عبد الرؤوف إلى تونس يوم الأحد، وقال إن بلاده تدعم الحوار بين الطرفين.
"""
# Confidences that no schema allows, appended to an extractor.
BROKEN = """

def build(*tables: pa.Table, honest=build) -> pa.Table:
    table = honest(*tables)
    place = table.schema.get_field_index("confidence")
    return table.set_column(place, table.schema.field(place), pa.array([2.0] * len(table)))
"""


@pytest.fixture(scope="module")
def build(first_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build in shards of three documents, with code and seeds of its own; each test goes on from the last."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(first_build.seeds, folder / "seeds")
    code = copy_code(folder / "code", first_build.code)
    own = Build(code, folder / "seeds", folder / "out", config={"shard_documents": 3})
    own.run()
    return own


def test_a_second_run_has_nothing_to_do(build: Build) -> None:
    assert "Nothing to be done" in build.run().stderr


def test_touching_everything_re_runs_nothing(build: Build, changed: Changed) -> None:
    before = build.written()
    touched = 0
    for folder in (build.seeds, build.code):
        for path in folder.rglob("*"):
            if path.is_file():
                os.utime(path)
                touched += 1
    assert touched > 20
    build.run()
    assert changed(before, build.written()) == set()


def test_an_added_file_re_runs_one_shard_and_the_assembly(build: Build, changed: Changed) -> None:
    before = build.written()
    (build.seeds / "new.txt").write_text(NEW, encoding="utf-8")
    build.run()
    again = changed(before, build.written())
    shards = {path for path in again if path.startswith("interim/")}
    assert len({Path(path).stem for path in shards if "rejected" not in path}) == 1
    assert again - shards == RELEASE


def test_an_edited_extractor_re_runs_its_table_and_what_depends_on_it(build: Build, changed: Changed) -> None:
    before = build.written()
    module = build.code / "workflow" / "khabar" / "tables" / "quotes.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    build.run()
    again = {path for path in changed(before, build.written()) if path.startswith("interim/")}
    dependent = ("interim/quotes/", "interim/events/")  # events name the quote that they stand in
    assert again == {path for path in before if path.startswith(dependent)}


def test_a_failed_expectation_leaves_the_release_and_says_where(build: Build) -> None:
    before = build.checksums()
    module = build.code / "workflow" / "khabar" / "tables" / "quotes.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(whole + BROKEN, encoding="utf-8")
    failed = build.run(check=False)
    assert failed.returncode != 0
    for part in ("previous release stands", "quotes.confidence", "expect_column_values_to_be_between", "quo_"):
        assert part in failed.stderr
    assert build.checksums() == before
    module.write_text(whole, encoding="utf-8")
    build.run()
    assert build.checksums() == before
