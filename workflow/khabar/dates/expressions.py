"""The date expressions of running text: one pattern and one reading for each kind.

All patterns run over folded text (khabar.dates.folding). A reading is None where the words mean no date, or none that
can be known without the day of publication.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from khabar.dates.calendar import Month, calendar_day, month_of, weekdays, year_of
from khabar.dates.grammar import DAY, MONTHS, WEEKDAY, any_word, day_number, plain, words


class Reading(NamedTuple):
    """What an expression means."""

    value: date
    """First day of the period."""
    precision: str
    kind: str


class Context(NamedTuple):
    """What an expression is read against."""

    anchor: date | None
    """Day of publication."""
    ahead: bool
    """Whether the clause around the expression looks ahead."""
    previous: date | None = None
    """The day that the expression before it means."""


_HALF = r"(?:(?:صباح|مساء|ظهر|بعد\s+ظهر|قبل\s+ظهر|عصر|فجر|ليل|ليله|عشيه|ضحي|منتصف\s+ليل)\s+)?"
_YEAR_WORD = rf"(?:{any_word('era')})"
_QUALIFIER = rf"(?P<qualifier>{any_word('past')}|{any_word('present')}|{any_word('future')})(?!\w)"
# The year of a month: ", 2020", " من عام 2020", " من العام الماضي", " هذا العام", or only " الماضي"
_YEAR_OF_MONTH = (
    rf"(?:\s*[,،]?\s*(?:من\s+)?(?:{_YEAR_WORD}\s+)?(?P<year>\d{{4}})(?!\d)"
    rf"|\s+(?:من\s+)?(?P<of>العام|السنه|هذا\s+العام)(?!\w)(?:\s+{_QUALIFIER.replace('qualifier', 'side')})?"
    rf"|\s+{_QUALIFIER})?"
)

# "2020-06-24", "24/6/2020"
_NUMERIC = re.compile(r"(\d{4}|\d{1,2})([/\-.])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/]|[.]\d)")
# "الأربعاء 24 يونيو/ حزيران 2020", "الثاني من أبريل", "24 يونيو/حزيران الماضي", "15 و16 مايو", "4 ذو القعدة 1441"
_DAY_MONTH = re.compile(
    rf"(?:(?:يوم\s+)?(?P<weekday>{WEEKDAY})(?!\w)\s*[,،(]?\s*(?:الموافق\s+)?(?:ل)?)?"
    rf"(?P<day>{DAY})(?:\s*(?:و|الي|حتي|[-–])\s*\d{{1,2}})?\s*[-/]?\s*(?:من\s+)?(?:شهر\s+)?{MONTHS}{_YEAR_OF_MONTH}",
    re.IGNORECASE,
)
# "الثامن من الشهر الجاري", "10 من هذا الشهر"
_DAY_OF_MONTH = re.compile(rf"(?P<day>{DAY})\s+(?:من\s+)?(?:(?:هذا\s+)الشهر(?!\w)|الشهر\s+{_QUALIFIER})", re.IGNORECASE)
# "يونيو/حزيران 2020", "يوليو من عام 2011", "مارس الماضي", "شهر مايو", "يناير"
_MONTH = re.compile(rf"(?P<marked>شهر\s+)?{MONTHS}{_YEAR_OF_MONTH}", re.IGNORECASE)
# "أمس الأربعاء", "فجر اليوم", "غدا الخميس", "أول من أمس", "اليوم الخميس 25 يونيو 2020"
_RELATIVE = re.compile(
    rf"{_HALF}(?P<offset>{any_word('day')})(?!\w)(?:\s*[,،(]?\s*(?:يوم\s+)?(?P<weekday>{WEEKDAY})(?!\w)"
    rf"(?:\s*[,،(]?\s*{DAY}\s*(?:من\s+)?{MONTHS}(?:\s*[,،]?\s*\d{{4}}(?!\d))?)?)?",
    re.IGNORECASE,
)
# "في اليوم التالي"
_NEXT_DAY = re.compile(r"اليوم\s+(?:التالي|الموالي)(?!\w)")
# "يوم الخميس الماضي", "مساء الجمعة", "الاثنين المقبل", "الاثنين" of "الاثنين والثلاثاء القادمين"
_WEEKDAY = re.compile(
    rf"{_HALF}(?:(?:يوم|ليله|نهار|صلاه)\s+)?(?P<weekday>{WEEKDAY})(?!\w)(?:\s+{_QUALIFIER}"
    rf"|(?=(?:\s*(?:و|،)\s*(?:{WEEKDAY})){{1,4}}\s+(?P<shared>{any_word('past')}|{any_word('future')})(?!\w)))?"
)
# "الأسبوع الماضي", "هذا الشهر", "العام المقبل", "العام الماضي 2017"
_PERIOD = re.compile(
    rf"(?:(?P<this>هذا|هذه)\s+(?P<near>{any_word('period')})(?!\w)"
    rf"|(?P<period>{any_word('period')})\s+{_QUALIFIER})(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
# "عام 2017", "سنة 2011", "2014"
_YEAR = re.compile(rf"(?:{_YEAR_WORD}\s*)?(?P<year>(?:1[89]|20)\d\d)(?![\d٪%])(?:\s*(?:م|ميلادي[هي]?)(?!\w))?")
# "منذ ثلاثة أيام", "قبل نحو أسبوعين", "قبل 3 سنوات"; not "قبل يومين من الانتخابات", which counts from elsewhere
_DISTANCE = re.compile(
    r"(?:منذ|قبل)\s+(?P<about>(?:نحو|حوالي|قرابه|زهاء|اكثر\s+من|اقل\s+من|ما\s+يقرب\s+من)\s+)?"
    rf"(?:(?P<two>{any_word('units2')})(?!\w)"
    rf"|(?P<number>\d{{1,3}}|{any_word('cardinal')})\s+(?P<many>{any_word('unit')})(?!\w)"
    r"|(?P<one>ساعات|ساعه|يوم|اسبوع|شهر|سنه|عام)(?!\w|\s*\d))"
    rf"(?!\s+(?:واحده?\s+)?(?:من|علي|عن|امس|{WEEKDAY}|(?:ال)?(?:انطلاق|بدء|بدايه|موعد|انتهاء))(?!\w))"
)


def _side(word: str | None) -> int | None:
    """-1, 0 or 1 for الماضي, الجاري, المقبل, -2 for قبل الماضي; None without a qualifier."""
    if not word:
        return None
    return next(int(words(kind)[plain(word)]) for kind in ("past", "present", "future") if plain(word) in words(kind))


# "ثورة 25 يناير", "مدينة 6 أكتوبر", "هجمات 11 سبتمبر", "حرب أكتوبر": the name of something, of no year
_NAMED_BY_DATE = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:ثوره|انتفاضه|حركه|حزب|تيار|قوي|تحالف|مدينه|شارع|نهج|ميدان|ساحه|جسر|كوبري|ملعب|مستشفي|جامعه"
    r"|حرب|انتصارات|نصر)\s+(?:\d{1,2}\s+)?$|(?:هجمات|احداث|اعتداءات)\s+11\s+$"
)
_PART_OF_MONTH = re.compile(r"(?:الاسبوع|النصف|الثلث|الربع)\s+$")  # "الأسبوع الأول من يونيو"


def _day_month(match: re.Match[str], context: Context) -> Reading | None:
    if _is_name(match):
        return None
    if _PART_OF_MONTH.search(match.string, max(0, match.start() - 10), match.start()):
        return _completed(match, context, month_of(match["month"]), 1, "month")
    return _completed(match, context, month_of(match["month"]), day_number(match["day"]), "day")


def _is_name(match: re.Match[str]) -> bool:
    """Whether a day or month without a year is part of a name."""
    if match["year"] or match["qualifier"] or match["of"]:
        return False
    end = match.start("month")
    return bool(_NAMED_BY_DATE.search(match.string, max(0, end - 24), end))


def _month(match: re.Match[str], context: Context) -> Reading | None:
    if _is_name(match):
        return None
    month = month_of(match["month"])
    evidence = match["year"] or match["qualifier"] or match["of"] or match["twin"] or match["marked"]
    if not (evidence or month.bare):
        return None
    return _completed(match, context, month, 1, "month")


def _completed(match: re.Match[str], context: Context, month: Month, day: int, precision: str) -> Reading | None:
    """The date of a day and month, with the year that is written or meant."""

    def build(year: int) -> date | None:
        return calendar_day(year, month.number, day, hijri=month.hijri)

    if match["year"]:
        value = build(year_of(match["year"]))
        return Reading(value, precision, "absolute") if value else None
    if context.anchor is None or month.hijri:
        return None
    if match["of"]:
        value = build(context.anchor.year + (_side(match["side"]) or 0))
    else:
        value = _nearest(build, context, _side(match["qualifier"]), precision)
    return Reading(value, precision, "partial") if value else None


def _nearest(build: Callable[[int], date | None], context: Context, side: int | None, precision: str) -> date | None:
    """Of the same day in neighbouring years, the one that is meant."""
    assert context.anchor is not None
    today = context.anchor if precision == "day" else context.anchor.replace(day=1)
    candidates = [day for day in (build(today.year + shift) for shift in (-1, 0, 1)) if day]
    if side is not None and side < 0:
        candidates = [day for day in candidates if day < today][-1:]
    elif (side is not None and side > 0) or (context.ahead and side is None):
        candidates = [day for day in candidates if day >= today][:1]
    return min(candidates, key=lambda day: _farness((day - today).days), default=None)


def _farness(days: int) -> int:
    """Distance of a day, what lies ahead counting threefold: news tells mostly of what has been."""
    return 3 * days if days > 0 else -days


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    month = _shifted(context.anchor, "month", _side(match["qualifier"]) or 0, "partial")
    value = month and calendar_day(month.value.year, month.value.month, day_number(match["day"]))
    return Reading(value, "day", "partial") if value else None


def _numeric(match: re.Match[str], _context: Context) -> Reading | None:
    first, middle, last = match[1], int(match[3]), match[4]
    if (len(first) == 4) == (len(last) == 4):  # "10.5.3" is a version, "1/2/20" may be anything
        return None
    year, day = (first, last) if len(first) == 4 else (last, first)
    value = calendar_day(int(year), middle, int(day), hijri=1300 <= int(year) <= 1500)
    return Reading(value, "day", "absolute") if value else None


def _relative(match: re.Match[str], context: Context) -> Reading | None:
    if context.anchor is None or _is_other_day(match):
        return None
    value = context.anchor + timedelta(days=int(words("day")[plain(match["offset"])]))
    if match["weekday"]:
        weekday = weekdays()[match["weekday"].lower()]
        near = (value + timedelta(days=shift) for shift in (0, -1, 1, -2, 2))
        value = next((day for day in near if day.weekday() == weekday), value)
    return Reading(value, "day", "relative")


def _next_day(_match: re.Match[str], context: Context) -> Reading | None:
    return Reading(context.previous + timedelta(days=1), "day", "relative") if context.previous else None


# "في ذلك اليوم", "المصري اليوم", "مرتين في اليوم", "طوال اليوم", "في نهاية اليوم"
_BEFORE_OTHER_DAY = re.compile(
    r"(?:^|[\s«\"])(?:و?في|هذا|ذلك|ذاك|المصري|طوال|طيله|نفس|الاخبار|اخبار|روسيا|ليبيا|عدن|صحيفه|جريده|موقع|كل|عدد|ساعات|(?:في|مع)\s+نهايه)"
    r"\s+[\"«]?$"
)
# "اليوم السابع", "اليوم العالمي", "اليوم التالي", "اليوم الأول"
_AFTER_OTHER_DAY = re.compile(
    rf"\s+(?:التالي|السابق|نفسه|ذاته|الواحد|الاخير|العالمي|الدولي|الوطني|المدرسي|المفتوح|الموعود|الدراسي|الذي"
    rf"|الماضي|الاولمبي|الختامي|الافتتاحي|{any_word('ordinal')})(?!\w)"
)


def _is_other_day(match: re.Match[str]) -> bool:
    """Whether اليوم is a day of a count, a name or an earlier mention, and not the day of publication."""
    if plain(match["offset"]) not in ("اليوم", "هذا اليوم", "غد", "الغد") or match["weekday"]:
        return False
    start, end = match.span("offset")
    before = _BEFORE_OTHER_DAY.search(match.string, max(0, start - 16), start)
    return bool(before) or bool(_AFTER_OTHER_DAY.match(match.string, end))


# "أيام الجمعة", "كل يوم خميس", "خطبة الجمعة": no day, or any
_RECURRING = re.compile(r"(?:ايام|كل|كل\s+يوم|خطبه|صلاه|مسجد|شهداء)\s+$")

# "الجمعة الرابعة", "الجمعة العظيمة": a name, not the last Friday
_COUNTED = re.compile(
    r"\s+(?:ال(?:اولي|ثانيه|ثالثه|رابعه|خامسه|سادسه|سابعه|ثامنه|تاسعه|عاشره|عظيمه|سوداء|يتيمه))(?!\w)"
)


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    name = match["weekday"].lower()
    shared = _of_several(match["shared"])
    qualifier = match["qualifier"] or shared
    if context.anchor is None or (not name.startswith("ال") and not qualifier):
        return None
    start, end = match.span("weekday")
    recurring = not shared and _RECURRING.search(match.string, max(0, start - 12), start)
    if recurring or _COUNTED.match(match.string, end):
        return None
    anchor, weekday, side = context.anchor, weekdays()[name], _side(qualifier)
    back, forth = (anchor.weekday() - weekday) % 7, (weekday - anchor.weekday()) % 7
    if side:
        shift = (forth or 7) + 7 * (side - 1) if side > 0 else -(back or 7) + 7 * (side + 1)
    else:
        shift = forth if context.ahead else -back
    return Reading(anchor + timedelta(days=shift), "day", "weekday")


def _of_several(qualifier: str | None) -> str | None:
    """A dual or plural, which says when all the days before it are ("القادمين"), not only the last one."""
    return qualifier if qualifier and qualifier.endswith(("ين", "ان")) else None


def _period(match: re.Match[str], context: Context) -> Reading | None:
    unit = words("period")[match["near"] or match["period"]]
    if match["year"] and unit == "year":
        return Reading(date(int(match["year"]), 1, 1), "year", "absolute")
    if context.anchor is None:
        return None
    return _shifted(context.anchor, unit, 0 if match["this"] else _side(match["qualifier"]) or 0, "period")


def _shifted(anchor: date, unit: str, count: int, kind: str) -> Reading | None:
    """The day, week, month or year that lies `count` units from the anchor."""
    try:
        if unit == "day":
            return Reading(anchor + timedelta(days=count), "day", kind)
        if unit == "week":
            return Reading(_sunday(anchor) + timedelta(weeks=count), "week", kind)
        if unit == "month":
            years, month = divmod(anchor.month - 1 + count, 12)
            return Reading(date(anchor.year + years, month + 1, 1), "month", kind)
        return Reading(date(anchor.year + count, 1, 1), "year", kind)
    except (ValueError, OverflowError):
        return None


def _sunday(day: date) -> date:
    """The first day of the Arab working week in which a day lies."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


