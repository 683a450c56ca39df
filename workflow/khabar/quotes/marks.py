"""Quotations: what stands between quotation marks, whatever the marks.

Pairs are «», “”, „”, ‹›, "", '' (two apostrophes) and single '. Straight marks open and close alike, so the blanks
beside them decide. A quotation that is not closed ends with its paragraph, unless the next paragraphs close it.
"""

import re
from typing import NamedTuple

from khabar.text.spans import trimmed

# Any mark that can open or close: «, ", '' and an apostrophe at the edge of a word.
_MARK = re.compile(r"''|[\"“”„‟«»‹›]|(?<![^\W_])'(?=\w)|(?<=[\w.!؟،])'(?![^\W_])")
_CLOSERS = {"«": "»", "“": "”", "„": "”", "‟": "”", "‹": "›"}
_CLOSING = frozenset("»”›")
_STRAIGHT = frozenset(('"', "''", "'"))
_BEFORE_OPENING = frozenset(" \t\n\u00a0:(،,-–—[/")
_LONGEST = 4000  # code points; what stays open longer was opened by mistake
_MOST_PARAGRAPHS = 4
_MOST_MARKS = 12  # looked at ahead of an opening mark


class Quotation(NamedTuple):
    """Words in marks: content [start, end) without the marks, and [outer_start, outer_end) with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    depth: int
    """0 for a quotation that stands in no other."""


class _Open(NamedTuple):
    mark: str
    start: int
    inside: int
    depth: int


def quotations(text: str) -> list[Quotation]:
    """All quotations, by position; an inner one comes after the one that holds it.

    >>> text = 'قال: "نعم، هذا «حق»." ومضى'
    >>> [text[q.start : q.end] for q in quotations(text)]
    ['نعم، هذا «حق»', 'حق']
    """
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        _drop_stale(text, at, stack, found)
        if mark in _STRAIGHT:
            _straight(text, match, stack, found)
        elif mark in _CLOSING and any(_CLOSERS.get(o.mark) == mark for o in stack):
            while stack:
                top = stack.pop()
                if _CLOSERS.get(top.mark) == mark:
                    found.append(_quotation(text, top, at, match.end(), True))
                    break
        elif mark in _CLOSERS or (mark == "”" and _can_open(text, at, match.end())):
            opener = "“" if mark == "”" else mark
            stack.append(_Open(opener, at, match.end(), len(stack)))
        elif mark == "“" and stack and stack[-1].mark == "“":
            found.append(_quotation(text, stack.pop(), at, match.end(), True))
    _drop_stale(text, len(text) + _LONGEST + 1, stack, found)
    return sorted((q for q in found if q.end > q.start), key=lambda q: (q.outer_start, -q.outer_end))


def _straight(text: str, match: re.Match[str], stack: list[_Open], found: list[Quotation]) -> None:
    mark, at = match.group(), match.start()
    open_at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].mark == mark), None)
    opens = _can_open(text, at, match.end())
    closes = at > 0 and not text[at - 1].isspace()
    if open_at is None:
        if opens or not closes or _glued(text, match) or text[at - 1] == ":":
            stack.append(_Open(mark, at, match.end(), len(stack)))
        return
    if opens and not closes and len(stack) < 3 and _nested(text, match.end(), mark):
        stack.append(_Open(mark, at, match.end(), len(stack)))  # a name in marks inside a quotation in the same marks
        return
    if opens and not closes and _opens_another(text, match.end(), mark):  # the first was never closed
        found.append(_unclosed(text, stack[open_at], at))
        del stack[open_at:]
        stack.append(_Open(mark, at, match.end(), len(stack)))
        return
    found.append(_quotation(text, stack[open_at], at, match.end(), True))
    del stack[open_at:]


def _can_open(text: str, at: int, end: int) -> bool:
    """A mark opens after a blank, an opening mark, or an attached clitic (بـ"..., و"...), and before a word."""
    if end >= len(text) or text[end].isspace() or text[end] in ".،,؛:)":
        return False
    if at == 0 or text[at - 1] in _BEFORE_OPENING or text[at - 1] == "ـ":
        return True
    return text[at - 1] in "وبلكف." and (at < 2 or not text[at - 2].isalnum())


def _line_end(text: str, at: int) -> int:
    """End of the paragraph, no further than a quotation reaches."""
    end = text.find("\n", at, at + _LONGEST)
    return min(len(text), at + _LONGEST) if end < 0 else end


def _glued(text: str, match: re.Match[str]) -> bool:
    """An opening mark without a blank before it: قال جيمس"إذا كنت". One that closes it must follow."""
    after = match.end()
    return after < len(text) and text[after].isalnum() and text.find(match.group(), after, _line_end(text, after)) >= 0


def _opens_another(text: str, at: int, mark: str) -> bool:
    """Whether a mark that closes follows, so that the one before `at` opens and is not a closing mark after a blank."""
    found = text.find(mark, at, _line_end(text, at))
    return found >= 0 and (not text[found - 1].isspace() or not _can_open(text, found, found + len(mark)))


def _nested(text: str, at: int, mark: str) -> bool:
    """Whether a second opening mark is inside a quotation: pairs follow, and then a mark that closes the outer one."""
    end, depth = _line_end(text, at), 1
    for _ in range(_MOST_MARKS):
        at = text.find(mark, at, end)
        if at < 0:
            return False
        if depth and (at == 0 or not text[at - 1].isspace() or not _can_open(text, at, at + len(mark))):
            depth -= 1
        elif _can_open(text, at, at + len(mark)):
            depth += 1
        else:
            return True
        at += len(mark)
    return False


def _drop_stale(text: str, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    """Ends what stayed open too long: straight marks with their paragraph, pairs after a few paragraphs."""
    for index, opened in enumerate(stack):
        if opened.mark in _STRAIGHT:
            stale = (
                text.find("\n", opened.inside, min(at, opened.inside + _LONGEST)) >= 0 or at - opened.start > _LONGEST
            )
            stale = stale and not _closes_later(text, opened, at)
        else:
            stale = at - opened.start > _LONGEST or text.count("\n", opened.inside, at) > _MOST_PARAGRAPHS
        if stale:
            found.extend(_unclosed(text, o) for o in stack[index:])
            del stack[index:]
            return


def _closes_later(text: str, opened: _Open, at: int) -> bool:
    """Whether the mark at `at` can only close a quotation opened some paragraphs before: 'text."' at a line's end."""
    if at >= len(text) or at - opened.start > _LONGEST or text.count("\n", opened.inside, at) > _MOST_PARAGRAPHS:
        return False
    line = text.rfind("\n", 0, at) + 1
    closes = not text[at - 1].isspace() and not _can_open(text, at, at + len(opened.mark))
    return closes and text.count(opened.mark, line, at) == 0


def _unclosed(text: str, opened: _Open, before: int | None = None) -> Quotation:
    """Up to the end of the paragraph, or of the last sentence before the next opening mark."""
    end = _line_end(text, opened.inside)
    if before is not None:
        stop = max(text.rfind(mark, opened.inside, before) for mark in ".؟!")
        end = min(end, stop + 1 if stop > 0 else before)
    return _quotation(text, opened, end, end, False)


def _quotation(text: str, opened: _Open, end: int, outer_end: int, closed: bool) -> Quotation:
    span = trimmed(text, opened.inside, end)
    last = span.end
    while last > span.start and text[last - 1] in ".،,":
        last -= 1
    span = trimmed(text, span.start, last)
    return Quotation(span.start, span.end, opened.start, outer_end, closed, opened.depth)
