from khabar.evaluation.entities import EntityScores, Named, add_article
from khabar.text.spans import Span

TEXT = "أ ب ج د هـ"


def named(start: int, end: int, kind: str = "PER", name: str = "x") -> Named:
    return Named(Span(start, end), kind, name)


def scored(gold: list[Named], found: list[Named]) -> EntityScores:
    scores = EntityScores()
    add_article(scores, "a", TEXT, gold, found)
    return scores


def test_perfect() -> None:
    mentions = [named(0, 1), named(2, 3, "LOC", "y")]
    summary = scored(mentions, mentions).summary()
    assert summary["strict"]["all"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0}
    assert summary["coreference_b3"]["f1"] == 100.0


def test_a_longer_span_counts_for_overlap_only() -> None:
    scores = scored([named(0, 1)], [named(0, 3)])
    assert scores.strict["all"].scores()["f1"] == 0.0
    assert scores.overlap["PER"].scores()["f1"] == 100.0
    assert [(m["side"], m["start"], m["end"]) for m in scores.misses] == [("missed", 0, 1), ("spurious", 0, 3)]


def test_a_wrong_type_is_missed_and_spurious() -> None:
    scores = scored([named(0, 1, "ORG")], [named(0, 1, "LOC")])
    assert scores.confusion == {("ORG", "LOC"): 1}
    assert {m["side"] for m in scores.misses} == {"missed", "spurious"}


def test_coreference_punishes_a_merge() -> None:
    gold = [named(0, 1, name="x"), named(2, 3, name="y")]
    found = [named(0, 1, name="x"), named(2, 3, name="x")]
    assert scored(gold, found).coreference.scores() == {"precision": 50.0, "recall": 100.0, "f1": 66.7}


def test_nothing_found() -> None:
    assert scored([named(0, 1)], []).strict["all"].scores() == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
