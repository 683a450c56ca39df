"""SHA256SUMS is what sha256sum reads, and a changed or missing file is named in one sentence."""

import shutil
import subprocess
from pathlib import Path

import pytest

from khabar.package import sums


def test_sha256sum_finds_every_file_as_released(release: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", sums.SUMS], cwd=release, capture_output=True, text=True, check=True
    )
    said = [line.removesuffix(": OK") for line in checked.stdout.splitlines()]
    assert said == sorted(path.name for path in release.iterdir() if path.name != sums.SUMS)
    assert len(said) > 15
    assert sums.verify(release) == tuple(said)


def test_a_changed_file_is_named_in_one_sentence(release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(release, tmp_path / "copy")
    with (copy / "quotes.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(sums.ChecksumError, match=r"quotes\.parquet is not the file that was released") as caught:
        sums.verify(copy)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_missing_checksums_are_named(release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(release, tmp_path / "copy")
    (copy / "datasheet.md").unlink()
    with pytest.raises(sums.ChecksumError, match=r"datasheet\.md is missing"):
        sums.verify(copy)
    (copy / sums.SUMS).unlink()
    with pytest.raises(sums.ChecksumError, match="has no SHA256SUMS"):
        sums.verify(copy)
