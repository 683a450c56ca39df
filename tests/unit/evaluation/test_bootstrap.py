"""Intervals: they hold the figure, know nothing of order, shrink with more articles, and are the same every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.evaluation.bootstrap import intervals
from khabar.evaluation.outcome import ALL, Counts, Outcome


def article(name: str, gold: int, found: int, right: int) -> Outcome:
    outcome = Outcome(name)
    outcome.counts["strict", ALL] = Counts(gold, found, right, right)
    return outcome


@st.composite
def articles(draw: st.DrawFn) -> list[Outcome]:
    triples = draw(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=8))
    return [article(f"{n}", g, f, min(g, f, r)) for n, (g, f, r) in enumerate(triples)]


@settings(max_examples=40, deadline=None)
@given(articles(), st.randoms())
def test_an_interval_holds_its_figure_and_order_changes_nothing(outcomes: list[Outcome], random: object) -> None:
    found = intervals(outcomes)
    for scored in found.values():
        for value, low, high in scored:
            assert 0 <= low <= value <= high <= 100
    shuffled = list(outcomes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert intervals(shuffled) == found


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_perfect_output_scores_hundred_for_sure(sizes: list[int]) -> None:
    scored = intervals([article(f"{n}", size, size, size) for n, size in enumerate(sizes)])["strict", ALL]
    assert {figure for interval in scored for figure in interval} == {100.0}


def test_one_article_has_no_interval() -> None:
    assert intervals([article("a", 4, 2, 2)])["strict", ALL].f1 == pytest.approx((66.7, 66.7, 66.7))


def test_more_articles_say_more() -> None:
    def width(times: int) -> float:
        outcomes = [article(f"{n}", 10, 10, 9 if n % 2 else 5) for n in range(4 * times)]
        f1 = intervals(outcomes)["strict", ALL].f1
        return f1.high - f1.low

    assert width(10) < width(1)


def test_fractions_are_drawn_too() -> None:
    outcomes = [Outcome("a"), Outcome("b")]
    outcomes[0].counts["same_name", ALL] = Counts(2, 2, 1.5, 2)
    outcomes[1].counts["same_name", ALL] = Counts(2, 2, 2, 1 / 3)
    scored = intervals(outcomes)["same_name", ALL]
    assert scored.recall == pytest.approx((87.5, 75.0, 100.0))


def test_nothing_gives_nothing() -> None:
    assert intervals([]) == {}
