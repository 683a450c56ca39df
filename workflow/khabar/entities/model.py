"""The sequence model: a linear-chain conditional random field over words, with BIO tags.

Training is CRFsuite's (khabar.entities.train); tagging is done here, because nearly all features depend on one word
type each: their weights are summed once per type and position, and a word then costs a few vector additions. The
weights are whole numbers, so that the best path is exactly the same on every machine.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from khabar.entities.decoding import Chain, Scores, Tagged
from khabar.entities.features import EDGE, OFFSETS, pair_features, phrase_features, word_features
from khabar.resources import model_path

_WEIGHTS = {
    "khabar": model_path("ner.npz"),
    "anercorp": model_path("ner_anercorp.npz"),
    "aqmar": model_path("ner_aqmar.npz"),
}
_CACHED_TYPES = 1 << 16
_CACHED_PAIRS = 1 << 18
_GAP = 2  # empty words between sentences, as far as features reach


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
        self.transitions = transitions
        self._chain = Chain(self.labels, transitions)
        self._bias = self._sum(["b"])
        self._types = _Rows((len(OFFSETS), len(self.labels)), _CACHED_TYPES)
        self._pairs = _Rows((2, len(self.labels)), _CACHED_PAIRS)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Tag sentences of words; an empty sentence has no tags. Many at once are faster than one by one."""
        return self._chain.decode(self.scores(sentences))

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
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


@cache
def tagger(convention: str = "khabar") -> Tagger:
    """The tagger with the committed weights that follow a convention."""
    return Tagger(_WEIGHTS[convention])
