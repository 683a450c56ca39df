"""Names of bodies and sites in English, put together from a glossary: "وزارة الدفاع الروسية", "مطار الحديدة"."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from khabar.entities.keys import name_key
from khabar.entities.lists import country_name, known_name, nationalities
from khabar.resources import lexicon

_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Maldives", "Comoros", "Bahamas", "Gambia", "Central African")


class Term(NamedTuple):
    """A glossary entry: its English and whether it is a body or a site."""

    english: str
    kind: str


def translate(name: str, latin_of_place: Callable[[str], str | None]) -> str | None:
    """English of a name whose every word the glossary, the nationalities or `latin_of_place` knows, else None.

    >>> translate("وزارة الدفاع الروسية", lambda _: None)
    'Ministry of Defence of Russia'
    """
    words = name_key(name).split()
    match = next((k for k in range(len(words), 0, -1) if " ".join(words[:k]) in _terms()), 0)
    if not match:
        return None
    term = _terms()[" ".join(words[:match])]
    rest = words[match:]
    if not rest:
        return term.english
    owner = _owner(rest, latin_of_place)
    if owner is None:
        return None
    return f"{owner} {term.english}" if term.kind == "site" else f"{term.english} of {owner}"


def is_generic(name: str) -> bool:
    """Whether the name says what a body is, but not whose: "وزارة الدفاع", "مجلس النواب"."""
    return name_key(name) in _terms()


def _owner(words: list[str], latin_of_place: Callable[[str], str | None]) -> str | None:
    joined = " ".join(words)
    if len(words) == 1 and words[0] in nationalities():
        country = country_name(nationalities()[words[0]])
        return f"the {country}" if country.startswith(_WITH_ARTICLE) else country
    known = known_name(joined, "LOC")
    return known.name_latin if known else latin_of_place(joined)


@cache
def _terms() -> dict[str, Term]:
    return {name_key(row["form"]): Term(row["english"], row["kind"]) for row in lexicon("body_terms")}
