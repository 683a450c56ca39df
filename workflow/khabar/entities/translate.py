"""Names of bodies and sites in English, put together from a glossary: "وزارة الدفاع الروسية", "مطار الحديدة"."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from khabar.entities.keys import name_key
from khabar.entities.lists import country_name, known_name, nationalities
from khabar.resources import lexicon

_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Maldives", "Comoros", "Bahamas", "Gambia", "Central African")


class Term(NamedTuple):
    """A glossary entry: its English and whether it is a body or a site, or the class of a single word."""

    english: str
    kind: str


def translate(name: str, latin_of_place: Callable[[str], str | None]) -> str | None:
    """English of a name whose every word the glossaries, the nationalities or `latin_of_place` know, else None.

    >>> translate("وزارة الدفاع الروسية", lambda _: None), translate("اللجنة العليا للانتخابات", lambda _: None)
    ('Ministry of Defence of Russia', 'High Committee for Elections')
    """
    words = name_key(name).split()
    match = next((k for k in range(len(words), 0, -1) if " ".join(words[:k]) in _terms()), 0)
    if not match:
        head = _word(words[0]) if words else None
        is_body = head is not None and head.kind == "noun" and len(words) > 1
        return _composed(head.english, words[1:], latin_of_place) if head and is_body else None
    term = _terms()[" ".join(words[:match])]
    rest = words[match:]
    if not rest:
        return term.english
    owner = _owner(rest, latin_of_place)
    if owner is None:
        return _composed(term.english, rest, latin_of_place)
    return f"{owner} {term.english}" if term.kind == "site" else f"{term.english} of {owner}"


def _composed(head: str, words: list[str], latin_of_place: Callable[[str], str | None]) -> str | None:
    """English put together word by word: nouns follow with "of", "for" or "and", adjectives stand before their noun."""
    phrases: list[tuple[str, list[str]]] = [("", [head])]  # what joins it to the one before, and its words
    follows_name = False
    i = 0
    while i < len(words):
        link, key = _linked(words[i])
        term = _word(key)
        if term is None:
            owner, length = _longest_owner(words[i:], latin_of_place)
            if owner is None:
                return None
            phrases.append(("of", [owner]))
            follows_name = True
            i += length
            continue
        if term.kind == "adjective":
            # After a name it belongs to the head: "محكمة لاهور العليا" is the High Court of Lahore.
            phrases[0 if follows_name else -1][1].insert(-1, term.english)
        elif key == "كره" and words[i + 1 : i + 2] == ["قدم"]:
            phrases.append((link, ["Football"]))
            i += 1
        else:
            phrases.append((link, [term.english]))
        i += 1
    return " ".join(" ".join([link, *english]).strip() for link, english in phrases)


def _longest_owner(words: list[str], latin_of_place: Callable[[str], str | None]) -> tuple[str | None, int]:
    """English of the longest country, nationality or place that the words begin with, and how many words it has."""
    for length in range(min(len(words), 4), 0, -1):
        owner = _owner(words[:length], latin_of_place)
        if owner:
            return owner, length
    return None, 0


def _linked(word: str) -> tuple[str, str]:
    """How a word follows the one before it in English, and its key: "للانتخابات" is "for elections"."""
    if _word(word):
        return "of", word
    for clitic, link in (("وال", "and"), ("لل", "for"), ("و", "and"), ("ل", "for")):
        if word.startswith(clitic) and _word(word.removeprefix(clitic)):
            return link, word.removeprefix(clitic)
    return "of", word


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


def _word(key: str) -> Term | None:
    return _words().get(key)


@cache
def _words() -> dict[str, Term]:
    return {name_key(row["form"]): Term(row["english"], row["kind"]) for row in lexicon("body_words")}


@cache
def _terms() -> dict[str, Term]:
    return {name_key(row["form"]): Term(row["english"], row["kind"]) for row in lexicon("body_terms")}
