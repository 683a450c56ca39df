"""Where a name begins inside a word that may carry clitics: "بطرابلس" is ب + طرابلس, "بيروت" is no بـ + يروت."""

import re
from collections.abc import Collection
from functools import lru_cache

from khabar.entities.gazetteer import phrases, word_flags
from khabar.entities.word_classes import word_count
from khabar.text.tokens import lexical, proclitic_splits

_PLACES = frozenset(("country", "area", "city", "town"))
_LISTED = _PLACES | {"per", "org"}
_BORNE = 60.0  # occurrences that a place in the list of name parts is worth
_LISTING = 20.0  # occurrences that a place in the lists is worth: small towns abroad ("أولو", "لير") tell little
# How much more frequent than the whole word the rest must be in raw news before unlisted letters count as clitics.
_RATIO = {"و": 0.3, "ف": 3.0, "ب": 1.5, "ل": 1.5, "ك": 30.0}
_UNKNOWN = 4.0  # the same if the rest is in no list: "ليروي" is not لـ + "يروي"
_STRETCHED = re.compile("[وف]?[بكل]ـ+(?=.{2})")  # a clitic set off by tatweel: "لـCNN"


def clitic_length(word: str, seen: Collection[str] = (), following: str = "", kind: str = "") -> int:
    """How many letters before the name are clitics.

    `seen` holds folded first words of names that the article writes elsewhere; they decide before the lists do.
    `following` is the folded next word of the name: "لبي بي سي" begins with a clitic, as "بي بي سي" is listed.
    `kind` is the type of the name: what is left of the first word of a person must be a name of people ("باولا" is no
    بـ + "اولا"), and a word is no name of a place or body for being one of people ("بريد" is no بـ + "ريد").

    >>> clitic_length("وبطرابلس"), clitic_length("بيروت"), clitic_length("للأمم"), clitic_length("والرياض")
    (2, 0, 1, 1)
    >>> clitic_length("باولا", kind="PER"), clitic_length("بترامب", kind="PER")
    (0, 1)
    """
    stretched = stretched_clitic(word)
    if stretched:
        return stretched
    splits = _splits(word)
    if len(splits) == 1:
        return 0
    for cut, rest in splits:
        if following in phrases().get(_reading(word, cut, rest), ()):
            return cut
    for cut, rest in splits[1:]:
        if _reading(word, cut, rest) in seen:
            return cut
    return _listed_length(word, kind)


def stretched_clitic(word: str) -> int:
    """Length of a clitic that tatweel sets off: "لـCNN"; 0 if there is none.

    >>> stretched_clitic("لـCNN"), stretched_clitic("محـمد")
    (2, 0)
    """
    match = _STRETCHED.match(word)
    return match.end() if match else 0


def citation(text: str, start: int, end: int) -> str:
    """The name as it is cited: without marks of hashtags, and with the alif of the article that ل has swallowed.

    >>> citation("للأمم المتحدة", 1, 13), citation("لليبيا", 1, 6)
    ('الأمم المتحدة', 'ليبيا')
    """
    name = text[start:end].replace("_", " ").replace("#", "")
    if start == 0 or text[start - 1] != "ل" or not name.startswith("ل"):
        return name
    word = lexical(name.split()[0])
    return name if _weight(word) > _weight(f"ا{word}") else f"ا{name}"


@lru_cache(maxsize=1 << 16)
def _listed_length(word: str, kind: str) -> int:
    splits = _splits(word)
    for cut, rest in splits[1:]:
        if _definite(word, cut, rest):
            return cut
    whole = _weight(lexical(word))
    bears = kind in ("", "PER")  # names of people count
    best, best_weight = 0, whole
    for cut, rest in splits[1:]:
        if len(rest) < 3 and (_is_listed(lexical(word)) or not _is_place(lexical(rest))):
            continue  # "بقم" is in Qom, but "وود" is Wood
        reading = _reading(word, cut, rest)
        if kind == "PER" and not _is_of_people(reading) and (word[0] != "و" or _is_of_people(lexical(word))):
            continue
        weight = _weight(reading, bears) if _begins_alone(reading) else float(word_count(reading))
        if weight > best_weight * _ratio(word, cut, reading) and (weight > 0 or word[0] == "و"):
            best, best_weight = cut, weight
    if best == 0 and whole == 0 and word[0] == "و" and len(word) > 3:
        return 1  # names that begin with و are few, and listed
    return best


def _ratio(word: str, cut: int, reading: str) -> float:
    """How far the rest must outweigh the whole word: further if only the whole is known as a name ("وسام", "كارل")."""
    ratio = _RATIO[word[cut - 1]]
    if _is_listed(lexical(word)):
        return max(ratio, 10.0)
    if word[0] == "و":
        return 3.0 if _is_part_of_a_name(lexical(word)) else ratio
    return ratio if _is_listed(reading) or _is_part_of_a_name(reading) else max(ratio, _UNKNOWN)


def _splits(word: str) -> tuple[tuple[int, str], ...]:
    """Clitics that nouns carry; the س of the future stands before verbs only."""
    return tuple((cut, rest) for cut, rest in proclitic_splits(word) if cut == 0 or word[cut - 1] != "س")


def _definite(word: str, cut: int, rest: str) -> bool:
    """Whether the article follows, so that what stands before it can only be a clitic ("والرياض", "للأمم")."""
    if rest.startswith("ال") and len(rest) > 4:
        return word_count(lexical(word)) == 0 or word_count(lexical(rest)) > word_count(lexical(word))
    return word[cut - 1] == "ل" and rest.startswith("ل") and len(rest) > 3 and not _is_listed(lexical(word))


def _reading(word: str, cut: int, rest: str) -> str:
    folded = lexical(rest)
    return f"ا{folded}" if cut and word[cut - 1] == "ل" and folded.startswith("ل") else folded


def _weight(folded: str, bears: bool = True) -> float:
    """Evidence that a folded word begins a name: its frequency, much more if it is listed, or if people bear it."""
    count = word_count(folded)
    if _is_listed(folded):
        return _LISTING + 12 * count
    return count + (_BORNE if bears and _is_part_of_a_name(folded) else 0.0)


def _is_listed(folded: str) -> bool:
    return folded in phrases() or not _LISTED.isdisjoint(word_flags().get(folded, ()))


def _is_place(folded: str) -> bool:
    return not _PLACES.isdisjoint(word_flags().get(folded, ()))


def _begins_alone(folded: str) -> bool:
    """Whether the word is listed, if at all, as more than the beginning of longer names ("ريد" of "ريد بول")."""
    return folded not in phrases() or bool(word_flags().get(folded))


def _is_of_people(folded: str) -> bool:
    return _is_part_of_a_name(folded) or "per" in word_flags().get(folded, ())


def _is_part_of_a_name(folded: str) -> bool:
    return any(flag.startswith(("given", "surname")) for flag in word_flags().get(folded, ()))
