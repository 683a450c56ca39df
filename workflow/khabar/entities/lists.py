"""Looks up a whole name in the lists of countries, areas, bodies and people."""

from functools import cache
from typing import NamedTuple

from khabar.entities.keys import name_key
from khabar.resources import lexicon


class Known(NamedTuple):
    """What the lists say about a name."""

    entity: str
    """The same for every form of one entity."""
    name_latin: str
    country: str
    """ISO 3166-1 alpha-3, INT for what belongs to several countries, or empty."""
    geonames_id: int | None = None
    is_country: bool = False
    needs_country: bool = False
    """Other bodies share the form: it counts only where the article mentions the country."""


def known_name(text: str, entity_type: str) -> Known | None:
    """The entry of a name, by any of its spellings.

    >>> known_name("أمريكا", "LOC") == known_name("الولايات المتحدة الأمريكية", "LOC")
    True
    """
    return _entries().get((entity_type, name_key(text)))


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 → English name."""
    return {row["iso3"]: row["name_latin"] for row in lexicon("countries")}


def country_name(iso3: str) -> str:
    """English name of a country; the code itself if it is not listed."""
    return country_names().get(iso3, iso3)


@cache
def nationalities() -> dict[str, str]:
    """Key of a nationality adjective in any inflection → ISO 3166-1 alpha-3; those of two countries are left out."""
    found: dict[str, str | None] = {}
    for row in lexicon("demonyms"):
        key = name_key(row["form"])
        found[key] = row["iso3"] if found.get(key, row["iso3"]) == row["iso3"] else None
    return {key: iso3 for key, iso3 in found.items() if iso3}


@cache
def _entries() -> dict[tuple[str, str], Known]:
    entries: dict[tuple[str, str], Known] = {}
    for row in lexicon("countries"):
        known = Known(f"country:{row['iso3']}", row["name_latin"], row["iso3"], int(row["geonames_id"]), True)
        entries.setdefault(("LOC", name_key(row["form"])), known)
    for row in lexicon("areas"):
        known = Known(f"area:{name_key(row['name'])}", row["name_latin"], row["country"])
        entries.setdefault(("LOC", name_key(row["form"])), known)
    for kind, rows in (("ORG", lexicon("organisations")), ("PER", lexicon("persons"))):
        for row in rows:
            shared = row.get("needs_country") == "yes"
            entity = f"{kind}:{name_key(row['name'])}"
            known = Known(entity, row["name_latin"], row["country"], needs_country=shared)
            entries.setdefault((kind, name_key(row["form"])), known)
    return entries
