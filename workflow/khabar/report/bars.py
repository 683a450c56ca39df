"""Counts as bars, and names for what is counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar.report.rows import tally


@dataclass(frozen=True)
class Bar:
    """A counted thing."""

    name: str
    count: int
    share: float
    """Per cent of the longest bar."""
    note: str = ""
    """What the name means, or another name of it."""
    kind: str = ""
    """Class that decides the colour."""


def bars(counted: Iterable[tuple[str, int]], notes: Mapping[str, str] | None = None, kind: str = "") -> list[Bar]:
    """A bar for each count.

    >>> [bar.share for bar in bars([("PER", 4), ("LOC", 1)])]
    [100.0, 25.0]
    """
    items = list(counted)
    longest = max((count for _, count in items), default=0)
    return [Bar(name, n, round(100 * n / longest, 2), (notes or {}).get(name, ""), kind) for name, n in items]


def named(
    release: Path, table: str, key: str, names: Sequence[str], keys: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """For each of a few keys the values of the columns `names` that its rows have most often ("" for null)."""
    wanted = set(keys)
    counts: dict[str, Counter[tuple[str, ...]]] = {}
    for (found, *values), count in tally(release, table, [key, *names]):
        if found in wanted:
            counts.setdefault(found, Counter())[tuple(str(value or "") for value in values)] += count
    return {found: min(counter, key=lambda value: (-counter[value], value)) for found, counter in counts.items()}


def counted(release: Path, table: str, column: str) -> Counter[str]:
    """Rows by the value of a column that has few values; "" for null."""
    counts: Counter[str] = Counter()
    for (value,), count in tally(release, table, [column]):
        counts[value or ""] += count
    return counts


def ordered(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """The highest count first, equal ones by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
