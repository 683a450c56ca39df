"""Which place on the map a name stands for: one candidate, or none and the reason."""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from khabar.entities.keys import name_key
from khabar.resources import lexicon

_DOMINANT = 8  # times as likely as the next of that name: "باريس" is Paris in France
_NEAR = 60  # times as likely in a country that the article mentions
_SMALL = 5_000  # inhabitants below which a place counts only in such a country
_KNOWN = 50_000  # weight from which a place is meant at all: the town in Mexico may be missing, Durango in Colorado not
_HEADS = frozenset(["مدينه", "محافظه", "بلده", "قريه", "ولايه", "قضاء"])


class Place(NamedTuple):
    """A populated place of GeoNames."""

    geonames_id: int
    name_latin: str
    iso3: str
    latitude: float
    longitude: float
    population: int


def find_place(name: str, countries: Collection[str]) -> Place | str:
    """The place of that name, or why there is none: not_in_gazetteer, ambiguous.

    `countries` are the ISO 3166-1 alpha-3 codes that the article mentions, by name or by nationality.
    """
    settled = settled_place(name)
    if settled:
        return settled
    candidates = _places().get(_plain(name_key(name)), ())
    if not candidates:
        return "not_in_gazetteer"
    weights = sorted(((_weight(place, countries), place.geonames_id, place) for place in candidates), reverse=True)
    best, _, place = weights[0]
    if best < _KNOWN:
        return "ambiguous" if len(candidates) > 1 else "not_in_gazetteer"
    return "ambiguous" if len(weights) > 1 and best < _DOMINANT * weights[1][0] else place


def settled_place(name: str) -> Place | None:
    """The place of a name that news uses for one place only ("واشنطن")."""
    return _settled().get(_plain(name_key(name)))


def _weight(place: Place, countries: Collection[str]) -> int:
    if place.iso3 in countries:
        return _NEAR * max(place.population, 100)
    return place.population if place.population >= _SMALL else 0


def _plain(key: str) -> str:
    head, _, rest = key.partition(" ")
    return rest if rest and head in _HEADS else key


@cache
def _settled() -> dict[str, Place]:
    return {name_key(row["form"]): _place(row) for row in lexicon("place_aliases")}


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[int, Place]] = {}
    for row in lexicon("places"):
        place = _place(row)
        found.setdefault(name_key(row["form"]), {}).setdefault(place.geonames_id, place)
    return {key: tuple(places.values()) for key, places in found.items()}


def _place(row: dict[str, str]) -> Place:
    return Place(
        int(row["geonames_id"]), row["name_latin"], row["iso3"],
        float(row["latitude"]), float(row["longitude"]), int(row["population"]),
    )  # fmt: skip
