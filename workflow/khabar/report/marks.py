"""Marks in a text: spans of rows as nested elements, each linked to its row."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape


@dataclass(frozen=True, order=True)
class Mark:
    """A span of a text that a row rests on."""

    start: int
    back: int
    """The end, negative, so that in order the longer of two marks with one start comes first."""
    kind: str
    """Classes: what the row is, and its type."""
    row: str
    """Identifier of the row."""
    title: str = ""
    anchor: bool = True
    """Whether the row links back to this mark; not to the reporting word of a quote, which is marked too."""

    @property
    def end(self) -> int:
        """Where the span ends, exclusive."""
        return -self.back


def mark(start: int, end: int, kind: str, row: str, *, title: str = "", anchor: bool = True) -> Mark:
    """The mark of a span."""
    return Mark(start, -end, kind, row, title, anchor)


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as HTML, everything of it escaped, with its marks.

    A mark that overlaps another without lying in it is cut in two. Any part of the text links to the row of the
    innermost mark round it; a mark whose text all belongs to inner ones ends in a link of its own.

    >>> marked("قال: نعم", [mark(5, 8, "quote", "quo_1")])
    Markup('قال: <mark class="quote" id="quo_1"><a href="#row-quo_1">نعم</a></mark>')
    """
    waiting = sorted(marks)
    within: list[Mark] = []
    linked: set[Mark] = set()
    out: list[str] = []
    place = 0

    def write(end: int) -> None:
        nonlocal place
        if end > place:
            part = str(escape(text[place:end]))
            out.append(_link(within[-1], part) if within else part)
            linked.update(within[-1:])
            place = end

    while waiting or within:
        if within and (not waiting or within[-1].end <= waiting[0].start):
            write(within[-1].end)
            closed = within.pop()
            out.append("</mark>" if closed in linked else f"{_link(closed, '°')}</mark>")
            continue
        following = heapq.heappop(waiting)
        write(following.start)
        if within and following.end > within[-1].end:
            heapq.heappush(waiting, replace(following, start=within[-1].end, anchor=False))
            following = replace(following, back=within[-1].back)
        out.append(_opening(following))
        within.append(following)
    write(len(text))
    return Markup("".join(out))  # noqa: S704 - every part of it is escaped above


def _opening(mark: Mark) -> str:
    anchor = f' id="{escape(mark.row)}"' if mark.anchor else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    return f'<mark class="{escape(mark.kind)}"{anchor}{title}>'


def _link(mark: Mark, inner: str) -> str:
    return f'<a href="#row-{escape(mark.row)}">{inner}</a>'
