"""What is counted, and which errors come first."""

from khabar.evaluation.outcome import ALL, Counts, Find, Miss, Outcome, Side, by_rule, confusion, totals, worst_first
from khabar.text.spans import Span


def miss(start: int, severity: int = 1, cause: str = "", article: str = "a") -> Miss:
    return Miss(article, ("missed",), severity, cause, Side(Span(start, start + 1), "PER", "x"), None, None)


def test_nothing_counted_scores_nothing() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


def test_totals_add_articles_and_classes() -> None:
    first, second = Outcome("a"), Outcome("b")
    first.annotated("strict", "PER", True)
    first.found("strict", "PER", True)
    second.annotated("strict", "LOC", False)
    found = totals([first, second])
    assert found["strict", ALL] == Counts(gold=2, found=1, gold_right=1, found_right=1)
    assert found["strict", "LOC"].recall == 0
    assert found["strict", "PER"].f1 == 1


def test_rules_know_right_and_fired() -> None:
    outcome = Outcome("a", finds=[Find("x", 0.9, True), Find("x", 0.9, False), Find("y", 0.5, False)])
    assert by_rule([outcome]) == {
        "x": {"fired_on_gold": 2, "right": 1},
        "y": {"fired_on_gold": 1, "right": 0},
    }


def test_confusion_of_all_articles() -> None:
    first, second = Outcome("a"), Outcome("b")
    first.confusion["PER", "LOC"] += 1
    second.confusion["PER", "LOC"] += 2
    assert confusion([first, second]) == {"PER": {"LOC": 3}}


def test_the_gravest_first_then_the_frequent_then_the_first_of_the_article() -> None:
    grave, late, early = miss(50, severity=9), miss(40, cause="rare"), miss(3, cause="other")
    twice = [miss(60, cause="twice"), miss(70, cause="twice", article="b")]
    outcomes = [Outcome("a", misses=[late, early, *twice]), Outcome("b", misses=[grave])]
    assert worst_first(outcomes) == [grave, *twice, early, late]
