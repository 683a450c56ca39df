"""Closed classes of words that tell who speaks, as lexicon forms."""

from functools import cache

from khabar.resources import lexicon
from khabar.text.tokens import lexical


@cache
def speaker_words(name: str) -> frozenset[str]:
    """The words of one class of lexicons/speaker_words.tsv, where each class says what its words do."""
    row = next(row for row in lexicon("speaker_words") if row["class"] == name)
    return frozenset(lexical(word) for word in row["words"].split())
