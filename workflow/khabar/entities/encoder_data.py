"""What the encoder is trained on: windows of annotated text, as numbers."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from khabar.entities.corpora import OWN, Sentence
from khabar.entities.encoder import CONVENTIONS, told_of_text
from khabar.entities.pieces import Pieces

LONGEST = 150
"""Words of a window in training."""
_SHORTEST = 50
_FREQUENT = 3  # times that a feature must occur to be learned
Text = Sequence[Sentence]
Word = tuple[tuple[int, ...], list[int], int]


class NumberedText(NamedTuple):
    """Sentences of words as numbers, and whose guidelines their tags follow."""

    sentences: list[list[Word]]
    convention: int


class Window(NamedTuple):
    """Words that are read together: the numbers of their pieces, of what is told of them, and of their tags."""

    pieces: list[tuple[int, ...]]
    features: list[list[int]]
    tags: list[int]
    convention: int


class Numbering:
    """Turns texts into numbers."""

    def __init__(self, pieces: Pieces, features: Sequence[str], labels: Sequence[str]) -> None:
        self._cut = cache(pieces.cut)
        self._feature = {name: k for k, name in enumerate(features, start=1)}
        self._label = {name: k for k, name in enumerate(labels)}

    def numbered(self, text: Text) -> NumberedText:
        """The words of each sentence as (pieces, features, tag)."""
        corpus = text[0].corpus
        convention = CONVENTIONS.index("khabar" if corpus == OWN else corpus)
        return NumberedText([self._sentence(sentence) for sentence in text], convention)

    def _sentence(self, sentence: Sentence) -> list[Word]:
        told = told_of_text(sentence.words)
        return [
            (self._cut(word), [self._feature[f] for f in features if f in self._feature], self._label[tag])
            for word, features, tag in zip(sentence.words, told, sentence.tags, strict=True)
        ]


def windows(text: NumberedText, generator: random.Random | None = None, most: int = LONGEST) -> Iterator[Window]:
    """Consecutive sentences in windows of `most` words, or of a random number below that."""
    window: list[Word] = []
    limit = _limit(generator, most)
    for sentence in text.sentences:
        words = sentence
        while words:
            if window and len(window) + min(len(words), most) > limit:
                yield _window(window, text.convention)
                window, limit = [], _limit(generator, most)
            window = window + words[:most]
            words = words[most:]
    if window:
        yield _window(window, text.convention)


def frequent_features(texts: Sequence[Text]) -> list[str]:
    """What is told of words in the texts, if it is more than rare."""
    counts = Counter(f for text in texts for sentence in text for told in told_of_text(sentence.words) for f in told)
    return sorted(name for name, count in counts.items() if count >= _FREQUENT)


def in_texts(sentences: Sequence[Sentence], length: int = 40) -> list[Text]:
    """Sentences of a corpus that does not say where its texts begin, in runs."""
    return [sentences[i : i + length] for i in range(0, len(sentences), length)]


def batches(windows: Sequence[Window], words: int, generator: random.Random) -> list[list[Window]]:
    """Windows of like length together, as many as have about so many words; in random order."""
    shuffled = list(windows)
    generator.shuffle(shuffled)
    found: list[list[Window]] = []
    for first in range(0, len(shuffled), 200):
        batch: list[Window] = []
        for window in sorted(shuffled[first : first + 200], key=lambda w: len(w.pieces)):
            if batch and (len(batch) + 1) * len(window.pieces) > words:
                found.append(batch)
                batch = []
            batch.append(window)
        found.append(batch)
    generator.shuffle(found)
    return found


def _limit(generator: random.Random | None, most: int) -> int:
    return most if generator is None else generator.randint(_SHORTEST, most)


def _window(words: Sequence[Word], convention: int) -> Window:
    pieces, features, tags = (list(column) for column in zip(*words, strict=True))
    return Window(pieces, features, tags, convention)
