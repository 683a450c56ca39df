"""From the scores of tags at each word to the best sequence of tags and the probability of each tag."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SCALE = 256
"""Scores are whole multiples of 1/SCALE."""
NEVER = -(1 << 20)
_CHUNK = 64  # sentences of like length that are decoded together
Scores = NDArray[np.int32]
Marginals = NDArray[np.float64]


class Tagged(NamedTuple):
    """The best tags of one sentence and the probability of every tag at every word (words × labels)."""

    tags: tuple[str, ...]
    marginals: Marginals


class Chain:
    """A linear chain of tags. Scores are whole numbers, so that the best path is the same on every machine."""

    def __init__(self, labels: Sequence[str], transitions: Scores) -> None:
        self.labels = tuple(labels)
        allowed = np.array([[_may_follow(a, b) for b in labels] for a in labels])
        self._transitions = np.where(allowed, transitions, NEVER).astype(np.int32)
        self._start = np.array([0 if label[0] != "I" else NEVER for label in labels], dtype=np.int32)
        self._step = np.where(allowed, np.exp(transitions / SCALE), 0.0)

    def decode(self, scores: Sequence[Scores]) -> list[Tagged]:
        """Tag each sequence of (words × labels) scores by itself; those of like length are done side by side."""
        tagged = [Tagged((), np.zeros((0, len(self.labels)))) for _ in scores]
        order = sorted((n for n, found in enumerate(scores) if len(found)), key=lambda n: (len(scores[n]), n))
        for first in range(0, len(order), _CHUNK):
            chunk = order[first : first + _CHUNK]
            lengths = np.array([len(scores[n]) for n in chunk])
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
        current = potential[0] * np.where(self._start > NEVER, 1.0, 0.0)[:, None]
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
