"""Features of the sequence model. All but a few depend on a single word type, so that they can be cached per type."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.entities.gazetteer import phrase_tags, word_flags
from khabar.entities.word_classes import word_class
from khabar.text.tokens import lexical, proclitic_splits


class WordFeatures(NamedTuple):
    """Features of one word type by how near the word stands to the word that is tagged."""

    here: tuple[str, ...]
    near: tuple[str, ...]
    """One word before or after."""
    far: tuple[str, ...]
    """Two words before or after."""
    label: str
    """Short form for features of two neighbouring words."""


OFFSETS = ((0, "here"), (-1, "near"), (1, "near"), (-2, "far"), (2, "far"))
"""Which features of which neighbour count: offset, field of WordFeatures."""
EDGE = "#"
"""Stands for the neighbour that the first and the last word of a sentence lack."""


@lru_cache(maxsize=1 << 17)
def word_features(surface: str) -> WordFeatures:
    """The features of a word as written."""
    word = lexical(surface) or surface  # a lone diacritic has no folded form
    shape = _shape(word)
    if shape != "a":
        value = "0" if shape == "0" else word
        common = (f"w={value}", f"s={shape}")
        return WordFeatures((*common, f"l={min(len(word), 5)}"), common, common, f"{shape}{value}")
    classes = word_class(word)
    whole = [f"w={word}", *(f"c{i}={c}" for i, c in enumerate(classes)), *_flags(word)]
    near = [*whole, *_stem_features(word), *_affixes(word, 3)]
    here = [*near, *_affixes(word, 4), *_grams(word), f"l={min(len(word), 9)}"]
    label = classes[1] if classes else "?"
    return WordFeatures(tuple(dict.fromkeys(here)), tuple(near), tuple(whole), label)


def pair_features(before: str, after: str) -> tuple[list[str], list[str]]:
    """What two neighbouring words say together: features of the first, features of the second."""
    first, second = word_features(before).label, word_features(after).label
    words = f"{lexical(before) or before}|{lexical(after) or after}"
    return [f"z={first}|{second}"], [f"x={first}|{second}", f"y={words}"]


def phrase_features(words: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Features of the words in and beside listed names of several words: (index, features)."""
    tags = phrase_tags([lexical(word) or word for word in words])
    found: dict[int, list[str]] = {}
    for i, tag in enumerate(tags):
        if tag:
            found.setdefault(i, []).append(f"t={tag}")
            if i + 1 < len(tags):
                found.setdefault(i + 1, []).append(f"-t={tag}")
            if i:
                found.setdefault(i - 1, []).append(f"+t={tag}")
    return sorted(found.items())


def sentence_features(words: Sequence[str]) -> list[list[str]]:
    """All features of each word, as strings, for training."""
    types = [word_features(word) for word in words]
    features: list[list[str]] = [["b"] for _ in words]
    for i in range(len(words) - 1):
        first, second = pair_features(words[i], words[i + 1])
        features[i] += first
        features[i + 1] += second
    for i, found in phrase_features(words):
        features[i] += found
    for i, found in enumerate(features):
        for offset, field in OFFSETS:
            j = i + offset
            if 0 <= j < len(words):
                found += [f"{offset}{feature}" for feature in getattr(types[j], field)]
            elif abs(offset) == 1:
                found.append(f"{offset}{EDGE}")
    return features


def _flags(word: str) -> list[str]:
    return [f"g={flag}" for flag in sorted(word_flags().get(word, ()))]


def _stem_features(word: str) -> list[str]:
    """What the lists and classes say about the word once a clitic is taken off."""
    flags: set[str] = set()
    classes: tuple[str, ...] = ()
    for cut, rest in proclitic_splits(word):
        if not cut:
            continue
        # "للامم" leaves "لامم", which is "الامم" in the lists.
        readings = [rest, f"ا{rest}"] if rest.startswith("ل") and word[cut - 1] == "ل" else [rest]
        for reading in readings:
            flags |= {f"q={word[:cut]}{flag}" for flag in word_flags().get(reading, ())}
            if not classes and word_class(reading):
                middle = word_class(reading)[1]
                classes = (f"cs={word[:cut]}{middle}", f"cs={middle}")
    return [*sorted(flags), *classes]


def _affixes(word: str, longest: int) -> list[str]:
    lengths = [n for n in range(1, longest + 1) if len(word) > n]
    return [f"p{n}={word[:n]}" for n in lengths] + [f"e{n}={word[-n:]}" for n in lengths]


def _grams(word: str) -> list[str]:
    padded = f"^{word}$"
    threes = {f"n={padded[i : i + 3]}" for i in range(len(padded) - 2)}
    fours = {f"m={padded[i : i + 4]}" for i in range(len(padded) - 3)}
    return [*sorted(threes), *sorted(fours)]


def _shape(word: str) -> str:
    first = word[0]
    if first.isdigit():
        return "0"
    if not first.isalpha():
        return "."
    return "a" if "\u0600" <= first <= "\u06ff" else "A"
