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

from khabar.entities.features import EDGE, OFFSETS, joint_features, word_features
from khabar.resources import model_path

SCALE = 256
"""Weights are stored as whole multiples of 1/SCALE."""
_NEVER = -(1 << 20)
_CACHED_TYPES = 1 << 16
Scores = NDArray[np.int32]
Marginals = NDArray[np.float64]


class Tagged(NamedTuple):
    """The best tags of one sentence and the probability of every tag at every word."""

    tags: tuple[str, ...]
    marginals: Marginals


class Tagger:
    """Tags sentences with the weights of one file."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            names = stored["features"].tobytes().decode("utf-8").split("\n")
            self.labels: tuple[str, ...] = tuple(stored["labels"].tobytes().decode("utf-8").split("\n"))
            self._weights: Scores = stored["weights"].astype(np.int32)
            self._transitions: Scores = stored["transitions"].astype(np.int32)
        self._index = {name: i for i, name in enumerate(names)}
        self._types: dict[str, Scores] = {}
        allowed = [[_may_follow(a, b) for b in self.labels] for a in self.labels]
        self._transitions = np.where(np.array(allowed), self._transitions, _NEVER).astype(np.int32)
        self._start = np.where([label[0] != "I" for label in self.labels], 0, _NEVER).astype(np.int32)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Tag sentences of words; an empty sentence has no tags."""
        if not sentences:
            return []
        lengths = np.array([len(words) for words in sentences])
        longest = int(lengths.max())
        emissions = np.zeros((len(sentences), longest, len(self.labels)), dtype=np.int32)
        for row, words in enumerate(sentences):
            if words:
                emissions[row, : len(words)] = self._emissions(words)
        paths = self._best_paths(emissions, lengths)
        marginals = self._marginals(emissions, lengths)
        return [
            Tagged(tuple(self.labels[k] for k in paths[row, :n]), marginals[row, :n]) for row, n in enumerate(lengths)
        ]

    def _emissions(self, words: Sequence[str]) -> Scores:
        types = np.stack([self._type_scores(word) for word in words])
        count = len(words)
        scores: Scores = types[:, 0].copy()
        for k, (offset, _) in enumerate(OFFSETS[1:], start=1):
            if offset < 0:
                scores[-offset:] += types[:offset, k]
            else:
                scores[:-offset] += types[offset:, k]
        scores[0] += self._of(f"-1{EDGE}")
        scores[-1] += self._of(f"1{EDGE}")
        rows: list[int] = []
        columns: list[int] = []
        index = self._index
        for i, found in enumerate(joint_features(words)):
            for feature in found:
                k = index.get(feature, -1)
                if k >= 0:
                    rows.append(i)
                    columns.append(k)
        np.add.at(scores, rows, self._weights[columns])
        assert len(scores) == count
        return scores

    def _type_scores(self, word: str) -> Scores:
        """Summed weights of a word's features, for each offset of OFFSETS."""
        known = self._types.get(word)
        if known is None:
            features = word_features(word)
            known = np.stack(
                [self._sum([f"{offset}{feature}" for feature in getattr(features, field)]) for offset, field in OFFSETS]
            )
            if len(self._types) >= _CACHED_TYPES:
                self._types.clear()
            self._types[word] = known
        return known

    def _sum(self, features: Sequence[str]) -> Scores:
        found = [self._index[f] for f in features if f in self._index]
        return np.asarray(self._weights[found].sum(axis=0, dtype=np.int32))

    def _of(self, feature: str) -> Scores:
        return self._sum([feature])

    def _best_paths(self, emissions: Scores, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Viterbi over all sentences at once."""
        rows, longest, labels = emissions.shape
        best = emissions[:, 0] + self._start
        came_from = np.zeros((longest, rows, labels), dtype=np.int64)
        final = best.copy()
        for t in range(1, longest):
            options = best[:, :, None] + self._transitions
            came_from[t] = options.argmax(axis=1)
            best = options.max(axis=1) + emissions[:, t]
            ends = lengths > t
            final[ends] = best[ends]
        paths = np.zeros((rows, longest), dtype=np.int64)
        current = final.argmax(axis=1)
        everyone = np.arange(rows)
        for t in range(longest - 1, -1, -1):
            inside = lengths > t
            paths[inside, t] = current[inside]
            if t:
                current = np.where(inside, came_from[t, everyone, current], current)
        return paths

    def _marginals(self, emissions: Scores, lengths: NDArray[np.int64]) -> Marginals:
        """Forward-backward over all sentences at once, scaled at each word."""
        rows, longest, labels = emissions.shape
        shifted = emissions - emissions.max(axis=2, keepdims=True)
        potential = np.exp(shifted / SCALE)
        step = np.where(self._transitions > _NEVER, np.exp(self._transitions / SCALE), 0.0)
        forward = np.zeros((longest, rows, labels))
        current = potential[:, 0] * np.where(self._start > _NEVER, 1.0, 0.0)
        forward[0] = current / current.sum(axis=1, keepdims=True)
        for t in range(1, longest):
            current = _times(forward[t - 1], step) * potential[:, t]
            forward[t] = current / current.sum(axis=1, keepdims=True)
        backward = np.ones((rows, labels))
        marginals = np.zeros((rows, longest, labels))
        for t in range(longest - 1, -1, -1):
            product = forward[t] * backward
            marginals[:, t] = product / product.sum(axis=1, keepdims=True)
            inside = (lengths > t)[:, None]
            previous = _times(potential[:, t] * backward, step.T)
            backward = np.where(inside, previous / previous.sum(axis=1, keepdims=True), 1.0)
        return marginals


def _times(vectors: Marginals, matrix: Marginals) -> Marginals:
    """Product of vectors and matrix, summed in the order of the labels whatever library numpy is linked with."""
    total = vectors[:, 0, None] * matrix[0]
    for k in range(1, len(matrix)):
        total = total + vectors[:, k, None] * matrix[k]
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
