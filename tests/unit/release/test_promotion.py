"""A failed candidate never touches the release; a killed promotion is repaired."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from khabar.package import sums
from khabar.release.promotion import QUALITY_FILE, RELEASE_FILES, NotPromotedError, checksums, promote, recover

MESSAGE = 'quotes.speaker_name: "is given" (expect_column_values_to_not_be_null) fails in 1 of 9 rows: quo_01'


def folder(path: Path, content: str) -> Path:
    path.mkdir(parents=True)
    for name in RELEASE_FILES:
        (path / name).write_text(f"{content} {name}")
    (path / "README.md").write_text(content)
    sums.write(path, [*RELEASE_FILES, "README.md"])
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
    assert sorted(p.name for p in release.iterdir()) == sorted([*RELEASE_FILES, "README.md", "SHA256SUMS"])
    assert sums.verify(release)
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


def test_a_description_of_other_files_is_not_promoted(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    before, validated = sums.read(release), results(candidate)
    (candidate / "README.md").write_text("changed since")
    with pytest.raises(NotPromotedError, match=r"README\.md is not the file"):
        promote(candidate, validated, release)
    sums.write(candidate, ["README.md"])
    with pytest.raises(NotPromotedError, match=r"does not name articles\.parquet"):
        promote(candidate, validated, release)
    assert sums.read(release) == before
    assert sums.verify(release)


def test_a_missing_table_leaves_the_release(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    before = checksums(release)
    (candidate / "events.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        promote(candidate, results(candidate), release)
    assert checksums(release) == before


def quality(path: Path, f1: float, gold: str = "same") -> None:
    """What was measured of the tables in a folder: an F1 of quotes and its interval."""
    scores = {"overlap_0.3": {"all": {"f1": [f1, f1 - 3, f1 + 3]}}}
    measured = {"gold_sha256": gold, "units": 9, "tables": {"quotes": {"scores": scores}}}
    (path / QUALITY_FILE).write_text(json.dumps(measured))
    sums.write(path, [*RELEASE_FILES, QUALITY_FILE, "README.md"])


def test_a_candidate_below_the_interval_leaves_the_release(tmp_path: Path) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    quality(release, 87.4)
    quality(candidate, 84.3)
    before = checksums(release)
    with pytest.raises(
        NotPromotedError, match=r"F1 of quotes at overlap 0\.3 is 84\.3, below .* \(87\.4, 84\.4 to 90\.4"
    ):
        promote(candidate, results(candidate), release)
    assert checksums(release) == before
    assert json.loads((release / QUALITY_FILE).read_text())["tables"]["quotes"]


@pytest.mark.parametrize(("f1", "gold"), [(84.4, "same"), (99.0, "same"), (1.0, "another")])
def test_quality_within_the_interval_or_on_other_gold_goes_with_the_release(
    tmp_path: Path, f1: float, gold: str
) -> None:
    candidate = folder(tmp_path / "candidate", "new")
    release = folder(tmp_path / "release", "old")
    quality(release, 87.4)
    quality(candidate, f1, gold)
    promote(candidate, results(candidate), release)
    assert (release / QUALITY_FILE).read_bytes() == (candidate / QUALITY_FILE).read_bytes()
    assert checksums(release) == checksums(candidate)


@pytest.mark.parametrize("new_in_place", [True, False])
def test_a_promotion_killed_between_its_renames_is_repaired(tmp_path: Path, new_in_place: bool) -> None:
    old = folder(tmp_path / ".release.outgoing", "old")
    expected = checksums(old)
    if new_in_place:
        expected = checksums(folder(tmp_path / "release", "new"))
    recover(tmp_path / "release")
    assert checksums(tmp_path / "release") == expected
    assert not old.exists()
