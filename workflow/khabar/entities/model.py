"""The sequence model: a linear-chain conditional random field over words, with BIO tags.

Training is CRFsuite's (khabar.entities.train); tagging is done here, because nearly all features depend on one word
type each: their weights are summed once per type and position, and a word then costs a few vector additions. The
weights are whole numbers, so that the best path is exactly the same on every machine.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.entities.features import EDGE, OFFSETS, pair_features, phrase_features, word_features
from khabar.resources import model_path

SCALE = 256
"""Weights are stored as whole multiples of 1/SCALE."""
_NEVER = -(1 << 20)
_CACHED_TYPES = 1 << 16
_CACHED_PAIRS = 1 << 18
_CHUNK = 64  # sentences of like length that are decoded together
_GAP = 2  # empty words between sentences, as far as features reach
Scores = NDArray[np.int32]
Marginals = NDArray[np.float64]


class Tagged(NamedTuple):
    """The best tags of one sentence and the probability of every tag at every word (words × labels)."""

    tags: tuple[str, ...]
    marginals: Marginals


class Tagger:
    """Tags sentences with the weights of one file."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            names = stored["features"].tobytes().decode("utf-8").split("\n")
            self.labels: tuple[str, ...] = tuple(stored["labels"].tobytes().decode("utf-8").split("\n"))
            self._weights: Scores = stored["weights"].astype(np.int32)
            transitions: Scores = stored["transitions"].astype(np.int32)
        self._index = {name: i for i, name in enumerate(names)}
        self._by_offset = [
            {name.removeprefix(str(offset)): i for i, name in enumerate(names) if name.startswith(str(offset))}
            for offset, _ in OFFSETS
        ]
        allowed = np.array([[_may_follow(a, b) for b in self.labels] for a in self.labels])
        self._transitions = np.where(allowed, transitions, _NEVER).astype(np.int32)
        self._start = np.array([0 if label[0] != "I" else _NEVER for label in self.labels], dtype=np.int32)
        self._step = np.where(allowed, np.exp(transitions / SCALE), 0.0)
        self._bias = self._sum(["b"])
        self._types = _Rows((len(OFFSETS), len(self.labels)), _CACHED_TYPES)
        self._pairs = _Rows((2, len(self.labels)), _CACHED_PAIRS)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Tag sentences of words; an empty sentence has no tags. Many at once are faster than one by one."""
        scores = self._emissions(sentences)
        tagged = [Tagged((), np.zeros((0, len(self.labels)))) for _ in sentences]
        order = sorted((n for n, words in enumerate(sentences) if words), key=lambda n: (len(sentences[n]), n))
        for first in range(0, len(order), _CHUNK):
            chunk = order[first : first + _CHUNK]
            lengths = np.array([len(sentences[n]) for n in chunk])
            padded = np.zeros((int(lengths.max()), len(self.labels), len(chunk)), dtype=np.int32)
            for column, n in enumerate(chunk):
                padded[: lengths[column], :, column] = scores[n]
            paths = self._best_paths(padded, lengths)
            marginals = self._marginals(padded, lengths)
            for column, n in enumerate(chunk):
                length = lengths[column]
                tags = tuple(self.labels[k] for k in paths[:length, column])
                tagged[n] = Tagged(tags, marginals[:length, :, column])
        return tagged

    def _emissions(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """Score of every label at every word of every sentence, as one array each."""
        if self._types.is_full():
            self._types.clear()
            self._pairs.clear()  # their keys are made of rows of types
        elif self._pairs.is_full():
            self._pairs.clear()
        gap = [self._edge()] * _GAP
        ids: list[int] = list(gap)
        starts: list[int] = []
        for words in sentences:
            starts.append(len(ids))
            ids += [self._type(word) for word in words]
            ids += gap
        rows = np.array(ids)
        types = self._types.values
        total: Scores = types[rows, 0] + self._bias
        for k, (offset, _) in enumerate(OFFSETS[1:], start=1):
            if offset < 0:
                total[-offset:] += types[rows[:offset], k]
            else:
                total[:-offset] += types[rows[offset:], k]
        for start, words in zip(starts, sentences, strict=True):
            self._add_joint(total, start, ids, words)
        return [total[start : start + len(words)] for start, words in zip(starts, sentences, strict=True)]

    def _add_joint(self, total: Scores, start: int, ids: Sequence[int], words: Sequence[str]) -> None:
        count = len(words)
        if count > 1:
            pairs = [self._pair(ids[start + i], ids[start + i + 1], words[i : i + 2]) for i in range(count - 1)]
            found = self._pairs.values[pairs]
            total[start : start + count - 1] += found[:, 0]
            total[start + 1 : start + count] += found[:, 1]
        for i, features in phrase_features(words):
            total[start + i] += self._sum(features)

    def _edge(self) -> int:
        """The row of the empty word before and after a sentence."""
        row = self._types.find(EDGE)
        return row if row is not None else self._types.add(EDGE, self._edge_scores())

    def _edge_scores(self) -> Scores:
        return np.stack([self._sum([f"{offset}{EDGE}"] if abs(offset) == 1 else []) for offset, _ in OFFSETS])

    def _type(self, word: str) -> int:
        row = self._types.find(word)
        if row is not None:
            return row
        features = word_features(word)
        scores = np.zeros((len(OFFSETS), len(self.labels)), dtype=np.int32)
        for k, ((_, field), index) in enumerate(zip(OFFSETS, self._by_offset, strict=True)):
            found = [index[f] for f in getattr(features, field) if f in index]
            scores[k] = self._weights[found].sum(axis=0, dtype=np.int32)
        return self._types.add(word, scores)

    def _pair(self, before: int, after: int, words: Sequence[str]) -> int:
        key = (before << 32) | after
        row = self._pairs.find(key)
        if row is not None:
            return row
        scores = np.zeros((2, len(self.labels)), dtype=np.int32)
        for k, features in enumerate(pair_features(words[0], words[1])):
            for feature in features:
                i = self._index.get(feature, -1)
                if i >= 0:
                    scores[k] += self._weights[i]
        return self._pairs.add(key, scores)

    def _sum(self, features: Sequence[str]) -> Scores:
        index = self._index
        found = [index[f] for f in features if f in index]
        return np.asarray(self._weights[found].sum(axis=0, dtype=np.int32))

    def _best_paths(self, emissions: Scores, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Viterbi over sentences side by side: (longest, labels, sentences) → label at each word."""
        longest, labels, count = emissions.shape
        best = emissions[0] + self._start[:, None]
        came_from = np.zeros((longest, labels, count), dtype=np.int64)
        final = best.copy()
        for t in range(1, longest):
            options = best[:, None, :] + self._transitions[:, :, None]
            came_from[t] = options.argmax(axis=0)
            best = options.max(axis=0) + emissions[t]
            inside = lengths > t
            final[:, inside] = best[:, inside]
        paths = np.zeros((longest, count), dtype=np.int64)
        current = final.argmax(axis=0)
        everyone = np.arange(count)
        for t in range(longest - 1, -1, -1):
            inside = lengths > t
            paths[t] = current
            if t:
                current = np.where(inside, came_from[t, current, everyone], current)
        return paths

    def _marginals(self, emissions: Scores, lengths: NDArray[np.int64]) -> Marginals:
        """Forward-backward over sentences side by side, scaled at each word."""
        longest, labels, count = emissions.shape
        potential = np.exp((emissions - emissions.max(axis=1, keepdims=True)) / SCALE)
        forward = np.zeros((longest, labels, count))
        current = potential[0] * np.where(self._start > _NEVER, 1.0, 0.0)[:, None]
        forward[0] = current / _total(current)
        for t in range(1, longest):
            current = _times(self._step, forward[t - 1]) * potential[t]
            forward[t] = current / _total(current)
        backward = np.ones((labels, count))
        backward_step = self._step.T
        for t in range(longest - 1, -1, -1):
            product = forward[t] * backward
            forward[t] = product / _total(product)
            previous = _times(backward_step, potential[t] * backward)
            backward = np.where(lengths > t, previous / _total(previous), 1.0)
        return forward


