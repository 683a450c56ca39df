"""Scores of events: matching, parties, dates; detection of sentences."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from khabar.evaluation import event_sentences
from khabar.evaluation.events import Counts, matches, report, rule_counts, score
from khabar.evaluation.gold import GoldDocument, GoldEvent
from khabar.text.spans import Span


def gold(start: int, **fields: Any) -> GoldEvent:
    values: dict[str, Any] = {"trigger": "قصف", "also": (), "event_type": "ASSAULT", "actor": "", "recipient": ""}
    values |= {"location": "", "date": "", "modality": "asserted"} | fields
    return GoldEvent(span=Span(start, start + 3), **values)


def row(start: int, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"article_id": "art_1", "char_start": start, "char_end": start + 3, "text": "قصف"}
    values |= {"event_type": "ASSAULT", "trigger_lemma": "قصف", "modality": "asserted", "event_date": None}
    values |= {"event_date_precision": None}
    for role in ("actor", "recipient", "location"):
        values |= {f"{role}_text": None, f"{role}_name": None}
    return values | {"actor_code": None, "recipient_code": None} | fields


def document(*events: GoldEvent) -> GoldDocument:
    return GoldDocument("a", "art_1", "نص" * 50, (), (), events)


def test_further_mentions_count_once() -> None:
    event = gold(0, also=(Span(10, 13),))
    assert matches([event], [row(10), row(0)]) == [(0, 0)]
    assert matches([event], [row(5)]) == []
    assert matches([event], [row(0, event_type="COERCE")]) == []


def test_parties_date_and_modality_of_matched_events() -> None:
    event = gold(0, actor="الجيش التركي", recipient="عفرين", date="2018-03")
    found = row(0, actor_text="الجيش", event_date=date(2018, 3, 1), event_date_precision="month", modality="planned")
    total = score([document(event)], pa.Table.from_pylist([found]))
    assert total.events == Counts(1, 0, 0)
    assert total.parties["actor"] == Counts(1, 0, 0)
    assert total.parties["recipient"] == Counts(0, 0, 1)
    assert (total.accuracy("date"), total.accuracy("modality")) == (1.0, 0.0)
    assert {miss.kind for miss in total.misses} == {"recipient", "modality"}
    assert "F1 1.000" in report(total)


def test_rule_counts_know_right_and_fired() -> None:
    rows = pa.Table.from_pylist([row(0), row(20, trigger_lemma="هجوم")])
    counts = rule_counts([document(gold(0))], rows)
    assert counts["ASSAULT", "قصف"] == (1, 1)
    assert counts["ASSAULT", "هجوم"] == (0, 1)
    assert counts["all", ""] == (1, 2)


@pytest.fixture
def plain_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    """No names: detection does not depend on the model."""
    empty = pa.table({"article_id": pa.array([], pa.string())})
    monkeypatch.setattr(event_sentences.entities, "build", lambda articles, sentences: empty)


@pytest.mark.usefixtures("plain_entities")
def test_detection_leaves_ambiguous_sentences_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ("yes", "تظاهر آلاف المواطنين ضد الحكومة."),
        ("easy no", "زار الوزير المعرض."),
        ("ambiguous", "تظاهر الناس."),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("label", "text"))
        writer.writerows(rows)
    assert event_sentences.detection(path, "PROTEST") == Counts(1, 0, 0)


@pytest.mark.usefixtures("plain_entities")
def test_spans_score_what_annotators_agreed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = {
        "text": "تظاهر المواطنون ضد الحكومة.",
        "source_gold": "المواطنون",
        "verb_gold": "تظاهر",
        "target_gold": "",
    }
    path.write_text(json.dumps([record]), encoding="utf-8")
    found = event_sentences.spans(path, "PROTEST")
    assert found["source"] == Counts(1, 0, 0)
    assert found["verb"] == Counts(1, 0, 0)
    assert found["target"] == Counts(0, 0, 0)
