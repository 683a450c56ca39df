"""What the word lists say about a word or a sequence of words, as flags for the sequence model."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from khabar.resources import lexicon
from khabar.text.tokens import lexical, proclitic_splits, tokenize

_TOWN = 15_000  # below it a place name is more often another word
_CITY = 200_000
_RARE = 3  # a part of a name that fewer people of the list bear says little
Key = tuple[str, ...]
"""Folded words of a name."""
_PLAIN_LISTS = {"countries": "country", "areas": "area", "organisations": "org", "persons": "per"}


@cache
def word_flags() -> dict[str, frozenset[str]]:
    """Folded single word → flags."""
    flags: defaultdict[str, set[str]] = defaultdict(set)
    for key, flag in _names():
        if len(key) == 1:
            flags[key[0]].add(flag)
    for row in lexicon("demonyms"):
        flags[lexical(row["form"])].add("demonym")
    for row in lexicon("titles"):
        flags[lexical(row["form"])].add(row["kind"])
    for row in lexicon("name_parts"):
        for role in ("given", "surname"):
            count = int(row[role])
            if count >= _RARE:
                flags[lexical(row["key"])].add(f"{role}{min(count.bit_length() // 2, 3)}")
    return {word: frozenset(found) for word, found in flags.items()}


@cache
def phrases() -> dict[str, dict[str, tuple[tuple[Key, str], ...]]]:
    """Folded first word → second word → names of two and more words that begin so, longest first, with their flags."""
    found: defaultdict[tuple[str, str], set[tuple[Key, str]]] = defaultdict(set)
    for key, flag in _names():
        if len(key) > 1:
            found[key[0], key[1]].add((key, flag))
    index: dict[str, dict[str, tuple[tuple[Key, str], ...]]] = {}
    for (first, second), names in found.items():
        index.setdefault(first, {})[second] = tuple(sorted(names, key=lambda n: (-len(n[0]), n)))
    return index


def phrase_tags(words: Sequence[str]) -> list[str]:
    """For each folded word the flag and position in a listed name of several words that it is part of, or "".

    >>> phrase_tags(["في", "الولايات", "المتحده"])
    ['', 'country-B', 'country-I']
    """
    tags = [""] * len(words)
    i = 0
    while i < len(words) - 1:
        starts = phrase_starts(words[i])
        match = _longest(starts, words, i) if starts else None
        if match is None:
            i += 1
            continue
        length, flag = match
        tags[i] = f"{flag}-B"
        for k in range(i + 1, i + length):
            tags[k] = f"{flag}-I"
        i += length
    return tags


@lru_cache(maxsize=1 << 17)
def phrase_starts(word: str) -> tuple[dict[str, tuple[tuple[Key, str], ...]], ...]:
    """What can follow a folded word as the first of a listed name, for each reading of its clitics."""
    index = phrases()
    return tuple(index[reading] for _, reading in readings(word) if reading in index)


@lru_cache(maxsize=1 << 17)
def readings(word: str) -> tuple[tuple[int, str], ...]:
    """The folded word with its possible clitics off: (their length, rest); "للامم" is also read as "الامم".

    >>> readings("للامم")
    ((0, 'للامم'), (1, 'لامم'), (1, 'الامم'))
    """
    found = []
    for cut, rest in proclitic_splits(word):
        found.append((cut, rest))
        if cut and rest.startswith("ل") and word[cut - 1] == "ل":
            found.append((cut, f"ا{rest}"))
    return tuple(found)


def _longest(
    starts: Sequence[dict[str, tuple[tuple[Key, str], ...]]], words: Sequence[str], i: int
) -> tuple[int, str] | None:
    for following in starts:
        for key, flag in following.get(words[i + 1], ()):
            if tuple(words[i + 1 : i + len(key)]) == key[1:]:
                return len(key), flag
    return None


def _names() -> Iterator[tuple[Key, str]]:
    for name, flag in _PLAIN_LISTS.items():
        for row in lexicon_rows(name):
            yield _key(row["form"]), flag
    for row in (*lexicon("places"), *lexicon("place_aliases")):
        population = int(row["population"])
        if population >= _TOWN:
            yield _key(row["form"]), "city" if population >= _CITY else "town"


def lexicon_rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one of the lists of whole names."""
    lists = {
        "countries": lexicon("countries"),
        "areas": lexicon("areas"),
        "organisations": lexicon("organisations"),
        "persons": lexicon("persons"),
    }
    return lists[name]


def _key(form: str) -> Key:
    return tuple(lexical(token.text) for token in tokenize(form))
