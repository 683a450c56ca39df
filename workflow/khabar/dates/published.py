"""When an article was published, by a date line in the habits of the Arab press.

A date line shows a minute, a day, a month or a year. A minute becomes an instant in UTC by the zone that the line
names, else by the zone of the source. A day, a month or a year is its first moment in UTC: the day as written, never
moved by a zone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from khabar.dates.calendar import alternatives, calendar_day, month_of, weekdays, year_of
from khabar.dates.folding import Folded, fold
from khabar.dates.grammar import DAY, MONTHS, any_word, day_number, twins_agree
from khabar.dates.zones import zone, zone_of, zone_pattern
from khabar.resources import lexicon

_LONGEST = 400  # characters of a line that are looked at; no date line is longer
PLAUSIBLE_YEARS = range(1800, 2200)  # years in which a news article can be published

_I = re.IGNORECASE
# "24 يونيو / حزيران 2018", "الثاني من أبريل عام 2018", "4 ذو القعدة 1441", "25 Jun 2020", "25-يونيو-20"
_WORDED = re.compile(
    rf"(?<![\w:])(?P<day>{DAY})[\s\-/.,،]*(?:من\s+)?(?:شهر\s+)?(?<!\w){MONTHS}"
    r"(?:[\s\-/.,،]*(?:من\s+)?(?:(?:ل?عام|ل?سنه|العام)\s+)?(?P<year>\d{4}(?!\d)|(?<=[\s\-/'’])\d{2}(?!\d|\s*:|[.]\d)))?",
    _I,
)
# "يونيو 25, 2020", "June 25 2020"
_MONTH_FIRST = re.compile(
    rf"(?<!\w){MONTHS}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s+(?P<year>\d{{4}})(?!\d)", _I
)
# "25/06/2020", "2020-06-25", "25 . 6 . 20"
_NUMERIC = re.compile(
    r"(?<![\d/.:])(\d{1,4})\s?(?P<sep>[/\-.])\s?(\d{1,2})\s?(?P=sep)\s?(\d{4}|\d{1,2})(?![\d/]|[.]\d)"
)
# "يونيو 2020", "حزيران/يونيو 2020"
_MONTH_YEAR = re.compile(rf"(?<!\w){MONTHS}[\s,،/-]*(?P<year>\d{{4}})(?!\d)", _I)
# A year alone: "2020"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# Times: "01:24", "3:15 م", "14h30", "05.24 مساء", "الساعة 5 صباحا", "T01:24:00.000"
_TIME = re.compile(
    r"(?<![\d:.])(?:(?P<hour>[01]?\d|2[0-3])\s?(?P<sep>[:.h])\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"|(?<=الساعه\s)(?P<whole>[01]?\d|2[0-3]))(?![\d/])"
    r"(?:\s*(?P<half>صباحا|مساء|ظهرا|فجرا|ليلا|عصرا|بعد الظهر|قبل الظهر|ص(?!\w)|م(?!\w)|[ap]\.?m\b\.?))?",
    _I,
)
# "صباحا", "ص", "AM": the hour as it stands, 12 being midnight
_MORNING = re.compile(r"ص|فجر|قبل|a", _I)
# "منذ 3 ساعات", "قبل ساعتين", "أمس", "اليوم"
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?:منذ|قبل)\s+(?:(?:\d+|{any_word('cardinal')})\s+)?(?:{any_word('unit')}|{any_word('units2')})"
    rf"|{any_word('day')}|\d+\s+(?:hours?|minutes?|days?)\s+ago)(?!\w)",
    _I,
)
_WORD = re.compile(r"[^\W_]+")
_COUNTER = re.compile(r"[\[(]\s*\d+\s*[\])]")  # "[14456]", the number of an issue
# Words with what stands between them: "القاهرة - أ ش أ"
_RUN = re.compile(r"[^\W_](?:[^\n]*[^\W_])?")


@dataclass(frozen=True)
class Published:
    """What a date line or a field says."""

    text: str
    """The date as written, from its first to its last character."""
    start: int
    end: int
    at: datetime | None = None
    precision: str | None = None
    zone: str | None = None
    """Zone by which the time was read; None where the text shows no time."""
    reason: str | None = None
    """Why `at` is None: nonexistent, incomplete, relative, conflicting."""
    label: str | None = None
    """What the line calls the date: published, updated, or None."""
    rest: str = ""
    """The longest run of words that belong to no date, time, zone or label: a place, a byline, or prose."""
    others: int = 0
    """How many words belong to none of these, in all runs."""


@dataclass(frozen=True)
class _Day:
    start: int
    end: int
    value: date | None
    precision: str = "day"
    reason: str | None = None
    hijri: bool = False


def read_line(line: str, default_zone: str) -> Published | None:
    """Read a line that may be a date line; None if no date stands in it.

    Args:
        line: one line of canonical text.
        default_zone: IANA name of the zone for a time whose line names none.

    >>> published = read_line("تاريخ النشر: 25 يونيو 2020 - 01:24 GMT", "UTC")
    >>> published.at.isoformat(), published.precision, published.text
    ('2020-06-25T01:24:00+00:00', 'minute', '25 يونيو 2020 - 01:24 GMT')
    >>> read_line("31 فبراير 2020", "UTC").reason
    'nonexistent'
    """
    folded = Folded(line[:_LONGEST])
    if not _could_hold_date(folded.text):
        return None
    text = folded.text
    label, begin, stop = _part(text)
    days = _days(text, begin, stop, bool(label))
    if not days:
        return _relative(folded, label)
    # A Gregorian day that exists before an Islamic one (the two differ by a day where the moon was sighted late).
    day = min(days, key=lambda found: (found.value is None, found.hijri, found.start))
    time = _time(text, begin, stop, days)
    mark = _zone_mark(text, time, stop) if time else None
    spans = [(found.start, found.end) for found in days]
    spans += [match.span() for match in (time, mark) if match]
    at, used = _instant(day, time, zone_of(mark) if mark else default_zone)
    start, end = folded.span(*_extent(text, spans))
    rest, others = _rest(folded, [*spans, (0, begin), (stop, len(text))])
    return Published(
        text=line[start:end],
        start=start,
        end=end,
        at=at,
        precision=None if at is None else "minute" if time and day.precision == "day" else day.precision,
        zone=used,
        reason=None if at else day.reason,
        label=label,
        rest=rest,
        others=others,
    )


def _could_hold_date(text: str) -> bool:
    return any(character.isdigit() for character in text) or bool(_RELATIVE.search(text))


@cache
def _labels() -> dict[str, str]:
    return {fold(row["phrase"]).lower(): row["kind"] for row in lexicon("date_labels") if row["kind"] != "filler"}


@cache
def _label_pattern() -> re.Pattern[str]:
    """What a date line calls its date, at its start, behind a mark, or before a colon: "تاريخ النشر", "آخر تحديث:"."""
    names = alternatives(_labels())
    return re.compile(rf"(?:^|[^\w\s]|\d)\s*(?P<early>{names})(?!\w)|(?<!\w)(?P<name>{names})(?=\s*:)", _I)


@cache
def _filler_pattern() -> re.Pattern[str]:
    """Words of a date line that name nothing: "الموافق", "م", "الخميس", "تاريخ النشر"."""
    fillers = [fold(row["phrase"]).lower() for row in lexicon("date_labels")]
    return re.compile(rf"(?<!\w)(?:{alternatives([*fillers, *weekdays()])})(?!\w)", _I)


def _part(text: str) -> tuple[str | None, int, int]:
    """Which part of a line to read: (label, start, end). "نشر … آخر تحديث …" is read up to the second label."""
    found = []
    for match in _label_pattern().finditer(text):
        group = "early" if match["early"] else "name"
        found.append((*match.span(group), _labels()[" ".join(match[group].lower().split())]))
    published = [(start, end) for start, end, kind in found if kind == "published"]
    updated = [start for start, _, kind in found if kind == "updated"]
    if not updated:
        return ("published" if published else None), 0, len(text)
    if published and published[-1][0] > updated[-1]:
        return "published", published[-1][1], len(text)
    before = any(character.isdigit() for character in text[: updated[0]])
    return ("published", 0, updated[0]) if before else ("updated", updated[0], len(text))


def _days(text: str, begin: int, stop: int, labelled: bool) -> list[_Day]:
    found: list[_Day] = []
    for pattern, read in (
        (_NUMERIC, _numeric),
        (_WORDED, _worded),
        (_MONTH_FIRST, _worded),
        (_MONTH_YEAR, _month_year),
    ):
        for match in pattern.finditer(text, begin, stop):
            if not any(match.start() < day.end and day.start < match.end() for day in found):
                found.append(read(match))
    if not found:
        years = list(_YEAR.finditer(text, begin, stop))
        if len(years) == 1 and (labelled or not _WORD.search(text.replace(years[0].group(), " "))):
            found.append(_Day(*years[0].span(), date(int(years[0].group()), 1, 1), "year"))
    return sorted(found, key=lambda day: day.start)


def _numeric(match: re.Match[str]) -> _Day:
    first, middle, last = (match[1], match[3], match[4])
    if len(first) > 2 or int(first) > 31:
        year, month, day = first, int(middle), int(last)
    elif int(middle) > 12 >= int(first):
        year, month, day = last, int(first), int(middle)
    else:
        year, month, day = last, int(middle), int(first)
    number = year_of(year)
    return _existing(match, number, month, day, hijri=1300 <= number <= 1500)


def _worded(match: re.Match[str]) -> _Day:
    if not twins_agree(match):
        return _Day(*match.span(), None, reason="conflicting")
    month = month_of(match["month"])
    if not match["year"]:
        return _Day(*match.span(), None, reason="incomplete", hijri=month.hijri)
    return _existing(match, year_of(match["year"]), month.number, day_number(match["day"]), hijri=month.hijri)


def _month_year(match: re.Match[str]) -> _Day:
    if not twins_agree(match):
        return _Day(*match.span(), None, reason="conflicting")
    month = month_of(match["month"])
    day = _existing(match, int(match["year"]), month.number, 1, hijri=month.hijri)
    return _Day(day.start, day.end, day.value, "month", day.reason, month.hijri)


def _existing(match: re.Match[str], year: int, month: int, day: int, *, hijri: bool) -> _Day:
    value = calendar_day(year, month, day, hijri=hijri)
    if value is None or value.year not in PLAUSIBLE_YEARS:
        return _Day(*match.span(), None, reason="nonexistent", hijri=hijri)
    return _Day(*match.span(), value, hijri=hijri)


def _time(text: str, begin: int, stop: int, days: list[_Day]) -> re.Match[str] | None:
    for match in _TIME.finditer(text, begin, stop):
        apart = all(match.end() <= day.start or match.start() >= day.end for day in days)
        marked = match["half"] or text.endswith("الساعه ", begin, match.start())
        plain_dot = match["sep"] == "." and not marked  # "12.50" is more often a price
        too_late = match["half"] and int(match["hour"] or match["whole"]) > 12 and _MORNING.match(match["half"])
        if apart and not plain_dot and not too_late:
            return match
    return None


# What may stand between a zone and the time behind it: "KSA 13:24 - GMT 10:24"
_BEFORE_TIME = re.compile(r"\s*[:،,]?\s*$")


def _zone_mark(text: str, time: re.Match[str], stop: int) -> re.Match[str] | None:
    """The zone right before the time, else the first one behind it."""
    begin = max(0, time.start() - 25)
    for mark in zone_pattern().finditer(text, begin, time.start()):
        if not mark["offset"] and _BEFORE_TIME.match(text, mark.end(), time.start()):
            return mark
    return zone_pattern().search(text, time.end(), min(stop, time.end() + 45))


def _instant(day: _Day, time: re.Match[str] | None, zone_name: str) -> tuple[datetime | None, str | None]:
    if day.value is None:
        return None, None
    midnight = datetime(day.value.year, day.value.month, day.value.day)
    if time is None or day.precision != "day":
        return midnight.replace(tzinfo=UTC), None
    local = midnight.replace(
        hour=_hour(int(time["hour"] or time["whole"]), time["half"]),
        minute=int(time["minute"] or 0),
        second=int(time["second"] or 0),
        tzinfo=zone(zone_name),
    )
    return local.astimezone(UTC), zone_name


def _hour(hour: int, half: str | None) -> int:
    """Hour of the day from what is written: 12 صباحا is 0, 1 ظهرا is 13, 11 ظهرا is 11, 1 ليلا is 1."""
    if half is None or hour > 12:
        return hour
    before_noon = (
        bool(_MORNING.match(half)) or (half == "ظهرا" and hour in (10, 11)) or (half == "ليلا" and hour % 12 < 6)
    )
    return hour % 12 + (0 if before_noon else 12)


# A weekday before a date: "الخميس، ", "Thu, "
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(weekdays())})\s*[,،(\-–|]?\s*(?:الموافق\s*:?\s*)?$", _I)
# What closes it: "2020 م", "1441 هـ", "GMT)"
_ERA_BEHIND = re.compile(r"\s?(?:م|هـ|ه)(?!\w)")


def _extent(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From the weekday before the first date or time to the last of date, era, time and zone."""
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 30), start)
    behind = _ERA_BEHIND.match(text, end)
    start, end = before.start() if before else start, behind.end() if behind else end
    if text.count("(", start, end) > text.count(")", start, end) and text.startswith(")", end):
        end += 1
    return start, end


def _rest(folded: Folded, spans: list[tuple[int, int]]) -> tuple[str, int]:
    """The longest run of words that are neither date, time, zone, label nor filler, and how many such words stand."""
    kept = list(folded.text)
    for start, end in spans:
        kept[start:end] = "\n" * (end - start)
    for pattern in (_COUNTER, _TIME, zone_pattern(), _RELATIVE):
        for match in pattern.finditer(folded.text):
            kept[match.start() : match.end()] = "\n" * len(match.group())
    blanked = _filler_pattern().sub(lambda match: "\n" * len(match.group()), "".join(kept))
    runs = [folded.span(*match.span()) for match in _RUN.finditer(blanked)]
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    return folded.source[start:end], len(_WORD.findall(blanked))


def _relative(folded: Folded, label: str | None) -> Published | None:
    match = _RELATIVE.search(folded.text)
    if not match:
        return None
    start, end = folded.span(*match.span())
    time = _time(folded.text, 0, len(folded.text), [])
    spans = [match.span(), *([time.span()] if time else [])]
    rest, others = _rest(folded, spans)
    return Published(folded.source[start:end], start, end, reason="relative", label=label, rest=rest, others=others)
