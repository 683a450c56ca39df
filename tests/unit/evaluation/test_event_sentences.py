"""Detection of sentences that report an event, and their sources, verbs and targets."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.evaluation import event_sentences
from khabar.evaluation.outcome import Counts, totals


@pytest.fixture(autouse=True)
def plain_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    """No names: detection does not depend on the model."""
    empty = pa.table({"article_id": pa.array([], pa.string())})
    monkeypatch.setattr(event_sentences.entities, "build", lambda articles, sentences: empty)


def voted(path: Path) -> Path:
    rows = [
        ("yes", "تظاهر آلاف المواطنين ضد الحكومة."),
        ("easy no", "زار الوزير المعرض."),
        ("ambiguous", "تظاهر الناس."),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("label", "text"))
        writer.writerows(rows)
    return path


def with_spans(path: Path) -> Path:
    record = {
        "text": "تظاهر المواطنون ضد الحكومة.",
        "source_gold": "المواطنون",
        "verb_gold": "تظاهر",
        "target_gold": "",
    }
    path.write_text(json.dumps([record]), encoding="utf-8")
    return path


def test_detection_leaves_ambiguous_sentences_aside(tmp_path: Path) -> None:
    outcomes = event_sentences.detection(voted(tmp_path / "a.csv"), "PROTEST")
    assert len(outcomes) == 2
    assert totals(outcomes)["sentence", "PROTEST"] == Counts(1, 1, 1, 1)


def test_an_event_of_another_type_is_none(tmp_path: Path) -> None:
    outcomes = event_sentences.detection(voted(tmp_path / "a.csv"), "ASSAULT")
    assert totals(outcomes)["sentence", "ASSAULT"] == Counts(1, 0, 0, 0)
    assert [miss.kinds for outcome in outcomes for miss in outcome.misses] == [("missed",)]


def test_spans_score_what_annotators_agreed_on(tmp_path: Path) -> None:
    found = totals(event_sentences.spans(with_spans(tmp_path / "a.json"), "PROTEST"))
    assert found["event", "PROTEST"] == Counts(1, 1, 1, 1)
    assert found["source", "PROTEST"] == Counts(1, 1, 1, 1)
    assert found["verb", "PROTEST"] == Counts(1, 1, 1, 1)
    assert ("target", "PROTEST") not in found


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    voted(tmp_path / "protest_sentences_test.csv")
    with_spans(tmp_path / "assault_spans_test.json")
    found = totals(event_sentences.score(tmp_path))
    assert found["sentence", "PROTEST"].f1 == 1
    assert found["event", "ASSAULT"].recall == 0
    before = event_sentences.sha256(tmp_path)
    (tmp_path / "protest_sentences_test.csv").unlink()
    assert event_sentences.sha256(tmp_path) != before


def test_a_folder_without_such_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds none of"):
        event_sentences.score(tmp_path)
