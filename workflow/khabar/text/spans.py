"""Spans: half-open ranges of Unicode code points over a canonical text."""

from typing import NamedTuple


class Span(NamedTuple):
    """The range [start, end) of a text.

    >>> Span(0, 4).of("طرابلس")
    'طراب'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The covered string."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this range."""
        return self.start <= other.start and other.end <= self.end


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without the white space at its two ends (empty at `start` if there is nothing else).

    >>> trimmed(" نعم ", 0, 5)
    Span(start=1, end=4)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
