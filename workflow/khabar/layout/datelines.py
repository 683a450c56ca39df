"""Datelines that open the body's first paragraph: place, date and agency before its first sentence.

Two kinds of evidence make words a dateline: the shape with an agency ("طرابلس (رويترز) -"), or a place of the gazetteer
alone before a dash or colon ("لندن:"). Source: the habits of the Arab news agencies and of the papers that print them.
"""

import re
from functools import cache
from typing import NamedTuple

from khabar.dates.calendar import alternatives, months
from khabar.dates.folding import fold
from khabar.layout.outlets import is_name, named
from khabar.layout.phrases import phrases
from khabar.resources import lexicon

_LONGEST = 160  # code points in which a dateline must end
_MOST_WORDS = 9  # of places and date
_MOST_WORDS_LONE = 5  # of place and date before an agency that is not known
_FEWEST_INHABITANTS = 50_000  # of a town that stands for itself as a dateline
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")  # "أحمد", "العربية.نت"


class Opening(NamedTuple):
    """The dateline line[start:end] of a folded paragraph."""

    start: int
    end: int
    """End of what is named: "طرابلس (رويترز)"."""
    body: int
    """Where the text begins, behind dash or colon and blanks."""
    signed: bool
    """Whether it names an agency or outlet that is known."""


_MARK = r"\s*[-–—ـ:]{1,3}\s*"  # " - ", "--", ": "
_DASH = rf"(?:{_MARK}|\s*/\s*)"
_PLACE_END = re.compile(r"[،,-]|\s+\d|\s+في\s")  # "دبي، الإمارات", "تونس 25 جوان"
_PLACE = r"(?P<place>[^\n():./\"«»؟!]{2,60}?)"


@cache
def _agencies() -> str:
    return alternatives(fold(row["name"]) for row in lexicon("outlets"))


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    """Shapes with an agency, each with an example."""
    agency = rf"(?P<agency>{_agencies()})(?!\w)"
    return (
        # Place and agency in brackets: "طرابلس (رويترز) - ", "دبي، الإمارات (CNN)-- ", "تونس 25 جوان 2020 (وات) - "
        re.compile(rf"{_PLACE}\s*\(\s*(?P<agency>[^()\n]{{2,40}})\s*\){_MARK}"),
        # The agency in brackets alone, as "(CNN)-- "
        re.compile(rf"\(\s*{agency}\s*\){_MARK}", re.IGNORECASE),
        # The agency alone, as "رويترز - "
        re.compile(rf"{agency}\s*[-–—]{{1,3}}\s+", re.IGNORECASE),
        # The agency between slashes: "أنقرة /الأناضول/ "
        re.compile(rf"{_PLACE}\s*/\s*(?P<agency>[^/\n]{{2,40}})\s*/(?:{_MARK}|\s*)"),
        # Place, mark, agencies: "القاهرة - أ ش أ: ", "غزة، رويترز/أ ف ب - "
        re.compile(rf"{_PLACE}\s*[-–—ـ،,]+\s*{agency}(?:\s*[/+،و-]\s*(?:{_agencies()})(?!\w))*{_DASH}", re.IGNORECASE),
        # The outlet in quotation marks: "لندن – «الشرق الأوسط» "
        re.compile(rf"{_PLACE}\s*[-–—ـ:]+\s*[«\"]\s*{agency}\s*[»\"](?:{_DASH}|\s+)", re.IGNORECASE),
        # Place and name: "كسلا - محمد علي: "
        re.compile(rf"{_PLACE}\s*[-–—]\s*(?P<agency>[^\n():./\"«»؟!–—-]{{3,30}})\s*:\s*"),
    )


# A place alone or with the day: "لندن: ", "رام الله - ", "الخرطوم ـ ", "الجزائر في 12 مايو - "
_LONE_PLACE = re.compile(
    rf"(?P<place>[^\n():./\"«»؟!،\d–—-]{{3,40}}?)(?:\s+(?:في\s+)?\d{{1,2}}\s+(?:{alternatives(months())})(?:\s+\d{{4}})?)?"
    r"(?P<mark>\s*:|\s*[–—]|\s+[-ـ]{1,3}|-{1,3}(?=\s))\s*"
)


def opening(line: str) -> Opening | None:
    """The dateline at the start of a folded paragraph, or None.

    >>> line = fold("طرابلس (رويترز) - قال متحدث")
    >>> found = opening(line)
    >>> line[: found.end], line[found.body :]
    ('طرابلس (رويترز)', 'قال متحدث')
    >>> opening(fold("لندن: أعلنت الحكومة")).end, opening(fold("الحل: أعلنت الحكومة"))
    (4, None)
    """
    head = line[:_LONGEST]
    for pattern in _openings():
        match = pattern.match(head)
        if match and match.end() < len(line) and _plausible(match):
            end = match.end("agency")
            while end < len(head) and head[end] in ')»"/ ' and end < match.end():
                end += 1
            return Opening(0, len(head[:end].rstrip()), match.end(), signed=bool(named(match["agency"])))
    match = _LONE_PLACE.match(head)
    if match and match.end() < len(line) and is_place(match["place"]):
        return Opening(0, match.start("mark"), match.end(), signed=False)
    return None


def _plausible(match: re.Match[str]) -> bool:
    """Whether place and agency can be such: few words, none of which only prose holds; one of the two is known."""
    place = match.groupdict().get("place") or ""
    words = _WORD.findall(place)
    agency = match["agency"].strip()
    if len(words) > _MOST_WORDS or _prose(words):
        return False
    if named(agency):
        return True
    town = _PLACE_END.split(place, maxsplit=1)[0]
    return len(words) <= _MOST_WORDS_LONE and is_place(town) and not _prose(agency.split())


def _prose(words: list[str]) -> bool:
    return not phrases("prose").isdisjoint(words)


def is_place(text: str) -> bool:
    """Whether a folded text is exactly the name of a town or country: "لندن"."""
    text = " ".join(text.split())
    return text in _places() and not is_name(text)


@cache
def _places() -> frozenset[str]:
    towns = (row["form"] for row in lexicon("places") if int(row["population"]) >= _FEWEST_INHABITANTS)
    settled = (row["form"] for row in lexicon("place_aliases"))
    return phrases("place").union(fold(form) for forms in (towns, settled) for form in forms)
