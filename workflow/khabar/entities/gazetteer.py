"""What the word lists say about a word or a sequence of words, as flags for the sequence model."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from khabar.resources import lexicon
from khabar.text.tokens import lexical, proclitic_splits, tokenize

_TOWN = 15_000  # below it a place name is more often another word
_CITY = 200_000
_RARE = 3  # a part of a name that fewer people of the list bear says little
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
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Folded first word → names of two and more words that begin with it, longest first, each with its flag."""
    found: defaultdict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for key, flag in _names():
        if len(key) > 1:
            found[key[0]].add((key, flag))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n))) for first, names in found.items()}


def phrase_tags(words: Sequence[str]) -> list[str]:
    """For each folded word the flag and position in a listed name of several words that it is part of, or "".

    >>> phrase_tags(["في", "الولايات", "المتحده"])
    ['', 'country-B', 'country-I']
    """
    tags = [""] * len(words)
    index = phrases()
    i = 0
    while i < len(words):
        match = _longest(index, words, i)
        if match is None:
            i += 1
            continue
        length, flag = match
        tags[i] = f"{flag}-B"
        for k in range(i + 1, i + length):
            tags[k] = f"{flag}-I"
        i += length
    return tags


def _longest(
    index: dict[str, tuple[tuple[tuple[str, ...], str], ...]], words: Sequence[str], i: int
) -> tuple[int, str] | None:
    for first in _readings(words[i]):
        for key, flag in index.get(first, ()):
            if tuple(words[i + 1 : i + len(key)]) == key[1:]:
                return len(key), flag
    return None


@cache
def _readings(word: str) -> tuple[str, ...]:
    """The folded word with its possible clitics off; "للامم" is read as "الامم"."""
    index = phrases()
    readings = []
    for cut, rest in proclitic_splits(word):
        readings.append(rest)
        if cut and rest.startswith("ل") and word[cut - 1] == "ل":
            readings.append("ا" + rest)
    return tuple(reading for reading in readings if reading in index)


def _names() -> Iterator[tuple[tuple[str, ...], str]]:
    for name, flag in _PLAIN_LISTS.items():
        for row in lexicon_rows(name):
            yield _key(row["form"]), flag
    for row in lexicon("places"):
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


def _key(form: str) -> tuple[str, ...]:
    return tuple(lexical(token.text) for token in tokenize(form))
