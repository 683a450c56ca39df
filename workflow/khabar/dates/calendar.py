"""Months, weekdays and calendar days, as the Arab press names them.

Sources: the lexicons `months` and `weekdays` (CLDR and press spellings); Islamic dates by the Umm al-Qura calendar of
Saudi Arabia, which the Gulf press prints (package hijridate, years 1343 to 1500).
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from hijridate import Hijri

from khabar.dates.folding import fold
from khabar.resources import lexicon

HIJRI_YEARS = range(1343, 1501)


class Month(NamedTuple):
    """What a month name stands for."""

    number: int
    hijri: bool
    bare: bool
    """Whether the name alone is enough ("يوليو"), without a day, a year or a slash beside it."""


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first, blanks of any width."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)


@cache
def months() -> dict[str, Month]:
    """Folded lower-case name → month.

    >>> months()["تشرين الاول"].number, months()["غشت"].number
    (10, 8)
    """
    return {
        fold(row["name"]).lower(): Month(int(row["month"]), row["calendar"] == "hijri", row["bare"] == "yes")
        for row in lexicon("months")
    }


@cache
def weekdays() -> dict[str, int]:
    """Folded lower-case name → weekday, 0 for Monday."""
    return {fold(row["name"]).lower(): int(row["weekday"]) for row in lexicon("weekdays")}


def month_of(name: str) -> Month:
    """The month of a folded name as matched (blanks of any width)."""
    return months()[" ".join(name.lower().split())]


def year_of(digits: str) -> int:
    """The year that digits stand for; two digits are of 1970 to 2069.

    >>> year_of("20"), year_of("98"), year_of("1441")
    (2020, 1998, 1441)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def calendar_day(year: int, month: int, day: int, *, hijri: bool = False) -> date | None:
    """The Gregorian day, or None where the calendar has no such day.

    >>> calendar_day(2020, 2, 31) is None
    True
    >>> calendar_day(1441, 11, 4, hijri=True)
    datetime.date(2020, 6, 25)
    """
    try:
        if not hijri:
            return date(year, month, day)
        if year not in HIJRI_YEARS:
            return None
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)
