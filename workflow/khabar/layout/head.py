"""The head of an article: page furniture, the headline, then date line, byline and captions in any order."""

import re
from dataclasses import dataclass

from khabar.dates import Published
from khabar.dates.folding import Folded
from khabar.layout import phrases
from khabar.layout.bylines import byline_text, is_byline, labelled, names_only
from khabar.layout.datelines import opening
from khabar.layout.lines import LONGEST_TITLE, Line
from khabar.layout.outlets import publisher

_LONGEST_HEAD = 14  # lines before which the body must have begun
_LONGEST_LONE_BYLINE = 60  # code points
# A place and a name: "الأبيض: عوض الجيد", "تونس - منى علي"
_PLACE_AND_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?[:\-–—]\s?(?:[^\W\d_]+ ?){2,4}")


@dataclass
class Head:
    """What the head says, and where the body begins."""

    body: int
    """Index of the first line of the body."""
    title: str | None
    published: Published | None = None
    byline: str | None = None
    outlet: str | None = None


def read_head(lines: list[Line], title: str | None) -> Head:
    """Mark the sections of the head's lines and take title, date and byline from them.

    Args:
        lines: all lines of the article.
        title: the headline, where it is known beforehand.
    """
    head = lines[:_LONGEST_HEAD]
    place = _title_place(head, title)
    if place is not None:
        head[place].section = "title"
    body = _body_place(head, place)
    if body == len(lines):  # everything looked like a head: the text is the longest line that may be one
        texts = [index for index, line in enumerate(lines) if line.section in (None, "caption")]
        body = max(texts, key=lambda index: len(lines[index].text), default=len(lines))
        for line in lines[body : body + 1]:
            line.section = None
    found = title or (None if place is None else _without_label(head[place]))
    return _taken(head, Head(body, found))


def _title_place(head: list[Line], title: str | None) -> int | None:
    if title is not None:
        wanted = _plain(title)
        places = (i for i, line in enumerate(head) if wanted in (_plain(line.text), _plain(_without_label(line))))
        place = next(places, None)
        for line in head[: place or 0]:
            line.section = _above_title(line) or "related"
        return place
    for index, line in enumerate(head):
        if phrases.title_label(line.folded):
            return index
        line.section = _above_title(line)
        if line.section:
            continue
        if not line.headline and (opening(line.folded) or not _date_follows(head, index)):
            return None
        return index if len(line.text) <= LONGEST_TITLE and len(head) > index + 1 else None
    return None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _above_title(line: Line) -> str | None:
    """Section of a line before the headline: date and byline and nothing else, names of outlets, page furniture."""
    section = line.named_section(beside_date=False)
    if section == "dateline" and line.published:
        rest = Folded(line.published.rest).text
        alone = (
            not rest or publisher(rest) or phrases.byline_label(rest)
        )  # "انتخابات مبكرة في 24 سبتمبر 2018" is a headline
        return section if alone and (line.published.at or line.published.label) else None
    if section == "byline" and (names_only(line.folded) or labelled(line.folded)):
        return section
    return "related" if phrases.is_furniture(line.folded) else None


def _without_label(line: Line) -> str:
    label = phrases.title_label(line.folded)
    return line.text[label.end() :].strip() if label and len(line.folded) == len(line.text) else line.text


def _body_place(head: list[Line], title: int | None) -> int:
    """Mark the lines between headline and body; return where the body begins."""
    body = 0 if title is None else title + 1
    beside_date = any(line.section == "dateline" for line in head[:body])
    for index in range(body, len(head)):
        line = head[index]
        near = beside_date or _date_follows(head, index) or _stands_for_date(head, index, title)
        line.section = "caption" if _is_repeated(head, index) else line.named_section(beside_date=near)
        if line.section is None and beside_date and _is_caption(head, index):
            line.section = "caption"
        if line.section is None and (beside_date or not _is_deck(head, index)):
            break
        beside_date = beside_date or line.section == "dateline"
        body = index + 1
    return body


def _date_follows(head: list[Line], index: int) -> bool:
    return index + 1 < len(head) and head[index + 1].dated


def _stands_for_date(head: list[Line], index: int, title: int | None) -> bool:
    """Whether a line alone between headline and body has the shape "الأبيض: محمد علي", which takes a date's place."""
    if title is None or index != title + 1 or index + 1 >= len(head) or not head[index + 1].prose:
        return False
    return len(head[index].text) <= _LONGEST_LONE_BYLINE and bool(_PLACE_AND_NAME.fullmatch(head[index].folded))


def _is_repeated(head: list[Line], index: int) -> bool:
    """A line that stands there twice at once and is no sentence, as captions do that a page shows and hides."""
    line = head[index]
    neighbours = head[max(0, index - 1) : index] + head[index + 1 : index + 2]
    return any(line.text == other.text for other in neighbours) and not line.text.endswith(".")


def _is_caption(head: list[Line], index: int) -> bool:
    """A line that follows date or byline without a gap, is no sentence, and has a gap behind it."""
    line = head[index]
    return not line.after_gap and index + 1 < len(head) and head[index + 1].after_gap and not line.prose


def _is_deck(head: list[Line], index: int) -> bool:
    """Whether a line stands between the headline and a date line that follows within two lines."""
    return any(line.dated for line in head[index + 1 : index + 3])


def _taken(lines: list[Line], head: Head) -> Head:
    """Take date, byline and outlet from the marked lines."""
    dates = [line.published for line in lines if line.section == "dateline" and line.published]
    head.published = min(dates, key=lambda date: (date.at is None, date.label == "updated"), default=None)
    bylines = [text for line in lines if line.section == "byline" and (text := byline_text(line.text))]
    bylines += [date.rest for date in dates if is_byline(Folded(date.rest).text, beside_date=True)]
    head.byline = bylines[0] if bylines else None
    found = (publisher(Folded(byline).text) for byline in bylines)
    head.outlet = next((name for name in found if name), None)
    return head
