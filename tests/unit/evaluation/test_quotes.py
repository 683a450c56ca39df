"""Scores of quotes: matching by overlap, and what is compared on matched ones."""

from typing import Any

import pyarrow as pa
import pytest

from khabar.evaluation.gold import GoldDocument, GoldQuote
from khabar.evaluation.outcome import ALL, Outcome
from khabar.evaluation.quotes import FACTS, LOOSE, TIGHT, matches, outcomes, same_name
from khabar.text.spans import Span


def gold(start: int, end: int, **fields: Any) -> GoldQuote:
    values: dict[str, Any] = {
        "span": Span(start, end), "text": "نص", "quote_type": "indirect", "cue_text": "قال", "cue_span": Span(0, 3),
        "speaker_text": "سليم", "speaker_span": Span(4, 8), "speaker_name": "سليم الحداد",
    }  # fmt: skip
    return GoldQuote(**values | fields)


def row(start: int, end: int, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "article_id": "art_1", "char_start": start, "char_end": end, "text": "نص", "quote_type": "indirect",
        "cue_text": "قال", "cue_char_start": 0, "cue_char_end": 3, "speaker_text": "سليم", "speaker_char_start": 4,
        "speaker_char_end": 8, "speaker_name": "سليم الحداد", "rule_id": "verb-subject-clause", "confidence": 0.9,
    }  # fmt: skip
    return values | fields


def scored(quotes: list[GoldQuote], rows: list[dict[str, Any]]) -> Outcome:
    document = GoldDocument("a", "art_1", "نص" * 50, (), tuple(quotes), ())
    (outcome,) = outcomes([document], pa.Table.from_pylist(rows or [row(0, 1, article_id="art_2")]))
    return outcome


def test_best_overlap_first_and_each_once() -> None:
    assert matches([gold(10, 20)], [row(10, 16), row(10, 20)], 0.3) == [(0, 1)]
    assert matches([gold(10, 20)], [row(10, 16)], 0.8) == []
    assert matches([gold(10, 20), gold(30, 40)], [row(30, 41), row(10, 21)], 0.8) == [(0, 1), (1, 0)]


def test_perfect() -> None:
    outcome = scored([gold(10, 20)], [row(10, 20)])
    assert all(counts.f1 == 1 for counts in outcome.counts.values())
    assert {measure for measure, _ in outcome.counts} == {LOOSE, TIGHT, *FACTS}
    assert outcome.misses == []


def test_what_differs_on_matched_ones() -> None:
    found = row(10, 16, quote_type="direct", cue_char_start=None, speaker_char_start=None, speaker_name="منى")
    outcome = scored([gold(10, 20)], [found])
    assert (outcome.counts[LOOSE, ALL].f1, outcome.counts[TIGHT, ALL].f1) == (1, 0)
    assert [outcome.counts[fact, ALL].f1 for fact in FACTS] == [0, 0, 0, 0]
    assert outcome.confusion == {("indirect", "direct"): 1}
    (miss,) = outcome.misses
    assert sorted(miss.kinds) == ["cue", "extent", "name", "speaker", "type"]


def test_missed_and_spurious_are_worse_than_all_that_can_be_wrong_about_a_match() -> None:
    outcome = scored([gold(10, 20)], [row(60, 70)])
    assert outcome.counts[LOOSE, ALL].f1 == 0
    assert [miss.kinds for miss in outcome.misses] == [("missed",), ("spurious",)]
    assert outcome.confusion == {("indirect", "none"): 1, ("none", "indirect"): 1}
    assert [find.right for find in outcome.finds] == [False]
    found = row(10, 16, quote_type="direct", cue_char_start=None, speaker_char_start=None, speaker_name="منى")
    everything_wrong = scored([gold(10, 20)], [found]).misses[0]
    assert all(miss.severity > everything_wrong.severity for miss in outcome.misses)


def test_an_article_without_rows_counts() -> None:
    assert scored([gold(10, 20)], []).counts[LOOSE, ALL].gold == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("أحمد", "احمد", True), ("أحمد", "أحمد علي", False), ("#أحمد", None, False), ('"الوفاق"', "الوفاق", True)],
)
def test_same_name(a: str, b: str | None, same: bool) -> None:
    assert same_name(a, b) == same
