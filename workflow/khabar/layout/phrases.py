"""What marks a line as no body text: the lexicon `line_phrases` as patterns over folded lines."""

import re
from functools import cache

from khabar.dates.calendar import alternatives
from khabar.dates.folding import fold
from khabar.resources import lexicon


@cache
def phrases(kind: str) -> frozenset[str]:
    """Folded lower-case phrases of one kind."""
    return frozenset(fold(row["phrase"]).lower() for row in lexicon("line_phrases") if row["kind"] == kind)


@cache
def _opening(kind: str, behind: str) -> re.Pattern[str]:
    """A phrase of that kind at the start of a line, after bullets: "* اقرأ أيضا:"."""
    return re.compile(rf"[\W_]{{0,12}}(?P<phrase>{alternatives(phrases(kind))})(?!\w){behind}", re.IGNORECASE)


@cache
def _anywhere(kind: str) -> re.Pattern[str]:
    """A phrase of that kind as whole words, "و" before it or not."""
    return re.compile(rf"(?<!\w)و?(?:{alternatives(phrases(kind))})(?!\w)", re.IGNORECASE)


def related_label(line: str) -> re.Match[str] | None:
    """The label that makes a folded line a link to another piece: "اقرأ أيضا", "للمزيد:"."""
    kinds = (
        ("related", r"\s*(?:[:.…ـ\-–|]+|$)?"),
        ("related-colon", r"\s*(?:[:|]|[.]{2}|…)"),
        ("related-more", r"\s*(?:[:،|]|[.]{2}|…|[-–—]\s)"),
    )
    return next((label for kind, behind in kinds if (label := _opening(kind, behind).match(line))), None)


def is_connected(line: str) -> bool:
    """Whether a folded line goes on from the one before it: "وأضاف", "كما", "من جهته"."""
    words = [word.rstrip("،,:") for word in line.split(maxsplit=2)[:2]]
    return words[0].startswith(("و", "ف")) or not phrases("connective").isdisjoint((words[0], " ".join(words)))


def is_notice(line: str) -> bool:
    """Whether a folded line is a notice of the outlet about itself: "تابعونا على تويتر"."""
    return bool(_opening("notice-start", "").match(line) or _anywhere("notice").search(line))


def caption_label(line: str) -> re.Match[str] | None:
    """What marks a folded line as caption or credit at its start: "مصدر الصورة", "صورة أرشيفية:"."""
    return _opening("caption", r"\s*(?:[:\-–/]|$|\()").match(line)


# "(أرشيفية)", "(أ ف ب)", "- أرشيفية" at the end of a caption
_CREDIT_BEHIND = re.compile(
    r"(?:[(\[]\s*(?:صوره\s+)?(?:ارشيفيه|ارشيف|من الارشيف|تعبيريه|ا ف ب|رويترز|الاناضول|Getty|AFP|AP|EPA|Reuters)"
    r"[^()]{0,25}[)\]]"
    r"|[-–]\s*(?:صوره\s+)?(?:ارشيفيه|ارشيف))\s*$",
    re.IGNORECASE,
)


def ends_in_credit(line: str) -> bool:
    """Whether a folded line ends as captions do: "… في القاهرة (أرشيفية)"."""
    return bool(_CREDIT_BEHIND.search(line, max(0, len(line) - 60)))


def byline_label(line: str) -> re.Match[str] | None:
    """What stands before an author or source in a folded line: "كتب:", "بقلم", "* نقلا عن"."""
    return _opening("byline", r"\s*(?P<colon>[:\-–/|])?\s*").match(line)


def title_label(line: str) -> re.Match[str] | None:
    """A label before the headline of a folded line: "العنوان:"."""
    return _opening("title", r"\s*:\s*").match(line)


# What parts of page furniture are separated by: "الرئيسية > أخبار > سياسة"
_FURNITURE_BREAK = re.compile(r"\s*[>»›/|•·،,\-–]\s*|\s{2,}")


def is_furniture(line: str) -> bool:
    """Whether a folded line is page furniture: section names, counters, rules ("سياسة", "-----", "A A A", "125")."""
    if not any(character.isalpha() for character in line):
        return True
    if len(line) > 120:
        return False
    parts = [part.lower() for part in _FURNITURE_BREAK.split(line.strip()) if part]
    return bool(parts) and all(part in phrases_of_sections() or len(part) == 1 or part.isdigit() for part in parts)


@cache
def phrases_of_sections() -> frozenset[str]:
    """Folded names of sections and buttons of a page."""
    return phrases("section")
