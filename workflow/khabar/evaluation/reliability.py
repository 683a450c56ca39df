"""Does confidence mean what it says? Of the rows said to be right with probability p, a share p should be right."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Bins of confidence, half open but for the last: narrow where most rows are."""

Judged = tuple[float, bool]
"""What was said of a row, and whether it is right."""


class Bin(NamedTuple):
    """The rows whose confidence lies between two bounds."""

    low: float
    high: float
    rows: int
    said: float
    """Mean confidence."""
    right: float
    """Share that is right."""


class Reliability(NamedTuple):
    """The bins that hold rows, and two summaries (both 0 at best)."""

    bins: tuple[Bin, ...]
    ece: float
    """Expected calibration error: mean distance of what was said from what was right, over rows."""
    brier: float
    """Mean square of confidence minus truth."""


def reliability(judged: Iterable[Judged]) -> Reliability:
    """Reliability of (confidence, right) pairs.

    >>> reliability([(0.9, True), (0.9, True), (0.9, False)]).bins
    (Bin(low=0.9, high=0.95, rows=3, said=0.9, right=0.667),)
    """
    pairs = sorted(judged)
    bins, error = [], 0.0
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high or pair[0] == high == EDGES[-1]]
        if inside:
            said, right = _means(inside)
            bins.append(Bin(low, high, len(inside), round(said, 3), round(right, 3)))
            error += len(inside) * abs(said - right)
    count = max(len(pairs), 1)
    brier = sum((said - right) ** 2 for said, right in pairs) / count
    return Reliability(tuple(bins), round(error / count, 3), round(brier, 3))


def _means(pairs: Sequence[Judged]) -> tuple[float, float]:
    return sum(said for said, _ in pairs) / len(pairs), sum(right for _, right in pairs) / len(pairs)
