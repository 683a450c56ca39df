"""PLOVER actor codes: country (ISO 3166-1 alpha-3) and sector, from names, dated lists, role words, nationality."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from khabar.events.article import Article, country_codes
from khabar.events.holders import demonyms
from khabar.events.parties import Party, sectors
from khabar.events.triggers import SPEECH_TYPES, Reading, bare_forms, word_class
from khabar.resources import lexicon
from khabar.text.tokens import lexical
from khabar.text.words import is_role

SECTORS = {
    "GOV": "government",
    "LEG": "legislature",
    "MIL": "armed forces of a state",
    "REB": "armed opposition",
    "OPP": "unarmed opposition, protesters, activists",
    "PTY": "political party",
    "COP": "police and security",
    "SPY": "intelligence service",
    "JUD": "courts and prosecution",
    "MED": "news media",
    "NGO": "non-governmental organisation",
    "IGO": "intergovernmental organisation",
    "BUS": "companies",
    "CVL": "civilians",
    "REF": "refugees and displaced people",
    "SOC": "religious and social bodies",
    "CRM": "criminals",
    "ELI": "former officials and other elites",
    "EDU": "education",
    "LAB": "labour",
    "UNK": "not known",
}
"""PLOVER sectors that codes end in."""

POLITICAL = frozenset(SECTORS) - {"BUS", "UNK", "CVL", "MED", "EDU", "SOC", "ELI"}


class Code(NamedTuple):
    """Country and sector of a party, each "" if not known."""

    country: str
    sector: str

    @property
    def text(self) -> str | None:
        """The code as PLOVER writes it: USAGOV, PSEREB, IGO, MIL; None if nothing is known."""
        return self.country + self.sector or None

    @property
    def is_political(self) -> bool:
        """Whether the party is one of those whose acts are political events."""
        return self.sector in POLITICAL or (bool(self.country) and self.sector in ("GOV", ""))


def code(article: Article, party: Party) -> Code:
    """Country and sector of a party at the day of publication."""
    listed = _listed(party, article.anchor)
    words = [word for word in party.text.replace("_", " ").split() if word[0].isalpha()]
    role = str(party.mention["role"] or "").split() if party.mention is not None and party.name else []
    person = party.mention is not None and party.mention["entity_type"] == "PER" and party.text == party.mention["text"]
    country = _country(party, [] if person else words, role) or listed.country
    sector = listed.sector or _sector([] if person else words) or _sector(role)
    if not sector and party.mention is not None and party.mention["entity_type"] == "LOC" and party.name:
        sector = "GOV"
    if sector == "IGO":
        country = ""
    if not sector and country:
        sector = "UNK"
    return Code(country, sector)


_ON_PROPOSALS = frozenset(("REJECT", "AGREE", "ACCUSE", "SUPPORT"))
_HEAD_REACH = 3  # words of a phrase in which the noun for who acts is looked for: عدد من المسلحين


def can_act(article: Article, party: Party | None) -> bool:
    """Whether a phrase names someone who acts: a name, a nationality, or a noun for people or bodies at its head."""
    if party is None or party.name is not None:
        return party is not None
    words = [word for word in party.text.replace("_", " ").split() if word[0].isalpha()]
    if not words or (words[0].startswith("و") and bare_forms(words[0]).isdisjoint(sectors())):
        return False
    counted = any(not bare_forms(words[0]).isdisjoint(word_class(name)) for name in ("quantity", "numeral"))
    heads = words[:_HEAD_REACH] if counted else words[:1]
    return any(_is_somebody(word) for word in heads) or _listed(party, article.anchor).text is not None


def can_suffer(article: Article, reading: Reading, party: Party | None) -> bool:
    """Whether a phrase can be acted upon: whoever can act; for other acts than those of speech a place or thing too."""
    if party is None or can_act(article, party):
        return party is not None
    words = party.text.replace("_", " ").split()
    kind = reading.trigger.event_type
    classes = [*(["target"] if kind not in SPEECH_TYPES else []), *(["proposal"] if kind in _ON_PROPOSALS else [])]
    return any(not bare_forms(word).isdisjoint(word_class(name)) for word in words[:2] for name in classes)


_ENDINGS = ("ان", "ين", "ون", "تان", "تين", "ات", "يه", "يها", "ه", "ها", "هم", "و", "ي", "ا")


def _is_somebody(word: str) -> bool:
    """Whether the noun, in any number or with a pronoun, is one for people or bodies: الرجلان, مستشاريه, قواتها."""
    if is_role(lexical(word)):
        return True
    for form in bare_forms(word):
        stems = [form, *(form.removesuffix(end) for end in _ENDINGS if form.endswith(end) and len(form) - len(end) > 2)]
        if any(stem in sectors() or stem + "ه" in sectors() or stem in demonyms() for stem in stems):
            return True
    return False


def _country(party: Party, words: list[str], role: list[str]) -> str:
    if party.mention is not None and party.mention["country_code"]:
        return str(party.mention["country_code"])
    for word in [*words, *role]:
        for form in sorted(bare_forms(word), key=_longest_first):
            if form in demonyms():
                return demonyms()[form]
    if party.mention is not None:
        return country_codes().get(lexical(party.mention["canonical_name"]), "")
    return ""


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _sector(words: Iterable[str]) -> str:
    for word in words:
        for form in sorted(bare_forms(word), key=_longest_first):
            if form in sectors():
                return sectors()[form]
    return ""


def _listed(party: Party, day: date | None) -> Code:
    """What the lists of known people and bodies say of the name."""
    if party.mention is None or not party.name:
        return Code("", "")
    for name in dict.fromkeys((party.name, party.mention["text"])):
        key = lexical(name)
        known = _known().get(key)
        if known is not None:
            return known
    for name in dict.fromkeys((party.name, party.mention["text"])):
        for start, end, listed in _dated().get(_stem_key(name), ()):
            stamp = day.strftime("%Y%m%d") if day else ""
            if not (start or end) or (stamp and start <= stamp <= (end or "99999999")):
                return listed
    return Code("", "")


@cache
def _known() -> dict[str, Code]:
    found: dict[str, Code] = {}
    for row in (*lexicon("persons"), *lexicon("organisations")):
        sector = {"SPT": "", "DIP": "GOV"}.get(row["sector"], row["sector"])
        country = "" if row["country"] == "INT" else row["country"]
        for form in (row["form"], row["name"]):
            found.setdefault(lexical(form), Code(country, sector if sector in SECTORS else ""))
    return found


@cache
def _dated() -> dict[str, tuple[tuple[str, str, Code], ...]]:
    """The PETRARCH actor list: folded name without articles → (first day, last day, code), dated ones first."""
    found: dict[str, list[tuple[str, str, Code]]] = {}
    for row in lexicon("actors"):
        parsed = _parse(row["code"])
        if parsed is not None:
            end = "" if row["end"].startswith("1800") else row["end"]
            found.setdefault(_stem_key(row["name"]), []).append((row["start"], end, parsed))
    return {name: tuple(sorted(rows, key=lambda r: (not (r[0] or r[1]), r))) for name, rows in found.items()}


def _parse(text: str) -> Code | None:
    """A PETRARCH code: USAGOV, IGO, LBNCVLELI (the sector that PLOVER knows comes first)."""
    parts = [text[i : i + 3] for i in range(0, len(text), 3)]
    country = parts.pop(0) if parts and parts[0] not in SECTORS and parts[0] in _iso3() else ""
    sector = next((part for part in parts if part in SECTORS), "")
    return Code(country, sector) if country or sector else None


@cache
def _iso3() -> frozenset[str]:
    return frozenset(row["iso3"] for row in lexicon("countries"))


@cache
def _stem_key(name: str) -> str:
    words = (lexical(word) for word in name.replace("_", " ").split())
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries."""
    return frozenset(country_codes())
