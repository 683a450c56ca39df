"""Pieces of date patterns that date lines and running text share; all over folded text (khabar.dates.folding)."""

import re
from functools import cache

from khabar.dates.calendar import alternatives, month_of, months, weekdays
from khabar.dates.folding import fold
from khabar.resources import lexicon


@cache
def words(kind: str) -> dict[str, str]:
    """Folded word → value, of one kind of the lexicon `date_words`."""
    return {fold(row["word"]): row["value"] for row in lexicon("date_words") if row["kind"] == kind}


def any_word(kind: str) -> str:
    """A pattern for any word of a kind."""
    return alternatives(words(kind))


def plain(matched: str) -> str:
    """A matched lexicon phrase with single blanks."""
    return " ".join(matched.split())


MONTH = alternatives(months())
WEEKDAY = alternatives(weekdays())
# "24", "24th", "الثاني", "الحادي والعشرين"; not the end of a month's name, as in "كانون الأول/ديسمبر"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?<!كانون )(?<!تشرين )(?<!ربيع )(?<!جمادي )(?:{any_word('ordinal')}))"
# One month by one or two names: "يونيو", "حزيران/ يونيو", "نوفمبر (تشرين الثاني)", "ديسمبر كانون الأول"
MONTHS = rf"(?P<month>{MONTH})(?!\w)(?:\s*[/\\(\-–،]?\s*(?P<twin>{MONTH})(?!\w)(?:\s*\))?)?"
_DIGITS = re.compile(r"\d+")


def day_number(matched: str) -> int:
    """The day of the month that `DAY` matched.

    >>> day_number("24th"), day_number("الحادي والعشرين")
    (24, 21)
    """
    digits = _DIGITS.match(matched)
    return int(digits.group()) if digits else int(words("ordinal")[plain(matched)])


def twins_agree(match: re.Match[str]) -> bool:
    """Whether the two names of a doubled month name one month ("أكتوبر/ تشرين الثاني" does not)."""
    return not match["twin"] or month_of(match["month"])[:2] == month_of(match["twin"])[:2]
