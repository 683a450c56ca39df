"""Fits of confidence: they find what makes rows right, never fall, and are judged on what they have not seen."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from khabar.evaluation.fitting import Example, best, held_out, held_out_line, logistic, one_figure, rising
from khabar.evaluation.reliability import reliability


def examples(articles: int = 40) -> list[Example]:
    """Of two rules one is right nine times in ten, the other three times."""
    chance = Random(7)
    return [
        Example(f"{n:02}", ("any", f"rule {rule}"), 0.5, chance.random() < share)
        for n in range(articles)
        for rule, share in (("good", 0.9), ("bad", 0.3)) * 5
    ]


def test_weights_tell_rules_apart() -> None:
    fitted = logistic(examples())
    assert fitted.confidence(["any", "rule good"]) > 0.85
    assert fitted.confidence(["any", "rule bad"]) < 0.4


def test_the_best_fit_beats_one_figure_and_is_calibrated_on_unseen_articles() -> None:
    name, fitted, unseen = best(examples())
    assert name != "one figure"
    assert unseen[name].brier < unseen["one figure"].brier
    assert unseen[name].ece < 0.05
    assert fitted.weights["rule good"] > fitted.weights["rule bad"]


def test_where_nothing_tells_rows_apart_one_figure_is_enough() -> None:
    same = [Example(f"{n}", ("any",), 0.5, n % 4 != 0) for n in range(40)]
    name, fitted, _ = best(same)
    assert name == "one figure"
    assert 0.7 < fitted.confidence(["any"]) < 0.8


def test_an_article_is_judged_by_the_others() -> None:
    odd = [Example(f"{n}", ("any", f"article {n}"), 0.5, n % 2 == 0) for n in range(10)]
    judged = held_out(odd, one_figure)
    assert len(judged) == 10
    assert reliability(judged).brier > 0.25  # leaving out a right one makes the others look worse, and so on


def test_the_order_of_examples_changes_nothing() -> None:
    found = examples()
    assert best(found[::-1])[1] == best(found)[1]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=120))
def test_the_line_rises(judged: list[tuple[float, bool]]) -> None:
    points = rising(judged)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert all(0 <= y <= 1 for _, y in points)


def test_a_line_corrects_an_engine_that_is_too_sure() -> None:
    chance = Random(7)
    raw = [(f"{n % 20:02}", 0.95, chance.random() < 0.5) for n in range(400)]
    assert reliability((said, right) for _, said, right in raw).ece > 0.4
    assert reliability(held_out_line(raw)).ece < 0.05
