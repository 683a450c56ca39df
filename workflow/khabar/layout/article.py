"""The whole article in parts: every paragraph with its section, and what the head says.

The head is read from the top: page furniture, the headline, then date line, byline and captions in any order, up to
the first paragraph of the body. In the body, links to other pieces and captions are told apart by their words, and by
being repeated.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.dates import Published, read_line
from khabar.dates.folding import Folded
from khabar.layout import phrases
from khabar.layout.bylines import byline_text, is_byline, labelled, names_only, opening
from khabar.layout.outlets import publisher
from khabar.text.paragraphs import paragraphs
from khabar.text.spans import Span

_HEAD = 14  # paragraphs that are looked at before the body must have begun
_TAIL = 4  # paragraphs at the end that may hold credits or a date line
_LONGEST_TITLE = 300  # code points
_LONGEST_DATE_LINE = 200
_LONGEST_LINK = 200
_MOST_LINKS = 8  # lines below one label such as "اقرأ أيضا"
_LONGEST_LONE_BYLINE = 60
# A place and a name: "الأبيض: عوض الجيد", "تونس - منى علي"
_PLACE_AND_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?\s?[:\-–—]\s?(?:[^\W\d_]+ ?){2,4}")
_STOPS = (".", "؟", "!", "?", "…", '."', ".»", ".”", ":")


class Part(NamedTuple):
    """One paragraph and the section that it belongs to."""

    span: Span
    section: str


@dataclass
class Layout:
    """What an article consists of."""

    parts: list[Part]
    title: str | None = None
    published: Published | None = None
    published_source: str | None = None
    """date_line or dateline: where `published` was read."""
    byline: str | None = None
    outlet: str | None = None


@dataclass
class _Line:
    span: Span
    text: str
    folded: str
    section: str | None = None
    after_gap: bool = True
    """Whether a blank line stands before it."""
    published: Published | None = field(default=None)

    @property
    def prose(self) -> bool:
        """Whether the line reads as body text: long, or a sentence with its stop."""
        words = self.folded.count(" ") + 1
        return len(self.folded) > _LONGEST_TITLE or (words > 9 and self.folded.endswith(_STOPS)) or words > 32

    @property
    def headline(self) -> bool:
        """Whether the line can be a headline: short, and no sentence with a full stop."""
        words = self.folded.count(" ") + 1
        stopped = self.folded.endswith((".", '."', ".»", ":")) and not self.folded.endswith("..")
        return len(self.folded) <= _LONGEST_TITLE and words <= 32 and not (stopped and words > 9)


def analyse(text: str, default_zone: str, title: str | None = None) -> Layout:
    """Find the parts of an article.

    Args:
        text: canonical text.
        default_zone: IANA name of the zone of a date line that names none.
        title: the headline, where a field of the record or the page gives it.
    """
    lines = _lines(text)
    layout = Layout([])
    body = _read_head(lines, layout, default_zone, title)
    if body < len(lines):
        _read_opening(lines[body], layout, default_zone)
    _read_tail(lines, body, layout, default_zone)
    _mark_repeated(lines, layout)
    _mark_related(lines, body)
    layout.parts = [Part(line.span, line.section or "body") for line in lines]
    if layout.outlet is None and layout.byline:
        layout.outlet = publisher(Folded(layout.byline).text)
    return layout


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for span in paragraphs(text):
        own = span.of(text)
        lines.append(_Line(span, own, Folded(own).text, after_gap=text.count("\n", last, span.start) > 1))
        last = span.end
    return lines


def _read_head(lines: list[_Line], layout: Layout, zone: str, title: str | None) -> int:
    """Mark the lines of the head; return the index of the first line of the body."""
    head = lines[:_HEAD]
    place = _title_index(head, zone, title)
    if place is not None:
        head[place].section = "title"
        layout.title = title or _without_label(head[place])
    elif title:
        layout.title = title
    body = index = 0 if place is None else place + 1
    for line in head[:body]:
        if line.section is None:
            line.section = _head_section(line, zone, beside_date=True) or "related"
    beside_date = any(line.section == "dateline" for line in head[:body])
    while index < len(head):
        line = head[index]
        near = beside_date or _date_follows(head, index, zone) or _stands_for_date(head, index, place)
        line.section = _head_section(line, zone, beside_date=near)
        if line.section is None and _is_head_caption(head, index, beside_date):
            line.section = "caption"
        if line.section is None and not _deck(head, index, zone):
            break
        beside_date = beside_date or line.section == "dateline"
        index += 1
        body = index
    if body == len(lines):  # everything looked like a head: the text is the longest line that may be one
        texts = [index for index, line in enumerate(lines) if line.section in (None, "caption")]
        body = max(texts, key=lambda index: len(lines[index].text), default=len(lines))
        for line in lines[body : body + 1]:
            line.section = None
    _take(head, layout)
    return body


def _title_index(head: list[_Line], zone: str, title: str | None) -> int | None:
    if title is not None:
        wanted = " ".join(title.split())
        return next((index for index, line in enumerate(head) if " ".join(line.text.split()) == wanted), None)
    for index, line in enumerate(head):
        if phrases.title_label(line.folded):
            return index
        line.section = _above_title(line, zone)
        if line.section:
            continue
        if not line.headline and (opening(line.folded) or not _date_follows(head, index, zone)):
            return None
        return index if len(line.text) <= _LONGEST_TITLE and len(head) > index + 1 else None
    return None


def _above_title(line: _Line, zone: str) -> str | None:
    """Section of a line before the headline: date and byline and nothing else, names of outlets, page furniture."""
    section = _head_section(line, zone, beside_date=False)
    if section == "dateline" and line.published:
        rest = line.published.rest
        alone = not rest or is_byline(Folded(rest).text, beside_date=True)
        return section if alone and (line.published.at or line.published.label) else None
    if section == "byline" and (names_only(line.folded) or labelled(line.folded)):
        return section
    return "related" if phrases.is_furniture(line.folded) else None


def _without_label(line: _Line) -> str:
    label = phrases.title_label(line.folded)
    return line.text[label.end() :].strip() if label and len(line.folded) == len(line.text) else line.text


def _head_section(line: _Line, zone: str, *, beside_date: bool) -> str | None:
    """Section of a line of the head by its own words; None where it may be a headline, a caption or the body."""
    if line.published is None and len(line.text) <= _LONGEST_DATE_LINE:
        line.published = read_line(line.text, zone)
    if line.published and _is_date_line(line, line.published):
        return "dateline"
    if phrases.is_furniture(line.folded) or phrases.related_label(line.folded):
        return "related"
    if is_byline(line.folded, beside_date=beside_date):
        return "byline"
    if len(line.folded) <= _LONGEST_LINK and phrases.caption_label(line.folded):
        return "caption"
    return None


def _is_date_line(line: _Line, published: Published) -> bool:
    """Whether a line with a date holds little else: "القاهرة - أ ش أ - الخميس 25 يونيو 2020"."""
    if published.others <= (0 if published.reason == "relative" else 2 if published.at else 1):
        return True
    if published.reason == "relative" or line.folded.endswith((".", "؟")):
        return False
    rest = Folded(published.rest).text
    allowed = 12 if published.label else 9
    return published.others <= allowed and (bool(published.label) or is_byline(rest, beside_date=True))


def _date_follows(head: list[_Line], index: int, zone: str) -> bool:
    return index + 1 < len(head) and _head_section(head[index + 1], zone, beside_date=True) == "dateline"


def _stands_for_date(head: list[_Line], index: int, title: int | None) -> bool:
    """Whether a line alone between headline and body has the shape "الأبيض: محمد علي", which takes a date's place."""
    if title is None or index != title + 1 or index + 1 >= len(head) or not head[index + 1].prose:
        return False
    return len(head[index].text) <= _LONGEST_LONE_BYLINE and bool(_PLACE_AND_NAME.fullmatch(head[index].folded))


