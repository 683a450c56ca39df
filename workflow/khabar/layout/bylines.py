"""Bylines: lines that name author, place or agency ("دبي - رويترز", "كتب: …").

All functions take folded lines (khabar.dates.folding).
"""

import re
from functools import cache

from khabar.layout.outlets import is_name, named
from khabar.layout.phrases import byline_label, phrases

_LONGEST = 90  # code points of a byline
_HEADLINE_LABELS = frozenset(("مصدر", "المصدر", "حوار"))  # "مصدر: الحرب بدأت" is a headline
_SENTENCE_END = (".", "؟", "!", "?", "…", ":")
_SEPARATOR = re.compile(r"\s*(?:[-–—ـ|/:،,]|\+)\s*")  # "دبي - رويترز", "بيروت، دير الزور"
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")  # "أحمد", "العربية.نت"
_UUID = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)  # an author's key in the outlet's system


def is_byline(line: str, *, beside_date: bool) -> bool:
    """Whether a folded line of an article's head or end names author, place or agency.

    Args:
        line: the folded line.
        beside_date: whether it stands beside the date line, where a bare name is an author.
    """
    line = _bare(line)
    words = _WORD.findall(line)
    if not line or len(line) > _LONGEST or line.endswith(_SENTENCE_END):
        return False
    label = byline_label(line)
    signed = label and len(words) <= 10 and (beside_date or not _prose(_WORD.findall(line[label.end() :])))
    if _UUID.fullmatch(line) or signed:
        return True
    if len(words) not in range(1, 10) or any(character.isdigit() for character in _without_names(line)):
        return False
    parts = [part for part in _SEPARATOR.split(line) if part]
    if any(is_name(part) for part in parts) or (len(words) <= 4 and named(line) and not _prose(words)):
        return all(len(part.split()) <= 5 for part in parts)
    return beside_date and not _prose([word for word in words if word != "من"]) and _shaped(line, parts, len(words))


def _shaped(line: str, parts: list[str], words: int) -> bool:
    """Whether a line has the shape of place and author ("الخرطوم - محمد علي"), or of one name."""
    if len(parts) > 1:
        return len(parts) <= 4 and all(1 <= len(part.split()) <= 5 for part in parts)
    articles = sum(word.startswith(("ال", "وال")) for word in line.split())  # "أبرز الأحداث والمستجدات" is no name
    return words in range(2, 6) and articles <= 2 and not _QUOTED.search(line)


def names_only(line: str) -> bool:
    """Whether a line holds names of outlets and nothing else: "فرانس 24 / أ ف ب"."""
    parts = [part for part in _SEPARATOR.split(_bare(line)) if part]
    return bool(parts) and all(is_name(part) for part in parts)


def labelled(line: str) -> bool:
    """Whether a line opens with a label, a colon, and a name: "الكاتب: محمد علي"."""
    label = byline_label(line)
    if not label or not label["colon"] or label["phrase"] in _HEADLINE_LABELS:
        return False
    return len(_WORD.findall(line)) <= 5


def _bare(line: str) -> str:
    """The line without bullets around it."""
    return line.strip().strip("*•()[]").strip()


_QUOTED = re.compile(r"[\"«»“”؟!]")  # '"'


def _prose(words: list[str]) -> bool:
    """Whether a word is there that no name holds: "في", "بعد", "أن"."""
    return any(word in _prose_words() for word in words)


@cache
def _prose_words() -> frozenset[str]:
    return phrases("prose")


def _without_names(line: str) -> str:
    """The line without the names of outlets, which may hold digits (فرانس 24)."""
    for found in reversed(named(line)):
        line = line[: found.start] + line[found.end :]
    return line


def byline_text(line: str) -> str | None:
    """The byline of a line as written: no bullets around it; None where it holds only a key."""
    text = _bare(line)
    return None if _UUID.fullmatch(text) or not text else text