class _Rows:
    """A growing table of scores with a key for each row; emptied when full, between batches only."""

    def __init__(self, shape: tuple[int, ...], limit: int) -> None:
        self.values: Scores = np.zeros((1024, *shape), dtype=np.int32)
        self._keys: dict[object, int] = {}
        self._limit = limit

    def find(self, key: object) -> int | None:
        return self._keys.get(key)

    def add(self, key: object, scores: Scores) -> int:
        row = len(self._keys)
        if row == len(self.values):
            self.values = np.concatenate([self.values, np.zeros_like(self.values)])
        self.values[row] = scores
        self._keys[key] = row
        return row

    def is_full(self) -> bool:
        return len(self._keys) > self._limit

    def clear(self) -> None:
        self._keys.clear()


def _times(matrix: Marginals, vectors: Marginals) -> Marginals:
    """Product of the transposed matrix and column vectors, summed in the order of the labels on every machine."""
    total = matrix[0][:, None] * vectors[0]
    for k in range(1, len(matrix)):
        total += matrix[k][:, None] * vectors[k]
    return np.asarray(total)


def _total(vectors: Marginals) -> Marginals:
    total = vectors[0].copy()
    for k in range(1, len(vectors)):
        total += vectors[k]
    return np.asarray(total)


def _may_follow(before: str, after: str) -> bool:
    """In BIO an I continues a name of its own type.

    >>> _may_follow("B-PER", "I-PER"), _may_follow("O", "I-PER")
    (True, False)
    """
    return after[0] != "I" or before[2:] == after[2:]


@cache
def tagger() -> Tagger:
    """The tagger with the committed weights."""
    return Tagger(model_path("ner.npz"))


def calibrated(raw: float) -> float:
    """What a probability of the model was worth on documents that it had not seen (khabar.entities.cross_validate)."""
    points, shares = _calibration()
    return float(np.interp(raw, points, shares))


@cache
def _calibration() -> tuple[list[float], list[float]]:
    lines = model_path("ner_calibration.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [float(raw) for raw, _ in rows], [float(share) for _, share in rows]
