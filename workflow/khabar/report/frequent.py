"""Counts of the most frequent keys, in memory that does not grow with the number of keys."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Frequent(Generic[K]):
    """A summary of Misra & Gries (1982), merged as Agarwal et al. (2013) do.

    Exact up to `2 * capacity` distinct keys. Beyond that, keys that are rarer than one in `capacity` may be missing,
    and each count is too low by at most `lost`.
    """

    def __init__(self, counted: Iterable[tuple[K, int]] = (), capacity: int = 100_000) -> None:
        self._capacity = capacity
        self._counts: Counter[K] = Counter()
        self.lost = 0
        for key, count in counted:
            self.add(key, count)

    def add(self, key: K, count: int = 1) -> None:
        """Count a key."""
        self._counts[key] += count
        if len(self._counts) > 2 * self._capacity:
            self._shrink()

    def top(self, number: int | None = None) -> list[tuple[K, int]]:
        """The most frequent keys with their counts; of equally frequent ones the first in order."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))[:number]

    def _shrink(self) -> None:
        cut = sorted(self._counts.values(), reverse=True)[self._capacity]
        self._counts = Counter({key: count - cut for key, count in self._counts.items() if count > cut})
        self.lost += cut
