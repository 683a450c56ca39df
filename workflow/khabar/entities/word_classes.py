"""Word classes learned from raw news by khabar.entities.learn_classes: words of the same company share a class."""

from functools import cache

from khabar.resources import lexicon


@cache
def _classes() -> dict[str, tuple[str, str, str]]:
    return {row["word"]: (row["coarse"], row["middle"], row["fine"]) for row in lexicon("word_classes")}


@cache
def _counts() -> dict[str, int]:
    return {row["word"]: int(row["count"]) for row in lexicon("word_classes")}


def word_class(word: str) -> tuple[str, ...]:
    """Coarse, middle and fine class of a folded word; empty for a word that is not in the list."""
    return _classes().get(word, ())


def word_count(word: str) -> int:
    """How often the folded word stands in the raw news that the classes come from; 0 if too rare for the list."""
    return _counts().get(word, 0)
