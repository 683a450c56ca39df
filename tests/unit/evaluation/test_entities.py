"""Scores of names: spans, types, who is named together with whom, and what kind of error each one is."""

import pyarrow as pa

from khabar.evaluation.entities import OVERLAP, SAME_NAME, STRICT, Named, compare, outcomes
from khabar.evaluation.gold import GoldDocument, GoldEntity
from khabar.evaluation.outcome import ALL, Counts, Outcome
from khabar.text.spans import Span

TEXT = "أ ب ج د هـ"


def named(start: int, end: int, kind: str = "PER", name: str = "x", rule: str = "model") -> Named:
    return Named(Span(start, end), kind, name, rule, 0.9)


def scored(gold: list[Named], found: list[Named]) -> Outcome:
    return compare("a", TEXT, gold, found)


def test_perfect() -> None:
    mentions = [named(0, 1), named(2, 3, "LOC", "y")]
    outcome = scored(mentions, mentions)
    assert outcome.counts[STRICT, ALL] == Counts(2, 2, 2, 2)
    assert outcome.counts[SAME_NAME, ALL].f1 == 1
    assert outcome.misses == []
    assert all(find.right for find in outcome.finds)


def test_a_longer_span_counts_for_overlap_only() -> None:
    outcome = scored([named(0, 1)], [named(0, 3)])
    assert outcome.counts[STRICT, ALL].f1 == 0
    assert outcome.counts[OVERLAP, "PER"].f1 == 1
    (miss,) = outcome.misses
    assert (miss.kinds, miss.rule_id) == (("boundary",), "model")


def test_a_wrong_type_is_one_error() -> None:
    outcome = scored([named(0, 1, "ORG")], [named(0, 1, "LOC")])
    assert outcome.confusion == {("ORG", "LOC"): 1}
    (miss,) = outcome.misses
    assert miss.kinds == ("type",)
    assert [side and side.label for side in (miss.gold, miss.found)] == ["ORG", "LOC"]


def test_two_halves_of_a_name_are_one_wrong_boundary_and_one_made_up() -> None:
    outcome = scored([named(0, 5)], [named(0, 3), named(4, 5)])
    assert sorted(miss.kinds for miss in outcome.misses) == [("boundary",), ("spurious",)]


def test_missed_is_worse_than_type_and_type_than_boundary() -> None:
    missed = scored([named(0, 1)], []).misses[0]
    both = scored([named(0, 1, "ORG")], [named(0, 3, "LOC")]).misses[0]
    of_type = scored([named(0, 1, "ORG")], [named(0, 1, "LOC")]).misses[0]
    boundary = scored([named(0, 1)], [named(0, 3)]).misses[0]
    severities = [miss.severity for miss in (missed, both, of_type, boundary)]
    assert severities == sorted(set(severities), reverse=True)


def test_coreference_punishes_a_merge() -> None:
    gold = [named(0, 1, name="x"), named(2, 3, name="y")]
    found = [named(0, 1, name="x"), named(2, 3, name="x")]
    counts = scored(gold, found).counts[SAME_NAME, ALL]
    assert (counts.precision, counts.recall) == (0.5, 1.0)


def test_nothing_found() -> None:
    assert scored([named(0, 1)], []).counts[STRICT, ALL] == Counts(1, 0, 0, 0)


def test_rows_of_other_articles_are_left_out() -> None:
    row = {"article_id": "art_1", "char_start": 0, "char_end": 1, "entity_type": "PER", "canonical_name": "أ"}
    rows = [
        row | {"rule_id": "model", "confidence": 0.9},
        row | {"article_id": "art_2", "rule_id": "", "confidence": 1.0},
    ]
    document = GoldDocument("a", "art_1", TEXT, (GoldEntity(Span(0, 1), "أ", "PER", "أ"),), (), ())
    (outcome,) = outcomes([document], pa.Table.from_pylist(rows))
    assert outcome.counts[STRICT, ALL] == Counts(1, 1, 1, 1)
