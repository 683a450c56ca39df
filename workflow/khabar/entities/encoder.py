"""The encoder: a small transformer that reads a window of a text and scores every tag at every word.

The first layers see the pieces of the words (khabar.entities.pieces). Then the pieces of a word are merged into one
vector, to which what the lists and classes say about the word is added, and the other layers see words. Arithmetic is
exact (khabar.entities.exact), so that scores depend on the words of the window alone, not on the machine, nor on what
is computed at the same time.
"""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from khabar.entities.decoding import SCALE, Scores
from khabar.entities.exact import GRID, Floats, Integers, Linear, attention, gelu, layer_norm
from khabar.entities.features import phrase_features, word_features
from khabar.entities.pieces import END, START, Pieces
from khabar.resources import model_path

CONVENTIONS = ("khabar", "anercorp", "aqmar", "newsfane")
"""Whose guidelines the tags follow."""
WINDOW = 128
"""Words that are read together at most."""
_ROWS = 256  # rows of several windows that are multiplied together; it does not show in the result
_TOLD = ("g=", "q=", "c0=", "c1=", "c2=", "cs=", "s=")  # features of a word that the encoder is told
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _LARGEST_ARRAY = -1, -3, 1 << 25  # options of mallopt, bytes
Words = Sequence[str]


class Encoder:
    """Scores texts with the weights of one file."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        self.labels: tuple[str, ...] = tuple(_text(stored["labels"]).split("\n"))
        self._pieces = Pieces(_text(stored["pieces"]).split("\n"), stored["piece_scores"].tolist())
        self._features = {name: i for i, name in enumerate(_text(stored["features"]).split("\n"))}
        self._feature_rows: Integers = stored["feature.weight"]
        self._feature_scale: Floats = stored["feature.scale"]
        self._word: Integers = stored["word.weight"]
        self._word_scale: Floats = stored["word.scale"]
        self._position: Floats = stored["position"]
        self._norm = (stored["norm.weight"], stored["norm.bias"])
        self._convention: Floats = stored["convention"]
        self._merge = int(stored["merge"])
        self._heads = int(stored["heads"])
        self._layers = [_Layer(stored, f"layer{n}", self._heads) for n in range(int(stored["layers"]))]
        self._outputs = {name: _linear(stored, f"output.{name}") for name in CONVENTIONS}
        self.transitions: dict[str, Scores] = {name: stored[f"transitions.{name}"] for name in CONVENTIONS}
        self._cut = lru_cache(maxsize=1 << 16)(self._pieces.cut)
        self._told = lru_cache(maxsize=1 << 16)(lambda word: self._sum(_told_of_word(word)))

    def scores(self, texts: Sequence[Sequence[Words]], convention: str) -> list[list[Scores]]:
        """(words × labels) scores of the consecutive sentences of each text; a text does not influence another."""
        cut = [list(windows([len(sentence) for sentence in text])) for text in texts]
        read = [[[text[n][i] for n, i in window] for window in found] for text, found in zip(texts, cut, strict=True)]
        scored = iter(self._score([window for found in read for window in found], convention))
        of_texts = []
        for text, found in zip(texts, cut, strict=True):
            of_sentences = [np.zeros((len(sentence), len(self.labels)), dtype=np.int32) for sentence in text]
            for window in found:
                for (n, i), row in zip(window, next(scored), strict=True):
                    of_sentences[n][i] = row
            of_texts.append(of_sentences)
        return of_texts

    def _score(self, read: Sequence[Words], convention: str) -> Iterator[Scores]:
        """Scores of the words of each window."""
        k = 0
        while k < len(read):
            batch = [read[k]]
            rows = len(read[k])
            while k + len(batch) < len(read) and rows + len(read[k + len(batch)]) <= _ROWS:
                rows += len(read[k + len(batch)])
                batch.append(read[k + len(batch)])
            yield from self._score_batch(batch, convention)
            k += len(batch)

    def _score_batch(self, batch: Sequence[Words], convention: str) -> Iterator[Scores]:
        cut = [[(START,), *(self._cut(word) for word in words), (END,)] for words in batch]
        numbers = [np.array([number for word in window for number in word]) for window in cut]
        found = np.concatenate(numbers)
        rows = self._word[found] * self._word_scale[found]
        last = len(self._position) - 1  # stands for all further places of a window of very long words
        rows += np.concatenate([self._position[np.minimum(np.arange(len(found)), last)] for found in numbers])
        rows = layer_norm(rows, *self._norm)
        ends = np.cumsum([len(found) for found in numbers]).tolist()
        for layer in self._layers[: self._merge]:
            rows = layer(rows, ends)
        rows = _merged(rows, [len(word) for window in cut for word in window])
        rows += np.concatenate([self._told_of_words(words) for words in batch])
        rows += self._convention[CONVENTIONS.index(convention)]
        ends = np.cumsum([len(window) for window in cut]).tolist()
        for layer in self._layers[self._merge :]:
            rows = layer(rows, ends)
        scores = np.rint(self._outputs[convention](rows) * np.float32(SCALE)).astype(np.int32)
        for first, end in zip([0, *ends], ends, strict=False):
            yield scores[first + 1 : end - 1]

    def _told_of_words(self, words: Words) -> Floats:
        total = np.zeros((len(words) + 2, self._feature_rows.shape[1]), dtype=np.int32)
        for i, word in enumerate(words, start=1):
            total[i] = self._told(word)
        for i, features in _told_of_phrases(words):
            total[i + 1] += self._sum(features)
        return np.asarray(total * self._feature_scale, dtype=np.float32)

    def _sum(self, features: Sequence[str]) -> Scores:
        found = [self._features[f] for f in features if f in self._features]
        return np.asarray(self._feature_rows[found].sum(axis=0, dtype=np.int32))


class _Layer:
    """One layer of the transformer: attention, then a network for each row."""

    def __init__(self, stored: Mapping[str, Any], name: str, heads: int) -> None:
        self._heads = heads
        self._mix, self._out = _linear(stored, f"{name}.qkv"), _linear(stored, f"{name}.out")
        self._up, self._down = _linear(stored, f"{name}.up"), _linear(stored, f"{name}.down")
        self._norms = [(stored[f"{name}.norm{k}.weight"], stored[f"{name}.norm{k}.bias"]) for k in (1, 2)]

    def __call__(self, rows: Floats, ends: Sequence[int]) -> Floats:
        """The rows of windows that end at the given rows."""
        mixed = self._mix(rows)
        attended = [attention(mixed[first:end], self._heads) for first, end in zip([0, *ends], ends, strict=False)]
        rows = layer_norm(rows + self._out(np.concatenate(attended)), *self._norms[0])
        return layer_norm(rows + self._down(gelu(self._up(rows))), *self._norms[1])


def windows(lengths: Sequence[int], most: int = WINDOW) -> Iterator[list[tuple[int, int]]]:
    """Consecutive sentences of the given lengths in windows of at most `most` words, as (sentence, word) pairs.

    A sentence is cut only if it is longer than a window.

    >>> [len(window) for window in windows([3, 2, 4], 5)]
    [5, 4]
    """
    window: list[tuple[int, int]] = []
    for n, length in enumerate(lengths):
        if window and len(window) + length > most:
            yield window
            window = []
        for i in range(length):
            if len(window) == most:
                yield window
                window = []
            window.append((n, i))
    if window:
        yield window


def told_of_text(words: Words) -> list[list[str]]:
    """What lists and classes say about each word of a sentence."""
    told = [_told_of_word(word) for word in words]
    for i, features in _told_of_phrases(words):
        told[i] += features
    return told


def _told_of_word(word: str) -> list[str]:
    return [feature for feature in word_features(word).here if feature.startswith(_TOLD)]


def _told_of_phrases(words: Words) -> list[tuple[int, list[str]]]:
    return [(i, [f for f in features if f.startswith("t=")]) for i, features in phrase_features(words)]


def _merged(rows: Floats, counts: Sequence[int]) -> Floats:
    """The mean of the rows of each word."""
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sums = np.add.reduceat(np.rint(rows * np.float32(GRID)), firsts, axis=0)
    return np.asarray(sums / (np.array(counts, dtype=np.float32)[:, None] * np.float32(GRID)))


def _linear(stored: Mapping[str, Any], name: str) -> Linear:
    return Linear(stored[f"{name}.weight"], stored[f"{name}.scale"], stored[f"{name}.bias"])


def _text(stored: Any) -> str:
    return str(stored.tobytes().decode("utf-8"))


@cache
def encoder() -> Encoder:
    """The encoder with the committed weights."""
    _keep_freed_memory()
    return Encoder(model_path("ner_encoder.npz"))


def _keep_freed_memory() -> None:
    """Let the C library keep the memory that arrays free, for the next ones: a tenth faster. Only glibc can be told."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        for option in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            library.mallopt(option, _LARGEST_ARRAY)
