"""The whole article in parts: every paragraph with its section, and what head and tail say."""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from khabar.dates import Published, read_line
from khabar.dates.folding import Folded
from khabar.layout.body import mark_body, read_tail, split_signature
from khabar.layout.datelines import opening
from khabar.layout.head import Head, read_head
from khabar.layout.lines import Line, lines_of
from khabar.layout.links import mark_headlines
from khabar.layout.outlets import publisher
from khabar.layout.stories import mark_other_stories
from khabar.text.spans import Span


class Part(NamedTuple):
    """A paragraph, or a piece of one, and the section that it belongs to."""

    span: Span
    section: str
    """title, dateline, byline, caption, body or related."""
    paragraph: int
    """Which paragraph of the article it is or stands in, from 0."""
    other_story: bool = False
    """Whether it tells another story, printed below the article."""


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
    mark_body(lines, head)
    if _read_opening(lines, head):
        source = "dateline"
    mark_headlines(lines, head)
    mark_other_stories(lines, head)
    for index in reversed([index for index, line in enumerate(lines) if line.other_story]):
        _cut_dateline(lines, index)
    outlet = head.outlet or (publisher(Folded(head.byline).text) if head.byline else None)
    return Layout(_parts(lines), head.title, head.published, source, head.byline, outlet)


def _parts(lines: list[Line]) -> list[Part]:
    paragraphs = accumulate(0 if line.continues else 1 for line in lines)
    return [
        Part(line.span, line.section or "body", paragraph - 1, line.other_story)
        for line, paragraph in zip(lines, paragraphs, strict=True)
    ]


def _read_opening(lines: list[Line], head: Head) -> bool:
    """Cut the dateline off the article's first paragraph, take place, agency and date; whether a date was taken."""
    index = next((index for index in range(head.body, len(lines)) if lines[index].section is None), len(lines))
    words = _cut_dateline(lines, index) if index < len(lines) else None
    if not words:
        return False
    head.body = index + 1
    head.byline = head.byline or words
    head.outlet = publisher(Folded(words).text) or head.outlet
    published = read_line(words, lines[index].zone) if head.published is None else None
    head.published = head.published or published
    return published is not None


def _cut_dateline(lines: list[Line], index: int) -> str | None:
    """Make the dateline that opens a paragraph a line of its own, with its dash or colon; return what it names."""
    line = lines[index]
    found = opening(line.folded)
    if not found:
        return None
    folded = Folded(line.text)
    body = folded.origin(found.body)
    mark = line.text[:body].rstrip()
    lines[index : index + 1] = [line.part(0, len(mark), "dateline"), line.part(body, len(line.text), None)]
    return line.text[: folded.origin(found.end)].rstrip()
