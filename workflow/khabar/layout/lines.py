"""The lines of an article while its parts are found: one for each paragraph."""

from dataclasses import dataclass
from functools import cached_property

from khabar.dates import Published, read_line
from khabar.dates.folding import Folded
from khabar.layout import phrases
from khabar.layout.bylines import is_byline
from khabar.text.paragraphs import paragraphs
from khabar.text.spans import Span

LONGEST_TITLE = 300  # code points
LONGEST_LINK = 200
_LONGEST_DATE_LINE = 200
_STOPS = (".", "؟", "!", "?", "…", '."', ".»", ".”", ":")


@dataclass
class Line:
    """One paragraph, and the section that it was found to belong to."""

    span: Span
    text: str
    zone: str
    """Zone of a date line that names none."""
    after_gap: bool = True
    """Whether a blank line stands before it."""
    section: str | None = None
    continues: bool = False
    """Whether it stands in the paragraph of the line before it."""
    other_story: bool = False
    """Whether it belongs to another story that stands below the article."""

    @cached_property
    def folded(self) -> str:
        """The text under which words are looked up (khabar.dates.folding)."""
        return Folded(self.text).text

    @cached_property
    def published(self) -> Published | None:
        """The date that stands in the line, if it is short enough for a date line."""
        return read_line(self.text, self.zone) if len(self.text) <= _LONGEST_DATE_LINE else None

    @property
    def prose(self) -> bool:
        """Whether the line reads as body text: long, or a sentence with its stop."""
        words = self.text.count(" ") + 1
        return len(self.text) > LONGEST_TITLE or (words > 9 and self.text.endswith(_STOPS)) or words > 32

    @property
    def headline(self) -> bool:
        """Whether the line can be a headline: short, and no sentence with a full stop."""
        words = self.text.count(" ") + 1
        stopped = self.text.endswith((".", '."', ".»", ":")) and not self.text.endswith("..")
        return len(self.text) <= LONGEST_TITLE and words <= 32 and not (stopped and words > 9)

    @property
    def dated(self) -> bool:
        """Whether the line is a date line: it holds little else ("القاهرة - أ ش أ - الخميس 25 يونيو 2020")."""
        published = self.published
        if published is None:
            return False
        if published.others <= (0 if published.reason == "relative" else 2 if published.at else 1):
            return True
        undated = published.reason == "relative" or (published.reason == "incomplete" and not published.label)
        if undated or published.precision in ("month", "year") or self.text.endswith((".", "؟")):
            return False
        allowed = 12 if published.label else 9
        signed = published.label is not None or is_byline(Folded(published.rest).text, beside_date=True)
        return published.others <= allowed and signed

    def named_section(self, *, beside_date: bool) -> str | None:
        """Section by the line's own words; None where it may be a headline, a caption or the body.

        Args:
            beside_date: whether it stands beside the date line, where a bare name is an author.
        """
        if self.dated:
            return "dateline"
        if phrases.is_furniture(self.folded) or phrases.related_label(self.folded):
            return "related"
        if is_byline(self.folded, beside_date=beside_date):
            return "byline"
        if len(self.text) <= LONGEST_LINK and phrases.caption_label(self.folded):
            return "caption"
        return None

    def part(self, start: int, end: int, section: str | None) -> "Line":
        """The line that text[start:end] is for itself."""
        span = Span(self.span.start + start, self.span.start + end)
        first = start == 0
        return Line(
            span,
            self.text[start:end],
            self.zone,
            after_gap=first and self.after_gap,
            section=section,
            continues=self.continues or not first,
            other_story=self.other_story,
        )


def lines_of(text: str, zone: str) -> list[Line]:
    """The paragraphs of a canonical text as lines."""
    lines: list[Line] = []
    last = 0
    for span in paragraphs(text):
        lines.append(Line(span, span.of(text), zone, after_gap=text.count("\n", last, span.start) > 1))
        last = span.end
    return lines
