"""Scores of quotes: matching by overlap, and what is compared on matched ones."""

from typing import Any

import pyarrow as pa
import pytest

from khabar.evaluation.gold import GoldDocument, GoldQuote
from khabar.evaluation.quotes import matches, report, rule_counts, same_name, score
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
        "speaker_char_end": 8, "speaker_name": "سليم الحداد", "rule_id": "verb-subject-clause",
    }  # fmt: skip
    return values | fields


def document(*quotes: GoldQuote) -> GoldDocument:
    return GoldDocument("a", "art_1", "نص" * 50, (), quotes, ())


def test_best_overlap_first_and_each_once() -> None:
    assert matches([gold(10, 20)], [row(10, 16), row(10, 20)], 0.3) == [(0, 1)]
    assert matches([gold(10, 20)], [row(10, 16)], 0.8) == []
    assert matches([gold(10, 20), gold(30, 40)], [row(30, 41), row(10, 21)], 0.8) == [(0, 1), (1, 0)]


def test_what_differs_on_matched_ones() -> None:
    found = [row(10, 16, quote_type="direct", cue_char_start=None, speaker_char_start=None, speaker_name="منى")]
    result = score([document(gold(10, 20))], pa.Table.from_pylist(found))
    assert (result.precision, result.recall, result.f1) == (1, 1, 1)
    assert [result.accuracy(what) for what in ("type", "cue", "speaker", "name")] == [0, 0, 0, 0]
    assert sorted(miss.kind for miss in result.misses) == ["cue", "extent", "name", "speaker", "type"]


def test_missed_and_spurious_are_printed() -> None:
    found = pa.Table.from_pylist([row(60, 70)])
    result = score([document(gold(10, 20))], found)
    assert (result.precision, result.recall, result.f1) == (0, 0, 0)
    text = report(result, result)
    assert "missed" in text
    assert "spurious" in text
    assert rule_counts([document(gold(10, 20))], found) == {"verb-subject-clause": (0, 1)}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("أحمد", "احمد", True), ("أحمد", "أحمد علي", False), ("#أحمد", None, False), ('"الوفاق"', "الوفاق", True)],
)
def test_same_name(a: str, b: str | None, same: bool) -> None:
    assert same_name(a, b) == same
