"""95 % intervals by the bootstrap: the articles are drawn again, with replacement, a thousand times.

Rows of one article stand and fall together, so articles are drawn, not rows. The seed is fixed and all sums are of
whole numbers, so that the same outcomes give the same interval on every machine. With one article there is no variation
to draw from: the interval is then the figure itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.evaluation.outcome import Key, Outcome, totals

RESAMPLES = 1000
_SEED = 20260101
_SCALE = 10**6  # of the fractions of B³
_FIELDS = ("gold", "found", "gold_right", "found_right")
_CHUNK = 100  # resamples that are summed at once


class Interval(NamedTuple):
    """A figure and the bounds of its 95 % interval, in per cent with one decimal."""

    value: float
    low: float
    high: float


class Scored(NamedTuple):
    """Precision, recall and F1 of a measure, with intervals."""

    precision: Interval
    recall: Interval
    f1: Interval


def intervals(outcomes: Sequence[Outcome]) -> dict[Key, Scored]:
    """Every measure and class with its figures and their intervals. The order of the outcomes does not matter."""
    total = totals(outcomes)
    if not total:
        return {}
    drawn = _resampled(_matrix(outcomes, list(total)))
    found = {}
    for k, (key, counts) in enumerate(total.items()):
        gold, rows, gold_right, found_right = drawn[:, k, :].T
        precision, recall = _ratio(found_right, rows), _ratio(gold_right, gold)
        f1 = _ratio(2 * precision * recall, precision + recall)
        figures = ((counts.precision, precision), (counts.recall, recall), (counts.f1, f1))
        found[key] = Scored(*(_interval(value, values) for value, values in figures))
    return found


def _matrix(outcomes: Sequence[Outcome], keys: Sequence[Key]) -> NDArray[np.int64]:
    """Articles × measures × the four counts, as whole numbers."""
    matrix = np.zeros((len(outcomes), len(keys), len(_FIELDS)), dtype=np.int64)
    place = {key: k for k, key in enumerate(keys)}
    for row, outcome in zip(matrix, outcomes, strict=True):
        for key, counts in outcome.counts.items():
            row[place[key]] = [round(getattr(counts, name) * _SCALE) for name in _FIELDS]
    flat = matrix.reshape(len(matrix), -1)
    return matrix[np.lexsort(flat.T)]  # in an order of its own


def _resampled(matrix: NDArray[np.int64]) -> NDArray[np.float64]:
    """Resamples × measures × the four counts."""
    articles = len(matrix)
    flat = matrix.reshape(articles, -1)
    generator = np.random.default_rng(_SEED)
    sums = []
    for _ in range(RESAMPLES // _CHUNK):
        drawn = generator.integers(0, articles, size=(_CHUNK, articles))
        times = np.stack([np.bincount(row, minlength=articles) for row in drawn])
        sums.append(times @ flat)
    return np.concatenate(sums).reshape(RESAMPLES, *matrix.shape[1:]).astype(np.float64)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _interval(value: float, values: NDArray[np.float64]) -> Interval:
    """Bounds at 2.5 and 97.5 %; never without the figure itself, which a skewed draw could leave out."""
    low, high = (float(bound) for bound in np.quantile(values, (0.025, 0.975)))
    return Interval(*(round(100 * figure, 1) for figure in (value, min(low, value), max(high, value))))
