"""Who is who inside one article: the fullest form of each name, and never a guess between two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.entities.gazetteer import word_flags
from khabar.entities.keys import name_key
from khabar.entities.lists import known_name, nationalities
from khabar.entities.places import settled_place
from khabar.entities.word_classes import word_count
from khabar.text.tokens import lexical

_KIN = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "ابو"})  # a name does not begin after them: بن حمد
_COMMON = 4_000  # occurrences in news from which a word that is in no list of names is a word of its own
_HEADS = ("قطاع", "مدينه", "محافظه", "مخيم", "ولايه", "اقليم", "هضبه")  # "قطاع غزة" is what "غزة" means


class Name(NamedTuple):
    """One name as the article writes it, without clitics."""

    text: str
    entity_type: str


def canonical_names(names: Sequence[Name], aliases: Iterable[tuple[Name, Name]] = ()) -> dict[Name, str]:
    """Each name → the fullest form of the same entity in the article.

    `aliases` are pairs that the article itself equates: "حركة المقاومة الإسلامية (حماس)". A name that could be short
    for two entities keeps its own form.
    """
    distinct = list(dict.fromkeys(names))
    groups = _Groups(distinct)
    forms: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in distinct:
        forms[name.entity_type, _identity(name)].append(name)
    for same in forms.values():
        for name in same[1:]:
            groups.join(same[0], name)
    for a, b in aliases:
        groups.join(a, b)
    for kind in ("PER", "LOC", "ORG", "MISC"):
        _join_short_forms([n for n in distinct if n.entity_type == kind], groups)
    return groups.fullest()


def _identity(name: Name) -> str:
    """Spellings of one listed entity are one ("أمريكا", "الولايات المتحدة"); others are one if their key is."""
    known = known_name(name.text, name.entity_type)
    if known:
        return known.entity
    place = settled_place(name.text) if name.entity_type == "LOC" else None
    return f"geonames:{place.geonames_id}" if place else name_key(name.text)


def _join_short_forms(names: list[Name], groups: "_Groups") -> None:
    words = {name: tuple(name_key(name.text).split()) for name in names}
    for short in names:
        fuller = [name for name in names if _is_short_for(words[short], words[name], short.entity_type)]
        fuller = [name for name in fuller if not _are_different(short, name)]
        # The fuller forms must be one entity: each contained in the longest of them.
        if fuller:
            longest = max(fuller, key=lambda name: (len(words[name]), name.text))
            if all(groups.same(name, longest) or set(words[name]) <= set(words[longest]) for name in fuller):
                groups.join(short, longest)


def _are_different(short: Name, fuller: Name) -> bool:
    """What is listed is no short form of something else, whatever their names share ("مجلس الأمن القومي")."""
    a, b = known_name(short.text, short.entity_type), known_name(fuller.text, fuller.entity_type)
    if a is None or b is not None:
        return a is not None and b is not None and a.entity != b.entity
    added = set(name_key(fuller.text).split()) - set(name_key(short.text).split())
    return short.entity_type == "ORG" and not a.needs_country and not added <= nationalities().keys()


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    if len(short) >= len(full) or not short:
        return False
    begins = full[: len(short)] == short
    if kind == "PER":
        ends = full[-len(short) :] == short and (len(short) == 1 or full[-len(short) - 1] not in _KIN)
        return ends or (short[0] == full[0] and _in_order(short, full))
    if kind == "LOC":
        return full[0] in _HEADS and full[1:] == short
    return _is_short_body(short, full) if kind == "ORG" else begins


def _is_short_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """A part of a body's name in one piece ("الخارجية الأمريكية"), or all of it but one word ("القوات المشتركة")."""
    if len(short) == 1 and short[0] in nationalities():
        return False
    in_one_piece = any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1))
    return in_one_piece or (len(full) == len(short) + 1 and short[0] == full[0] and _in_order(short, full))


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    rest = iter(full)
    return all(word in rest for word in short)


class _Groups:
    """Disjoint sets of names, in the order in which the article gives them."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._parent = {name: name for name in names}
        self._order = {name: i for i, name in enumerate(names)}

    def _root(self, name: Name) -> Name:
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def same(self, a: Name, b: Name) -> bool:
        return self._root(a) == self._root(b)

    def join(self, a: Name, b: Name) -> None:
        first, second = sorted((self._root(a), self._root(b)), key=self._order.__getitem__)
        self._parent[second] = first

    def fullest(self) -> dict[Name, str]:
        members: defaultdict[Name, list[Name]] = defaultdict(list)
        for name in self._parent:
            members[self._root(name)].append(name)
        best = {root: max(group, key=self._fullness).text for root, group in members.items()}
        return {name: best[self._root(name)] for name in self._parent}

    def _fullness(self, name: Name) -> tuple[bool, bool, int, int]:
        """Forms in Arabic before acronyms, clean ones before others, then the longest, then the first."""
        return (_arabic(name.text), _is_clean(name), len(name.text), -self._order[name])


@lru_cache(maxsize=1 << 16)
def _is_clean(name: Name) -> bool:
    """Whether no word beside the name seems to be in it: bodies and places are listed, people have no common words.

    "برشلونة" is a fuller form than "برشلونة المتصدر", "دونالد ترامب" is one of "ترامب".
    """
    if name.entity_type in ("ORG", "LOC"):
        return known_name(name.text, name.entity_type) is not None
    words = [lexical(word) for word in name.text.split()]
    return name.entity_type != "PER" or not any(word_count(w) >= _COMMON and not _is_in_names(w) for w in words)


def _is_in_names(word: str) -> bool:
    flags = word_flags().get(word, frozenset())
    return word in _KIN or any(flag.startswith(("given", "surname", "per")) for flag in flags)


def _arabic(text: str) -> bool:
    return any("\u0621" <= letter <= "\u064a" for letter in text)
