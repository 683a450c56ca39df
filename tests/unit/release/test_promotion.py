"""A failed candidate never touches the release; a killed promotion is repaired."""

import re
from pathlib import Path
from typing import Any

import pytest

from khabar.release.promotion import RELEASE_FILES, NotPromotedError, checksums, promote, recover

MESSAGE = 'quotes.speaker_name: "is given" (expect_column_values_to_not_be_null) fails in 1 of 9 rows: quo_01'


def folder(path: Path, content: str) -> Path:
    path.mkdir(parents=True)
    for name in RELEASE_FILES:
        (path / name).write_text(f"{content} {name}")
    return path


def results(candidate: Path, *messages: str) -> dict[str, Any]:
    """What validation says of a candidate."""
    failures = [{"message": message} for message in messages]
    return {"success": not failures, "failures": failures, "files": checksums(candidate)}


def test_a_passed_candidate_becomes_the_release(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    (release / "left_over.txt").write_text("not a table of this release")
    promote(candidate, results(candidate), release)
    assert checksums(release) == checksums(candidate)
    assert sorted(p.name for p in release.iterdir()) == sorted(RELEASE_FILES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["candidate", "release"]


def test_a_failed_candidate_leaves_the_release_and_says_where_it_failed(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    before = checksums(release)
    with pytest.raises(NotPromotedError, match=re.escape(MESSAGE)):
        promote(candidate, results(candidate, MESSAGE), release)
    assert checksums(release) == before


def test_tables_that_were_not_validated_are_not_promoted(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    before, validated = checksums(release), results(candidate)
    (candidate / "events.parquet").write_text("changed since")
    with pytest.raises(NotPromotedError, match="not those that were validated"):
        promote(candidate, validated, release)
    assert checksums(release) == before


def test_a_missing_table_leaves_the_release(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    before = checksums(release)
    (candidate / "events.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        promote(candidate, results(candidate), release)
    assert checksums(release) == before


@pytest.mark.parametrize("new_in_place", [True, False])
def test_a_promotion_killed_between_its_renames_is_repaired(tmp_path: Path, new_in_place: bool) -> None:
    old = folder(tmp_path / ".release.outgoing", "old")
    expected = checksums(old)
    if new_in_place:
        expected = checksums(folder(tmp_path / "release", "new"))
    recover(tmp_path / "release")
    assert checksums(tmp_path / "release") == expected
    assert not old.exists()