def _is_head_caption(head: list[_Line], index: int, beside_date: bool) -> bool:
    """A line of the head that is repeated at once, or follows date or byline without a gap and is no sentence."""
    line = head[index]
    neighbours = head[max(0, index - 1) : index] + head[index + 1 : index + 2]
    if any(line.text == other.text for other in neighbours) and not line.folded.endswith("."):
        return True
    more = index + 1 < len(head)
    return beside_date and not line.after_gap and more and head[index + 1].after_gap and not line.prose


def _deck(head: list[_Line], index: int, zone: str) -> bool:
    """Whether an unmarked line stands between the headline and a date line that follows within two lines."""
    if any(line.section == "dateline" for line in head[:index]):
        return False
    following = head[index + 1 : index + 3]
    return any(_head_section(line, zone, beside_date=True) == "dateline" for line in following)


def _take(head: list[_Line], layout: Layout) -> None:
    """Take date and byline from the lines of the head."""
    dates = [line.published for line in head if line.section == "dateline" and line.published]
    if dates:
        layout.published = min(dates, key=lambda date: (date.at is None, date.label == "updated"))
        layout.published_source = "date_line"
    bylines = [text for line in head if line.section == "byline" and (text := byline_text(line.text))]
    bylines += [date.rest for date in dates if is_byline(Folded(date.rest).text, beside_date=True)]
    layout.byline = bylines[0] if bylines else None
    found = (publisher(Folded(byline).text) for byline in bylines)
    layout.outlet = next((name for name in found if name), None)


