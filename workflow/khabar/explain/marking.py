"""Marks spans in a text with labelled brackets."""

from collections.abc import Iterable
from typing import NamedTuple


class Label(NamedTuple):
    """A span of the text and what it is."""

    start: int
    end: int
    name: str


def mark(text: str, labels: Iterable[Label], start: int, end: int) -> str:
    """The part [start, end) of the text with each labelled span in ⟦name: …⟧; the longer bracket stands outside.

    >>> mark("قال علي نعم", [Label(0, 3, "cue"), Label(4, 7, "speaker")], 0, 11)
    '⟦cue: قال⟧ ⟦speaker: علي⟧ نعم'
    """
    inside = [label for label in labels if start <= label.start < label.end <= end]
    opening = sorted(inside, key=lambda label: (label.start, -label.end))
    closing = sorted(inside, key=lambda label: (label.end, -label.start))
    parts: list[str] = []
    at = start
    for point in sorted({label.start for label in inside} | {label.end for label in inside}):
        parts.append(text[at:point])
        parts += ["⟧" for label in closing if label.end == point]
        parts += [f"⟦{label.name}: " for label in opening if label.start == point]
        at = point
    return "".join(parts) + text[at:end]
