"""Scores of events: matching, parties, dates."""

from datetime import date
from typing import Any

import pyarrow as pa

from khabar.evaluation.events import MATCHED, matches, outcomes
from khabar.evaluation.gold import GoldDocument, GoldEvent
from khabar.evaluation.outcome import ALL, Counts, Outcome
from khabar.text.spans import Span


def gold(start: int, **fields: Any) -> GoldEvent:
    values: dict[str, Any] = {"trigger": "قصف", "also": (), "event_type": "ASSAULT", "actor": "", "recipient": ""}
    values |= {"location": "", "date": "", "modality": "asserted"} | fields
    return GoldEvent(span=Span(start, start + 3), **values)


def row(start: int, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"article_id": "art_1", "char_start": start, "char_end": start + 3, "text": "قصف"}
    values |= {"event_type": "ASSAULT", "rule_id": "verb:ASSAULT:قصف", "confidence": 0.9}
    values |= {"modality": "asserted", "event_date": None, "event_date_precision": None}
    for role in ("actor", "recipient", "location"):
        values |= {f"{role}_text": None, f"{role}_name": None}
    return values | {"actor_code": None, "recipient_code": None} | fields


def scored(events: list[GoldEvent], rows: list[dict[str, Any]]) -> Outcome:
    document = GoldDocument("a", "art_1", "نص" * 50, (), (), tuple(events))
    (outcome,) = outcomes([document], pa.Table.from_pylist(rows))
    return outcome


def test_further_mentions_count_once() -> None:
    event = gold(0, also=(Span(10, 13),))
    assert matches([event], [row(10), row(0)]) == [(0, 0)]
    assert matches([event], [row(5)]) == []
    assert matches([event], [row(0, event_type="COERCE")]) == []


def test_perfect() -> None:
    event = gold(0, actor="الجيش", date="2018-03-05")
    outcome = scored([event], [row(0, actor_text="الجيش", event_date=date(2018, 3, 5), event_date_precision="day")])
    assert all(counts.f1 == 1 for (measure, _), counts in outcome.counts.items() if counts != Counts())
    assert outcome.misses == []


def test_parties_date_and_modality_of_matched_events() -> None:
    event = gold(0, actor="الجيش التركي", recipient="عفرين", date="2018-03")
    found = row(0, actor_text="الجيش", event_date=date(2018, 3, 1), event_date_precision="month", modality="planned")
    outcome = scored([event], [found])
    assert outcome.counts[MATCHED, "ASSAULT"] == Counts(1, 1, 1, 1)
    assert outcome.counts["actor", ALL] == Counts(1, 1, 1, 1)
    assert outcome.counts["recipient", ALL] == Counts(1, 0, 0, 0)
    assert outcome.counts["location", ALL] == Counts()
    assert (outcome.counts["date", ALL].f1, outcome.counts["modality", ALL].f1) == (1, 0)
    assert [miss.kinds for miss in outcome.misses] == [("recipient", "modality")]


def test_a_right_trigger_of_a_wrong_type_is_one_error() -> None:
    outcome = scored([gold(0)], [row(0, event_type="COERCE")])
    assert outcome.counts[MATCHED, ALL].f1 == 0
    assert outcome.confusion == {("ASSAULT", "COERCE"): 1}
    assert [miss.kinds for miss in outcome.misses] == [("type",)]


def test_missed_and_made_up() -> None:
    outcome = scored([gold(0)], [row(20)])
    assert outcome.confusion == {("ASSAULT", "none"): 1, ("none", "ASSAULT"): 1}
    assert [miss.kinds for miss in outcome.misses] == [("missed",), ("spurious",)]
    assert [find.right for find in outcome.finds] == [False]
