"""The whole article in parts: every paragraph with its section, and what head and tail say."""

from dataclasses import dataclass
from typing import NamedTuple

from khabar.dates import Published, read_line
from khabar.dates.folding import Folded
from khabar.layout.body import mark_body, read_tail, split_signature
from khabar.layout.bylines import opening
from khabar.layout.head import Head, read_head
from khabar.layout.lines import Line, lines_of
from khabar.layout.outlets import publisher
from khabar.text.spans import Span


class Part(NamedTuple):
    """One paragraph and the section that it belongs to."""

    span: Span
    section: str
    """title, dateline, byline, caption, body or related."""


@dataclass(frozen=True)
class Layout:
    """What an article consists of."""

    parts: list[Part]
    title: str | None
    published: Published | None
    published_source: str | None
    """date_line or dateline: where `published` was read."""
    byline: str | None
    outlet: str | None


def analyse(text: str, zone: str, title: str | None = None) -> Layout:
    r"""Find the parts of an article. White space between the parts is all that they leave out.

    Args:
        text: canonical text.
        zone: IANA name of the zone of a date line that names none.
        title: the headline, where a field of the record or the page gives it.

    >>> layout = analyse("عنوان الخبر\n\n25 يونيو 2020\nدبي - رويترز\n\nقال الوزير إن الأمر مهم.", "UTC")
    >>> [part.section for part in layout.parts], layout.outlet
    (['title', 'dateline', 'byline', 'body'], 'رويترز')
    """
    lines = lines_of(text, zone)
    head = read_head(lines, title)
    source = "date_line" if head.published else None
    split_signature(lines, head)
    read_tail(lines, head)
    if head.published and source is None:
        source = "date_line"
    if _read_opening(lines, head):
        source = "dateline"
    mark_body(lines, head)
    outlet = head.outlet or (publisher(Folded(head.byline).text) if head.byline else None)
    parts = [Part(line.span, line.section or "body") for line in lines]
    return Layout(parts, head.title, head.published, source, head.byline, outlet)


def _read_opening(lines: list[Line], head: Head) -> bool:
    """Take place, agency and date from the opening words of the body, which stay body; whether a date was taken."""
    found = opening(lines[head.body].folded) if head.body < len(lines) else None
    if not found:
        return False
    line = lines[head.body]
    start, end = Folded(line.text).span(found.start, found.end)
    words = line.text[start:end]
    head.byline = head.byline or words
    head.outlet = publisher(Folded(words).text) or head.outlet
    published = read_line(words, line.zone) if head.published is None else None
    head.published = head.published or published
    return published is not None
