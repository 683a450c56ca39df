"""Reliability: what was said of rows against what is right about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.evaluation.reliability import reliability

JUDGED = st.lists(st.tuples(st.floats(0, 1).map(lambda x: round(x, 2)), st.booleans()), max_size=60)


def test_what_is_said_is_what_is_right() -> None:
    found = reliability([(0.75, True)] * 3 + [(0.75, False)])
    assert (found.ece, found.bins[0].said, found.bins[0].right) == (0, 0.75, 0.75)


def test_too_sure() -> None:
    found = reliability([(1.0, False), (1.0, True)])
    assert (found.ece, found.brier) == (0.5, 0.5)


def test_no_rows() -> None:
    assert reliability([]) == ((), 0, 0)


@given(JUDGED, st.randoms())
def test_every_row_is_in_one_bin(judged: list[tuple[float, bool]], random: object) -> None:
    found = reliability(judged)
    assert sum(each.rows for each in found.bins) == len(judged)
    assert 0 <= found.ece <= 1
    shuffled = list(judged)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reliability(shuffled) == found


@given(JUDGED)
def test_certain_and_right_is_perfect(judged: list[tuple[float, bool]]) -> None:
    found = reliability([(float(right), right) for _, right in judged])
    assert (found.ece, found.brier) == pytest.approx((0, 0))