def _read_opening(line: _Line, layout: Layout, zone: str) -> None:
    """Take place, agency and date from the opening words of the body, which stay body."""
    found = opening(line.folded)
    if not found:
        return
    start, end = Folded(line.text).span(found.start, found.end)
    words = line.text[start:end]
    published = read_line(words, zone)
    if published and layout.published is None:
        layout.published, layout.published_source = published, "dateline"
    if layout.byline is None:
        layout.byline = words
    layout.outlet = layout.outlet or publisher(Folded(words).text)


def _read_tail(lines: list[_Line], body: int, layout: Layout, zone: str) -> None:
    """Credits, notices and date lines at the end of the text."""
    for line in reversed(lines[max(body + 1, len(lines) - _TAIL) :]):
        section = None if line.prose else _head_section(line, zone, beside_date=False)
        if section == "dateline" and (layout.published is not None or not line.published):
            section = None
        if section == "dateline":
            layout.published, layout.published_source = line.published, "date_line"
        elif section == "byline":
            layout.byline = layout.byline or byline_text(line.text)
        elif section != "related" and not phrases.is_notice(line.folded):
            break
        line.section = section or "related"
        layout.outlet = layout.outlet or publisher(line.folded)


def _mark_repeated(lines: list[_Line], layout: Layout) -> None:
    """The headline again is a title; another line that is repeated at once and is no sentence is a caption."""
    for index, line in enumerate(lines):
        if line.section is not None:
            continue
        neighbours = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        if layout.title and line.text == layout.title:
            line.section = "title"
        elif any(line.text == other.text for other in neighbours) and not line.prose:
            line.section = "caption"


def _mark_related(lines: list[_Line], body: int) -> None:
    """Links to other pieces, notices, rules and captions inside the body."""
    links = 0
    for line in lines[body:]:
        if line.section is not None:
            continue
        label = phrases.related_label(line.folded) if len(line.folded) <= _LONGEST_LINK else None
        if label:
            line.section = "related"
            links = _MOST_LINKS if label.end() >= len(line.folded.rstrip()) else 0
        elif links and len(line.folded) <= _LONGEST_LINK and not line.folded.endswith((".", ":", '."')):
            line.section = "related"
            links -= 1
        else:
            links = 0
            line.section = _body_section(line)


def _body_section(line: _Line) -> str | None:
    if not any(character.isalnum() for character in line.folded):
        return "related"
    if phrases.is_notice(line.folded):
        return "related"
    short = len(line.folded) <= _LONGEST_LINK and not line.folded.endswith(".")
    if short and (phrases.caption_label(line.folded) or phrases.ends_in_credit(line.folded)):
        return "caption"
    return None
