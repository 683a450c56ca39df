"""The command that makes confidence mean what it says, on one article of the sample corpus."""

import shutil
from pathlib import Path

import pytest

from khabar.calibration import read
from khabar.evaluation import calibrate
from khabar.resources import REPOSITORY

NAME = "al-mina-muscat-talks"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for suffix in (".txt", ".json"):
        shutil.copyfile(REPOSITORY / "tests" / "gold" / "documents" / f"{NAME}{suffix}", folder / f"{NAME}{suffix}")
    return folder


def test_weights_are_written_and_reported(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "model_path", lambda name: tmp_path / name)
    report = list(calibrate.calibrate([gold], "fast"))
    assert sum("held out: expected calibration error" in line for line in report) == 3
    fitted = read(tmp_path / "quote_confidence.tsv")
    assert fitted.weights or fitted.points
    assert "rows of 1 annotated articles" in (tmp_path / "quote_confidence.tsv").read_text(encoding="utf-8")


def test_examples_know_what_is_right(gold: Path) -> None:
    built = calibrate.build(gold, "fast")
    found = list(calibrate.quote_examples(built))
    assert {example.right for example in found} >= {True}
    assert all("any" in example.features and 0 < example.said < 1 for example in found)
