"""Where sentences end.

A stop (. ؟ ! ?) ends a sentence where white space or the end of the paragraph follows it. It does not: in a number, an
abbreviation or an initial; in an ellipsis (.. or …), which Arabic headlines use as a comma; inside quotation marks or
brackets that are closed in the same paragraph; before an attribution that belongs to the quotation, or a source alone
that belongs to the report. A paragraph and an item of a list always end a sentence. Source: the punctuation habits of
the Arab press as found in the ANT corpora.
"""

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from khabar.resources import lexicon
from khabar.text.lists import item_starts
from khabar.text.spans import Span, trimmed
from khabar.text.tokens import lexical

# A stop with the marks that close behind it: ".", "؟!", '."', ".»)"
_STOP = re.compile(r"(?P<stop>[.!?؟…۔]+)(?P<closing>[\"»”’')\]]*)")
_MARK = re.compile(r"[\"“”„«»()]")  # '"', "«"
_WORD_BEFORE = re.compile(r"[^\s\"«»“”()،,؛:]*$")  # "أ.د" of "قال أ.د"
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")  # "د"
_NEXT_WORD = re.compile(r"[^\W\d_]+")  # "قال"
# "2020 م.", "12 م د.": a unit behind a number may end a sentence
_BEHIND_NUMBER = re.compile(r"\d\s?(?:[^\W\d_]ـ?\s)?[^\W\d_]ـ?$")
_NO_START = re.compile(r"\s*[.،,؛;:!؟?)\]»”…]")  # " ،", " .": no sentence begins so
_LIST_NUMBER = re.compile(r"\d{1,3}$|[٠-٩]{1,3}$")  # "1" of "1. قال"
_SPELLING = re.compile(r"(?:(?<!\w)(?P<first>[^\W\d_]+)\.\s?)?(?P<last>[^\W\d_]+)$")  # "بي. إن"
# A source alone between two stops, which goes with what it reports: ". بحسب ما أوردت رويترز."
_SOURCE_ALONE = re.compile(
    r"\s*(?:بحسب|حسب|وفق(?:ا|اً|ًا)?)\s+(?:[^\s.،؛:؟!]+\s+){0,4}[^\s.،؛:؟!]+\s*(?:[.؟!](?=\s|$)|$)"
)
_LONGEST_GAP = 40  # code points behind a stop in which the next word begins
_TITLES = frozenset(("د", "م", "أ", "أ.د"))
_PAIRS = {"«": "»", "“": "”", "„": "”", "(": ")"}
_LONGEST_BRACKET = 400  # code points; what stays open longer was opened by mistake
# Verbs and prepositions that attribute the quotation before them: '"..." قال', '"..."، بحسب البيان'
_ATTRIBUTION = frozenset(
    lexical(word)
    for word in (
        *(
            "قال",
            "قالت",
            "يقول",
            "تقول",
            "صرح",
            "صرحت",
            "أضاف",
            "أضافت",
            "تساءل",
            "تساءلت",
            "كتب",
            "كتبت",
            "ختم",
            "ختمت",
        ),
        *("بحسب", "حسب", "وفق", "وفقا", "على", "كما", "هكذا"),
    )
)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"].lower() for row in lexicon("abbreviations") if row["kind"] == "abbreviation")


def _titles(clitic: str) -> frozenset[str]:
    """Abbreviations before a name to which a clitic is attached: "ود." (and Dr)."""
    return _TITLES if clitic in "وفبل" else frozenset()


