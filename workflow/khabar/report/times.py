"""Counts by month or year as columns of a chart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

_MONTHS = 120  # of a chart; a longer time is shown by year
_COLUMNS = 200  # of a chart, at most
_RARE = 0.01  # of all that is counted: as much of a longer time is left out at each end, lest one far year flatten all


@dataclass(frozen=True)
class Period:
    """A month or a year, with what is counted in it."""

    name: str
    """2020-06, or 2020."""
    label: str
    """What stands below the column: the year, at its first month."""
    counts: tuple[tuple[str, int, float], ...]
    """(series, count, per cent of the highest column), in the order of the series."""

    @property
    def total(self) -> int:
        """All that is counted in the period."""
        return sum(count for _, count, _ in self.counts)


def periods(counts: Mapping[tuple[str, int], int], series: tuple[str, ...]) -> list[Period]:
    """Columns for counts by (series, month since the year 0), without gaps; a few far ones are left out.

    >>> [p.name for p in periods({("a", 2020 * 12 + 10): 1, ("a", 2021 * 12): 3}, ("a",))]
    ['2020-11', '2020-12', '2021-01']
    """
    if not counts:
        return []
    start, end = _range(counts)
    by_year = end - start >= _MONTHS
    size = 12 if by_year else 1
    last = end // size
    shown = range(max(start // size, last - _COLUMNS + 1), last + 1)
    summed: dict[tuple[str, int], int] = {}
    for (name, month), count in counts.items():
        summed[name, month // size] = summed.get((name, month // size), 0) + count
    columns = [[summed.get((name, number), 0) for name in series] for number in shown]
    highest = max(map(sum, columns))
    names = [f"{number:04}" if by_year else f"{number // 12:04}-{number % 12 + 1:02}" for number in shown]
    labels = _labels([name[:4] for name in names])
    return [
        Period(
            name, label, tuple((of, count, _share(count, highest)) for of, count in zip(series, column, strict=True))
        )
        for name, label, column in zip(names, labels, columns, strict=True)
    ]


def _range(counts: Mapping[tuple[str, int], int]) -> tuple[int, int]:
    """First and last month to show."""
    by_month: Counter[int] = Counter()
    for (_, month), count in counts.items():
        by_month[month] += count
    months = sorted(by_month)
    if months[-1] - months[0] < _MONTHS:
        return months[0], months[-1]
    room = int(_RARE * by_month.total())
    return _beyond(months, by_month, room), _beyond(months[::-1], by_month, room)


def _beyond(months: Sequence[int], counts: Mapping[int, int], room: int) -> int:
    """The first of the months at which more than `room` is counted."""
    summed = accumulate(counts[month] for month in months)
    return next(month for month, so_far in zip(months, summed, strict=True) if so_far > room)


def _labels(years: list[str]) -> list[str]:
    """Each year once, no more than ten of them, and none without room up to the next or the end."""
    starts = [place for place, year in enumerate(years) if place == 0 or years[place - 1] != year]
    starts = starts[:: (len(starts) + 9) // 10]
    room = len(years) / 11
    shown = {place for place, after in pairwise([*starts, len(years)]) if after - place >= room}
    return [year if place in shown else "" for place, year in enumerate(years)]


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
