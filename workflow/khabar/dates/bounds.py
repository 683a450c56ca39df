"""Whether a date is the time of something or only an end of its duration: "منذ عام 2011", "حتى 15 مايو"."""

import re

# Words between the bound and the date that belong to the date: "حتى نهاية يونيو", "قبل يوم الخميس"
_FILLER = r"(?:(?:نهايه|اخر|اواخر|بدايه|مطلع|اوائل|منتصف|مساء|صباح|ظهر|فجر|يوم|تاريخ|شهر|موعد|ما|هو|في)\s+){0,3}"
_BOUNDS = (
    # "منذ", "منذ اندلاع الحرب", "منذ انتخابه رئيسا في"
    ("since", r"منذ\s+(?:[^\W\d_]+\s+){0,4}"),
    ("since", rf"(?:اعتبارا|ابتداء|بدءا|انطلاقا|بدايه)\s+من\s+{_FILLER}"),
    ("until", rf"(?:حتي|لغايه|الي\s+غايه|بحلول|الي)\s+{_FILLER}"),
    ("before", rf"(?:ما\s+)?قبل\s+{_FILLER}"),
    ("after", rf"(?:ما\s+)?بعد\s+{_FILLER}"),
)
_BEFORE = re.compile("|".join(rf"(?P<{name}{at}>(?<!\w)[وف]?{pattern}$)" for at, (name, pattern) in enumerate(_BOUNDS)))
_FROM = re.compile(rf"(?<!\w)[وف]?من\s+{_FILLER}$")  # "من الأحد إلى الخميس"
_TO = re.compile(r"\s+(?:و?حتي|الي)\s")
_WINDOW = 60  # code points before an expression in which its bound stands


def bound(text: str, start: int, end: int) -> str | None:
    """The bound that the folded expression text[start:end] is: since, until, before, after; None for a time.

    >>> bound("منذ اندلاع الحرب عام 2011", 17, 25), bound("زار تونس عام 2011", 9, 17)
    ('since', None)
    """
    if text.startswith("منذ", start):
        return "since"
    window = text[max(0, start - _WINDOW) : start]
    found = _BEFORE.search(window)
    if found and found.lastgroup:
        return found.lastgroup.rstrip("0123456789")
    return "since" if _FROM.search(window) and _TO.match(text, end) else None
