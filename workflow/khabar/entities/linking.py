"""Who or what in the world a name stands for: the entity's key, its Latin name, its country, its place on the map."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from khabar.entities.keys import name_key
from khabar.entities.lists import Known, known_name, nationalities
from khabar.entities.places import Place, find_place
from khabar.entities.romanise import romanise
from khabar.entities.translate import is_generic, translate

INTERNATIONAL = "INT"
_LEADING = 3  # a country is one the article is about if no other is mentioned more than so many times as often
_LARGE = 200_000  # inhabitants of a city that a club is likely named after


class Link(NamedTuple):
    """What is known about the entity behind one canonical name of an article."""

    key: str
    """Goes into entity_id: the same for one entity in any article."""
    is_local: bool
    """The name tells the entity apart in this article only: a bare family name, "وزارة الدفاع" of any country."""
    name_latin: str
    name_latin_source: str
    country_code: str | None
    country_code_null_reason: str | None
    geonames_id: int | None
    geonames_id_null_reason: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: str


def link(
    canonical: str,
    entity_type: str,
    forms: Iterable[str],
    roles: Iterable[str],
    context: Collection[str],
    *,
    leading: Collection[str] = (),
) -> Link:
    """Link one entity of an article.

    `forms` are its names in the article, `roles` its titles there, `context` the countries that the article mentions,
    `leading` those of them that it is about (all, if not given).
    """
    known = next((k for form in (canonical, *forms) if (k := _known_here(form, entity_type, leading or context))), None)
    if known and entity_type == "PER" and not _may_be(canonical, known):
        known = None
    if entity_type == "LOC":
        return _link_place(canonical, context)
    code, reason = _country(canonical, entity_type, roles, known.country if known else "")
    latin, source = _latin(canonical, entity_type, known.name_latin if known else None, context)
    key = known.entity if known else f"name:{name_key(canonical)}"
    is_local = known is None and (is_generic(canonical) if entity_type == "ORG" else _is_bare(canonical, entity_type))
    return Link(key, is_local, latin, source, code, reason, None, "not_a_place", None, None, "none")


def _may_be(canonical: str, known: Known) -> bool:
    """Whether a full name can be the listed person's, whose family name it bears: "غالية بن علي" is not the president.

    A name that is listed itself, or a bare family name, can.
    """
    words = name_key(canonical).split()
    if len(words) < 2 or known_name(canonical, "PER") is not None:
        return True
    listed = known.entity.partition(":")[2].split()
    return words[0] in listed or listed[0] in words


def _known_here(form: str, kind: str, context: Collection[str]) -> Known | None:
    known = known_name(form, kind)
    return None if known and known.needs_country and known.country not in context else known


def countries_mentioned(names: Iterable[tuple[str, str]], words: Iterable[str]) -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes of the countries of listed (name, type) pairs and of nationality adjectives in words."""
    codes = {known.country for name, kind in names if (known := known_name(name, kind)) and not known.needs_country}
    codes |= {code for word in set(words) if (code := nationality(word))}
    return frozenset(codes - {"", INTERNATIONAL})


def leading_countries(names: Iterable[tuple[str, str]], words: Iterable[str]) -> frozenset[str]:
    """Of the countries of the names and nationality adjectives, one for each time they stand there, the commonest.

    A name that several bodies share ("الجيش الوطني") is only understood of a country that the article is about.
    """
    codes = [known.country for name, kind in names if (known := known_name(name, kind)) and not known.needs_country]
    codes += [code for word in words if (code := nationality(word))]
    counts = Counter(code for code in codes if code not in ("", INTERNATIONAL))
    most = max(counts.values(), default=0)
    return frozenset(code for code, count in counts.items() if _LEADING * count >= most)


@lru_cache(maxsize=1 << 16)
def nationality(word: str) -> str | None:
    """Code of the country of a nationality adjective, None if it is none.

    >>> nationality("الليبية"), nationality("المدينة")
    ('LBY', None)
    """
    return nationalities().get(name_key(word))


def _link_place(canonical: str, context: Collection[str]) -> Link:
    known = known_name(canonical, "LOC")
    if known and known.is_country:
        return Link(
            known.entity, False, known.name_latin, "gazetteer", known.country, None,
            known.geonames_id, None, None, None, "country",
        )  # fmt: skip
    if known:
        code = None if known.country in ("", INTERNATIONAL) else known.country
        return Link(
            known.entity, False, known.name_latin, "lexicon", code, None if code else "international",
            None, "not_in_gazetteer", None, None, "area",
        )  # fmt: skip
    place = find_place(canonical, context)
    if isinstance(place, Place):
        return Link(
            f"geonames:{place.geonames_id}", False, place.name_latin, "gazetteer",
            place.iso3 or None, None if place.iso3 else "ambiguous",
            place.geonames_id, None, place.latitude, place.longitude, "point",
        )  # fmt: skip
    latin, source = _latin(canonical, "LOC", None, context)
    code = _only(code for word in canonical.split() if (code := nationality(word)))
    reason = None if code else ("ambiguous" if place == "ambiguous" else "unknown")
    key, is_local = f"name:{name_key(canonical)}", place == "ambiguous"
    return Link(key, is_local, latin, source, code, reason, None, place, None, None, "none")


def _is_bare(canonical: str, kind: str) -> bool:
    return kind == "PER" and " " not in canonical


def _country(canonical: str, kind: str, roles: Iterable[str], listed: str) -> tuple[str | None, str | None]:
    if listed == INTERNATIONAL:
        return None, "international"
    if listed:
        return listed, None
    if kind == "MISC":
        return None, "not_applicable"
    own = [code for word in canonical.split() if (code := nationality(word))]
    own += [known.country for word in canonical.split() if (known := known_name(word, "LOC")) and known.is_country]
    found = own or [code for role in roles for code in _role_countries(role)]
    if not found:
        return None, "unknown"
    ranked = Counter(found).most_common()
    if len(ranked) > 1 and (kind != "PER" or ranked[0][1] == ranked[1][1]):
        return None, "ambiguous"
    return ranked[0][0], None


def _role_countries(role: str) -> list[str]:
    """The country that a title belongs to: "الرئيس المصري", "سفير الولايات المتحدة لدى ليبيا" (the first)."""
    words = role.split()
    adjectives = [code for word in words if (code := nationality(word))]
    if adjectives:
        return adjectives[:1]
    for first in range(len(words)):
        for length in (3, 2, 1):
            known = known_name(" ".join(words[first : first + length]), "LOC")
            if known and known.is_country:
                return [known.country]
    return []


def _only(codes: Iterable[str]) -> str | None:
    found = set(codes)
    return found.pop() if len(found) == 1 else None


def _latin(canonical: str, kind: str, listed: str | None, context: Collection[str]) -> tuple[str, str]:
    if listed:
        return listed, "lexicon"
    if canonical.isascii():
        return canonical, "text"
    if kind in ("LOC", "ORG") and (english := translate(canonical, lambda name: _place_latin(name, context))):
        return english, "translated"
    if kind == "ORG" and isinstance(city := find_place(canonical, context), Place) and city.population >= _LARGE:
        return city.name_latin, "gazetteer"  # a club that bears the name of its city
    return romanise(canonical, kind == "PER"), "romanised"


def _place_latin(name: str, context: Collection[str]) -> str | None:
    place = find_place(name, context)
    return place.name_latin if isinstance(place, Place) else None
