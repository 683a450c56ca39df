"""Lists that are written in one paragraph: where their items begin.

Evidence is asked for, since marks and numbers mean other things as well ("الأهلي * الزمالك", "3-صفر", "2 - 1"):
numbers count up from one, a bullet stands before at least two items or behind a stop, a dash behind a colon or stop.
Source: the lists in the ANT corpora.
"""

import re

# "1- ", "2/ ", "3) ", "4. ", "5-إعفاء"; not "3-صفر", a score
_NUMBER = re.compile(r"(?<!\S)(?P<number>\d{1,2})\s?[-–/).]\s?(?!صفر)(?=[^\W\d_]{2}|[\"«“])")
# "• افتح", "▪ ", "*مبدأ", "** كأس"; a star between blanks stands between two teams as well, "*كلمة*" is bold
_BULLET = re.compile(r"(?<!\S)(?:[•●▪■◾◼♦►]\s?|\*{1,2}(?!\S*\*)(?=\S))(?=[^\W_]|[\"«“])")
_STAR = re.compile(r"(?:^|(?<=[.:؟!]))\s*(?P<item>\*{1,2}\s*(?=[^\W_]|[\"«“]))")  # "ذلك. * نهائي كأس"
_DASH = re.compile(r"(?<=[:.؟!])\s+(?P<item>[-–]\s*(?=[^\W\d_]{2}|[\"«“]))")  # "القرارات: - ثلاث مباريات"
# What stands before the further items: "محمد ملص (سوريا) - رضا الباهي", "القسط الأول * القسط الثاني"
_NEXT = {
    "-": re.compile(r"\s(?P<item>[-–ـ]\s(?=[^\W\d_]{2}|[\"«“]))"),
    "*": re.compile(r"\s(?P<item>\*\s(?=[^\W\d_]{2}|[\"«“]))"),
}
_SENTENCE_BEHIND = re.compile(r"[.؟!]\s+(?![-–*])")  # ". وأضاف"
_ANY = re.compile(r"[•●▪■◾◼♦►*]|(?<!\d)[1١]\s?[-–/).]|[:.؟!]\s+[-–]")  # what every list holds
_FEWEST_NUMBERS = 2


def item_starts(text: str, start: int, end: int) -> list[int]:
    """Offsets in text[start:end], one paragraph, at which items of lists begin, in order.

    >>> text = "القرارات: 1- فرض خطايا 2- إنزال لاعبين"
    >>> [text[place:] for place in item_starts(text, 0, len(text))]
    ['1- فرض خطايا 2- إنزال لاعبين', '2- إنزال لاعبين']
    """
    if not _ANY.search(text, start, end):
        return []
    found = {*_numbers(text, start, end), *_bullets(text, start, end), *_dashes(text, start, end)}
    return sorted(found)


def _numbers(text: str, start: int, end: int) -> list[int]:
    """Items whose numbers count up from one."""
    found: list[int] = []
    for match in _NUMBER.finditer(text, start, end):
        if int(match["number"]) == len(found) + 1:
            found.append(match.start())
    return found if len(found) >= _FEWEST_NUMBERS else []


def _bullets(text: str, start: int, end: int) -> list[int]:
    glued = [match.start() for match in _BULLET.finditer(text, start, end)]
    stars = [match.start("item") for match in _STAR.finditer(text, start, end)]
    found = glued if len(glued) > 1 else [place for place in glued if _stop_before(text, start, place)]
    return [*found, *_announced("*", text, start, end, stars)]


def _dashes(text: str, start: int, end: int) -> list[int]:
    return _announced("-", text, start, end, [match.start("item") for match in _DASH.finditer(text, start, end)])


def _announced(mark: str, text: str, start: int, end: int, found: list[int]) -> list[int]:
    """The items found behind stops; where a colon announces the first, those behind a blank up to the next sentence."""
    first = next((place for place in found if _stop_before(text, start, place) == ":"), None)
    if first is None:
        return found
    last = _SENTENCE_BEHIND.search(text, first, end)
    return [*found, *(match.start("item") for match in _NEXT[mark].finditer(text, first, last.end() if last else end))]


def _stop_before(text: str, start: int, place: int) -> str:
    """The stop or colon behind which an item begins, or an empty string."""
    before = text[max(start, place - 8) : place].rstrip()
    return before[-1] if before.endswith((".", ":", "؟", "!")) else ""
