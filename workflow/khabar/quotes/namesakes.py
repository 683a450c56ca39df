"""One person spelled in two ways in one article: "تشيخوف" after "أنطون تشيكوف".

Foreign names have no fixed spelling in Arabic, and what links mentions (khabar.entities) goes by equal words. Here the
last words may differ by little, if not both spellings are names of their own (محمد, محمود).
"""

from functools import lru_cache

from khabar.quotes.roles import Mention
from khabar.text.tokens import lexical
from khabar.text.words import name_parts

_SHORTEST = 4  # letters; shorter words are too much alike
_LONG = 7  # letters; from here on two letters may differ


class Namesakes:
    """The people of one article, each with the spelling that the article has first."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._people: list[tuple[int, tuple[str, ...]]] = []
        seen: set[str] = set()
        for index, mention in enumerate(mentions):
            if mention.kind == "PER" and mention.canonical not in seen:
                seen.add(mention.canonical)
                self._people.append((index, tuple(lexical(word) for word in mention.canonical.split())))
        self._first = {mentions[index].canonical: index for index, _ in self._people}
        self._same: dict[str, int] = {}

    def of(self, mention: int, canonical: str) -> int:
        """The mention of a person whose full name is spelled a little otherwise and stands earlier, else `mention`."""
        if canonical not in self._same:
            self._same[canonical] = self._find(canonical)
        found = self._same[canonical]
        return mention if found == self._first.get(canonical) or found < 0 else found

    def called(self, text: str) -> int | None:
        """The person whose last name the word is, however it was tagged: الحداد, after سليم الحداد."""
        word = lexical(text)
        return next((index for index, other in self._people if len(other) > 1 and other[-1] == word), None)

    def _find(self, canonical: str) -> int:
        words = tuple(lexical(word) for word in canonical.split())
        for index, other in self._people:
            if len(other) > 1 and other != words and _same_person(words, other):
                return index
            if other == words and len(words) > 1:
                return index
        return -1


def _same_person(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a last name, or a whole name, is another spelling of the full one."""
    if len(words) == 1:
        return words[0] in (full[0], full[-1]) or _alike(words[0], full[-1])
    if len(words) < len(full):
        return words == full[-len(words) :]
    if len(words) != len(full):
        return False
    differ = [(a, b) for a, b in zip(words, full, strict=True) if a != b]
    return len(differ) == 1 and _alike(*differ[0])


@lru_cache(maxsize=1 << 12)
def _alike(a: str, b: str) -> bool:
    """Whether two words differ by a letter, or by two where they are long, and are no two names.

    >>> _alike("تشيخوف", "تشيكوف"), _alike("محمد", "محمود")
    (True, False)
    """
    if min(len(a), len(b)) < _SHORTEST or a[0] != b[0] or (a in name_parts() and b in name_parts()):
        return False
    allowed = 2 if max(len(a), len(b)) >= _LONG else 1
    return abs(len(a) - len(b)) <= allowed and _distance(a, b) <= allowed


def _distance(a: str, b: str) -> int:
    """Letters left out, put in or changed between two words."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
