"""Date expressions in running text, resolved against the day of publication.

News convention: a bare weekday is the nearest such day at or before publication, and the nearest at or after it where
the clause looks ahead (سيعقد، من المقرر، المقبل). A day or month without a year is the nearest one; الماضي and المقبل
force the side. Where a weekday stands beside a relative word ("أمس الأربعاء"), the weekday decides, since the day of
publication shifts with the reader's zone.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from khabar.dates.bounds import bound
from khabar.dates.calendar import months, weekdays
from khabar.dates.expressions import RULES, Context, Reading
from khabar.dates.folding import Folded
from khabar.dates.grammar import any_word, twins_agree, words

ARAB_DAY_SHIFT = timedelta(hours=3)  # today in Mecca: most newsrooms and readers live within two hours of it


class DateExpression(NamedTuple):
    """One expression of a date: text[start:end], and the day, week, month or year that it means."""

    start: int
    end: int
    text: str
    value: date
    """First day of the period; a calendar week begins on Sunday, the first working day of most Arab countries."""
    precision: str
    """day, week, month or year."""
    kind: str
    """absolute, partial (no year), weekday, relative (أمس), period (الأسبوع الماضي) or distance (قبل يومين)."""
    bound: str | None = None
    """since (منذ), until (حتى), before or after, where the date only bounds a duration; None where it is a time."""

    @property
    def iso(self) -> str:
        """The date at its precision: 2020-06-24, 2020-06 or 2020; a week as its Sunday."""
        return self.value.isoformat()[: {"month": 7, "year": 4}.get(self.precision, 10)]


def anchor_date(published_at: datetime | None, precision: str | None) -> date | None:
    """The day that اليوم means in an article, from its `published_at` and `published_at_precision`.

    >>> anchor_date(datetime.fromisoformat("2020-06-24T22:30:00+00:00"), "minute")
    datetime.date(2020, 6, 25)
    """
    if published_at is None or precision not in ("minute", "day"):
        return None
    return (published_at + ARAB_DAY_SHIFT).date() if precision == "minute" else published_at.date()


def find_dates(text: str, anchor: date | None, start: int = 0, end: int | None = None) -> list[DateExpression]:
    """Date expressions in text[start:end], in order, apart from each other, with offsets into the whole text.

    Args:
        text: canonical text of an article.
        anchor: day of publication (`anchor_date`); without it only absolute dates are found.
        start: first offset to look at.
        end: offset to stop at; the end of the text if None.

    >>> [(d.text, d.iso) for d in find_dates("عقد أمس الأربعاء اجتماعا في 3 مايو/أيار الماضي", date(2020, 6, 25))]
    [('أمس الأربعاء', '2020-06-24'), ('3 مايو/أيار الماضي', '2020-05-03')]
    >>> find_dates("ستعقد القمة الاثنين", date(2018, 5, 24))[0].iso
    '2018-05-28'
    """
    folded = Folded(text[start:end])
    found: list[DateExpression] = []
    position, previous = 0, None
    for word in _WORD.finditer(folded.text):
        begin = _trigger(word) if word.start() >= position else None
        read = None if begin is None else _read(folded.text, begin, anchor, previous)
        if read is None:
            continue
        match, reading = read
        position = match.end()
        if reading is None:
            continue
        previous = reading.value if reading.precision == "day" else previous
        first, last = (start + offset for offset in folded.span(*match.span()))
        found.append(DateExpression(first, last, text[first:last], *reading, bound(folded.text, *match.span())))
    return found


_WORD = re.compile(r"[^\W\d_]+|\d+")  # "وفي", "2020"
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_LEADS = "صباح مساء ظهر عصر فجر ليل ليله عشيه ضحي بعد قبل منذ منتصف يوم نهار هذا هذه شهر"


@cache
def _triggers() -> frozenset[str]:
    """Folded first words of an expression."""
    kinds = [words(kind) for kind in ("ordinal", "period", "era", "day")]
    names = [name for kind in kinds for name in kind] + [*weekdays(), *months()]
    return frozenset(name.split()[0] for name in names if not name.isascii()) | frozenset(_LEADS.split())


@cache
def _begins() -> dict[str, int]:
    """Word that begins an expression, clitics attached → length of the clitics."""
    return {clitic + word: len(clitic) for clitic in reversed(_CLITICS) for word in sorted(_triggers())}


def _trigger(word: re.Match[str]) -> int | None:
    matched = word.group()
    if matched[0].isdigit():
        return word.start() if len(matched) <= 4 else None
    clitics = _begins().get(matched)
    return None if clitics is None else word.start() + clitics


def _read(
    text: str, begin: int, anchor: date | None, previous: date | None
) -> tuple[re.Match[str], Reading | None] | None:
    """The first pattern that matches at `begin` and means a date; no reading where a doubled month is two months."""
    for pattern, resolve in RULES:
        match = pattern.match(text, begin)
        if match and not _cuts_word(text, match.end()):
            if "twin" in pattern.groupindex and not twins_agree(match):
                return match, None
            reading = resolve(match, Context(anchor, anchor is not None and _looks_ahead(text, begin), previous))
            if reading:
                return match, reading
    return None


def _cuts_word(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


_CUE_WINDOW = 70  # code points before an expression in which its clause announces what is to come
# "سيعقد", "وستبدأ", "سوف", "من المقرر"
_FUTURE = re.compile(rf"(?<!\w)[وف]?(?P<cue>س[يتن][^\W\d_]{{2,}}|(?:{any_word('future-cue')})(?!\w))")
# Words that look like a future verb: "سيطرت", "ستين", "سيارة"
_LOOKALIKE = re.compile(r"سي(?:طر|ار|د|اس|نا|ول|ت|ف|ق|ما|رة|ره)|ست(?:ين|ون|ه|وديو|ار)(?!\w)|سن(?:وات|ويا|وي|وات|غا|تر)")
# What ends the clause: a stop, or a verb that turns back ("وكان", "قال")
_CLAUSE = re.compile(r"[.؛:؟!\n]|\sو?(?:كان|كانت|قال|قالت|اضاف|اضافت)\s")


def _looks_ahead(text: str, start: int) -> bool:
    """Whether a future verb or an announcement stands shortly before the expression, in its clause."""
    window = text[max(0, start - _CUE_WINDOW) : start]
    breaks = [match.end() for match in _CLAUSE.finditer(window)]
    window = window[breaks[-1] if breaks else 0 :]
    return any(not _LOOKALIKE.match(match["cue"]) for match in _FUTURE.finditer(window))
