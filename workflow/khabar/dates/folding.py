"""Folded text: letters and digits under which dates are matched, with the way back to the original offsets."""

import re
from bisect import bisect_right

_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]+"
)  # "أيّـار" → "أيار"
_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ة": "ه",
        "ک": "ك",
        "\u00a0": " ",
        "\u202f": " ",
        "٫": ".",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)


class Folded:
    """A text without diacritics and tatweel, hamza seats and final letters folded, digits in ASCII.

    >>> folded = Folded("في ٢٤ أيّار")
    >>> folded.text, folded.origin(9)
    ('في 24 ايار', 10)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._cuts: list[int] = []  # offsets in the folded text at which something was taken out
        self._gone: list[int] = []  # how many characters were taken out up to there
        pieces = []
        last = 0
        for marks in _MARKS.finditer(source):
            pieces.append(source[last : marks.start()])
            last = marks.end()
            gone = (self._gone[-1] if self._gone else 0) + len(marks.group())
            self._cuts.append(last - gone)
            self._gone.append(gone)
        pieces.append(source[last:])
        self.text = "".join(pieces).translate(_FOLD)

    def origin(self, offset: int) -> int:
        """Offset in the source of the character that stands at `offset` of the folded text."""
        if not self._cuts:
            return offset
        place = bisect_right(self._cuts, offset)
        return offset + (self._gone[place - 1] if place else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that [start, end) of the folded text was made from."""
        if end <= start:
            return self.origin(start), self.origin(start)
        last = self.origin(end - 1) + 1
        marks = _MARKS.match(self.source, last)
        return self.origin(start), marks.end() if marks else last

    def offset(self, origin: int) -> int:
        """Offset in the folded text of what stands at `origin` of the source."""
        if not self._cuts:
            return origin
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.origin(middle) < origin:
                low = middle + 1
            else:
                high = middle
        return low


def fold(text: str) -> str:
    """The folded form of a lexicon entry.

    >>> fold("كانون الأول"), fold("أوت")
    ('كانون الاول', 'اوت')
    """
    return Folded(text).text