# A number of four digits is a year only after these: "في 2014", "نهاية 2018", "حتى 2030", "(2018", "عامي 2011 و2013"
_YEAR_PLACE = re.compile(
    r"(?:(?<!\w)[وف]?(?:في|منذ|حتي|خلال|بحلول|قبل|بعد|بين|صيف|شتاء|ربيع|خريف"
    r"|بدايه|مطلع|اوائل|منتصف|اواخر|نهايه|عامي|سنتي|مونديال|اولمبياد|موسم|ازمه|حرب|ثوره)\s+"
    r"|\(|\d[/\-–]|(?:عامي|سنتي)\s+\d{4}\s+و\s?)$"
)


def _year(match: re.Match[str], _context: Context) -> Reading | None:
    named = match.start("year") > match.start()
    start = match.start()
    if not named and not _YEAR_PLACE.search(match.string, max(0, start - 14), start):
        return None
    return Reading(date(int(match["year"]), 1, 1), "year", "absolute")


def _distance(match: re.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    if match["two"]:
        unit, count = words("units2")[plain(match["two"])], 2
    elif match["one"]:
        unit, count = words("unit")[plain(match["one"])], 1
    else:
        number = plain(match["number"])
        unit = words("unit")[plain(match["many"])]
        count = int(number) if number.isdigit() else int(words("cardinal")[number])
    if unit in ("hour", "minute"):
        unit, count = "day", count // 24 if unit == "hour" else 0
    if unit == "week":  # counted from the day of publication, not from the beginning of its week
        reading = _shifted(context.anchor, "day", -7 * count, "distance")
        reading = reading and reading._replace(precision="week")
    else:
        reading = _shifted(context.anchor, unit, -count, "distance")
    # "قبل نحو أسبوعين": some day of a month, not of one week
    return _coarser(reading.value, reading.precision) if reading and match["about"] else reading


def _coarser(value: date, precision: str) -> Reading:
    if precision == "day":
        return Reading(_sunday(value), "week", "distance")
    if precision == "week":
        return Reading(value.replace(day=1), "month", "distance")
    return Reading(value, precision, "distance")


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Reading | None]], ...] = (
    (_NUMERIC, _numeric),
    (_DAY_MONTH, _day_month),
    (_DAY_OF_MONTH, _day_of_month),
    (_MONTH, _month),
    (_NEXT_DAY, _next_day),
    (_RELATIVE, _relative),
    (_DISTANCE, _distance),
    (_WEEKDAY, _weekday),
    (_PERIOD, _period),
    (_YEAR, _year),
)
"""Patterns in the order in which they are tried, the longest kinds first."""
