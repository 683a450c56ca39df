"""What an article is about, so that the language of sport and culture does not read as conflict.

A softmax regression over the words of an article (present or not), five topics. Weights and their card are
`models/event_topics.tsv` and `models/event_topics.md`; `khabar.events.train_topics` makes them again.
"""

import csv
import math
from collections.abc import Iterable
from functools import cache, lru_cache

from khabar.resources import model_path
from khabar.text.tokens import lexical

TOPICS = ("politics", "economy", "sport", "culture", "technology")


@lru_cache(maxsize=1 << 16)
def feature(word: str) -> str:
    """The word as the classifier sees it: folded, without و, ف and the article.

    >>> feature("والمنتخب"), feature("بالكرة")
    ('منتخب', 'كره')
    """
    folded = lexical(word)
    if len(folded) > 4 and folded[0] in "وف":
        folded = folded[1:]
    for prefix in ("بال", "لل", "كال", "ال"):
        if folded.startswith(prefix) and len(folded) - len(prefix) >= 2:
            return folded[len(prefix) :]
    return folded


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    with model_path("event_topics.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["word"]: tuple(float(row[topic]) for topic in TOPICS) for row in rows}


def topic_probabilities(words: Iterable[str]) -> dict[str, float]:
    """Probability of each topic; the words of one article in any order."""
    weights = _weights()
    known = [weights[word] for word in sorted({feature(word) for word in words} - {""}) if word in weights]
    scale = max(len(known), 1) ** -0.5
    sums = [prior + scale * sum(row[i] for row in known) for i, prior in enumerate(weights[""])]
    odds = [math.exp(value - max(sums)) for value in sums]
    return {topic: round(value / sum(odds), 4) for topic, value in zip(TOPICS, odds, strict=True)}