@cache
def _letter_names() -> frozenset[str]:
    return frozenset(lexical(row["abbreviation"]) for row in lexicon("abbreviations") if row["kind"] == "letter")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph, text[start:end], leaving out white space only.

    >>> text = 'قال د. علي: "وصلنا. وسنبقى." وأضاف أن السعر 3.5 دولارات. وغادر.'
    >>> [span.of(text) for span in sentences(text, 0, len(text))]
    ['قال د. علي: "وصلنا. وسنبقى."', 'وأضاف أن السعر 3.5 دولارات.', 'وغادر.']
    """
    enclosed = _Enclosed(text, start, end)
    items = [place for place in item_starts(text, start, end) if not enclosed.holds(place)]
    found: list[Span] = []
    for first, last in pairwise((start, *items, end)):
        found += _between(text, first, last, enclosed)
    return found


def _between(text: str, start: int, end: int, enclosed: "_Enclosed") -> list[Span]:
    """The sentences of text[start:end], which holds one item of a list, or a paragraph without any."""
    found: list[Span] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.start() >= begin and _ends(text, match, begin, end, enclosed):
            found.append(trimmed(text, begin, match.end()))
            begin = match.end()
    found.append(trimmed(text, begin, end))
    return [span for span in found if span.end > span.start]


def _ends(text: str, match: re.Match[str], begin: int, end: int, enclosed: "_Enclosed") -> bool:
    """Whether the sentence that began at `begin` ends with this stop."""
    stop, after = match["stop"], match.end()
    if after >= end:
        return False  # the paragraph ends here anyway
    if not text[after].isspace() and not _glued(text, match, end):
        return False
    if _is_ellipsis(stop) or enclosed.holds(after) or _continues(text, after, end):
        return False
    if _SOURCE_ALONE.match(text, after, end):
        return False
    if stop == "." and not match["closing"]:
        place = match.start()
        if _abbreviated(text, begin, place) or _spelled(text, begin, place, end):
            return False
    return not (match["closing"] and _attributed(text, stop, after, end))


def _continues(text: str, after: int, end: int) -> bool:
    """Whether what follows a stop cannot begin a sentence: a further stop, a comma, or no word at all."""
    if end - after <= _LONGEST_GAP and not any(character.isalnum() for character in text[after:end]):
        return True
    return bool(_NO_START.match(text, after, min(end, after + _LONGEST_GAP)))


def _spelled(text: str, begin: int, stop: int, end: int) -> bool:
    """Whether a full stop stands behind the name of a Latin letter in a spelled name, as "بي. إن. سبورتس"."""
    before = _SPELLING.search(text, max(begin, stop - 12), stop)
    after = _NEXT_WORD.search(text, stop, min(end, stop + _LONGEST_GAP))
    if before is None or after is None or lexical(before["last"]) not in _letter_names():
        return False
    chained = before["first"] and lexical(before["first"]) in _letter_names() and not after.group().startswith("و")
    return bool(chained) or lexical(after.group()) in _letter_names()


def _is_ellipsis(stop: str) -> bool:
    return "…" in stop or (len(stop) > 1 and set(stop) == {"."})


def _glued(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a full stop lacks the blank behind it: "الأسعار.وأضاف", but not "العربية.نت"."""
    if match["stop"] != "." or match["closing"] or text[match.end()] != "و":
        return False
    before, after = (
        _LAST_LETTERS.search(text, max(0, match.start() - 12), match.start()),
        _NEXT_WORD.match(text, match.end(), end),
    )
    return before is not None and after is not None and len(before.group()) > 2 and len(after.group()) > 3


def _abbreviated(text: str, begin: int, stop: int) -> bool:
    """Whether the word before a full stop is an abbreviation, an initial or the number of a list item."""
    word = _WORD_BEFORE.search(text, max(begin, stop - 24), stop)
    if word is None or not word.group():
        return False
    token = word.group().lower()
    if token in _abbreviations() or token[1:] in _titles(token[0]):
        return not _BEHIND_NUMBER.search(text, max(begin, stop - 6), stop)
    letters = token.replace(".", "")
    if "." in token and letters.isalpha() and all(len(part) <= 2 for part in token.split(".")):
        return True  # "U.S", "أ.د", "ق.م"
    return bool(_LIST_NUMBER.match(token)) and not text[begin : word.start()].strip()


def _attributed(text: str, stop: str, after: int, end: int) -> bool:
    """Whether what follows a closed quotation still belongs to its sentence."""
    position = after
    while position < end and text[position].isspace():
        position += 1
    if position < end and text[position] in "،,؛;:-–":
        return True
    word = _NEXT_WORD.match(text, position, end)
    if word is None:
        return False
    if lexical(word.group()) in _ATTRIBUTION:
        return True
    return stop[-1] != "." and not word.group().startswith(("و", "ف"))


class _Enclosed:
    """The ranges of a paragraph that lie inside quotation marks or brackets which are closed in it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        ranges: list[tuple[int, int]] = []
        opened: list[tuple[str, int]] = []
        straight: int | None = None
        for match in _MARK.finditer(text, start, end):
            mark, place = match.group(), match.start()
            if mark == '"':
                if straight is None:
                    straight = place
                elif _opens(text, place, start, end):
                    straight = place  # a second opening: the first was never closed
                else:
                    ranges.append((straight, place))
                    straight = None
            elif mark in _PAIRS:
                opened.append((_PAIRS[mark], place))
            else:
                self._close(mark, place, opened, ranges)
        self._starts, self._ends = _merged(ranges)

    @staticmethod
    def _close(mark: str, place: int, opened: list[tuple[str, int]], ranges: list[tuple[int, int]]) -> None:
        for index in range(len(opened) - 1, max(-1, len(opened) - 6), -1):
            if opened[index][0] == mark:
                if mark != ")" or place - opened[index][1] <= _LONGEST_BRACKET:
                    ranges.append((opened[index][1], place))
                del opened[index:]
                return

    def holds(self, position: int) -> bool:
        """Whether `position` lies inside one of the ranges."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position <= self._ends[index]


def _opens(text: str, place: int, start: int, end: int) -> bool:
    """Whether a straight mark can only open: blank before it and none behind."""
    before = place == start or text[place - 1].isspace() or text[place - 1] in ":(،"
    return before and place + 1 < end and not text[place + 1].isspace() and text[place + 1] not in ".،,؛:)"


def _merged(ranges: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The union of ranges as starts and ends, both rising."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(ranges):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
