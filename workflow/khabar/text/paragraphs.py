"""Paragraphs: in news texts a line is a paragraph, unless the text was wrapped at a fixed width.

`paragraphs` leaves out white space only.
"""

import re
from itertools import pairwise

from khabar.text.spans import Span, trimmed

_LINE = re.compile(r"[^\n]+")  # "سطر"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")  # "\n \n"
_FIRST_WORD = re.compile(r"\S+")  # "وأضاف"
_ITEM = re.compile(r"[-–•●▪■*]|\d{1,2}[-–/).]\s")  # "- أول", "1. أول"
_STOPS = (".", "!", "؟", "?", ":", "…", "»", "”", '"')
_FEWEST_WRAPPED = 4  # lines; fewer may be a list or a head of the article
_WIDTHS = range(45, 131)  # code points of a line that was wrapped by a mail or text program


def paragraphs(text: str) -> list[Span]:
    r"""Spans of the paragraphs, in order, without white space at their ends.

    >>> text = "العنوان\n\nالفقرة الأولى.\nالفقرة الثانية."
    >>> [span.of(text) for span in paragraphs(text)]
    ['العنوان', 'الفقرة الأولى.', 'الفقرة الثانية.']
    """
    found: list[Span] = []
    start = 0
    for end in [*(match.start() for match in _BLANK_LINE.finditer(text)), len(text)]:
        lines = [trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text, start, end)]
        lines = [line for line in lines if line.end > line.start]
        found += [Span(lines[0].start, lines[-1].end)] if _wrapped(text, lines) else lines
        start = end
    return found


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines of a block are one paragraph, cut at a fixed width: the next word never fits into a line."""
    if len(lines) < _FEWEST_WRAPPED or any(_ITEM.match(text, line.start, line.end) for line in lines):
        return False
    full = lines[:-1]
    widths = [line.end - line.start for line in full]
    stopped = sum(text[line.end - 1] in _STOPS for line in full)
    return (
        min(widths) in _WIDTHS
        and max(widths) in _WIDTHS
        and min(widths) * 4 >= max(widths) * 3
        and stopped * 3 <= len(full)
        and all(_is_full(text, line, after, max(widths)) for line, after in pairwise(lines))
    )


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, after.start, after.end)
    return word is None or line.end - line.start + 1 + len(word.group()) > width
