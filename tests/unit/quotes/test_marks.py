"""Quotation marks of all kinds, nested and unclosed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.quotes.marks import quotations


def inner(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال «نعم» ومضى", ["نعم"]),
        ('قال "نعم" ومضى', ["نعم"]),
        ("قال “نعم” ومضى", ["نعم"]),
        ("قال ''نعم'' ومضى", ["نعم"]),
        ("قال ‹نعم› ومضى", ["نعم"]),
        ('قال: "نعم، هذا «حق» لنا" ومضى', ["نعم، هذا «حق» لنا", "حق"]),
        ("قال «نعم\nوصل القطار", ["نعم"]),
        ("وصل القطار", []),
        ("» وصل", []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert inner(text) == found


@given(st.text(alphabet="اب «»\"“”‹›'\n.،:", max_size=80))
def test_spans_lie_within_the_text_and_nest(text: str) -> None:
    found = quotations(text)
    for quotation in found:
        assert 0 <= quotation.outer_start <= quotation.start <= quotation.end <= quotation.outer_end <= len(text)
    outer = [q for q in found if q.depth == 0]
    for before, after in pairwise(outer):
        assert before.outer_end <= after.outer_start
    assert [q.outer_start for q in found] == sorted(q.outer_start for q in found)
