"""The person that a byline names: "أحمد الريدي" of "القاهرة - أحمد الريدي"; none in "دبي - رويترز"."""

import re
from functools import cache

from khabar.dates.folding import Folded, fold
from khabar.layout.datelines import is_place
from khabar.layout.outlets import named
from khabar.layout.phrases import byline_label, phrases
from khabar.resources import lexicon

_ASIDE = re.compile(r"\([^()]*\)")  # "(CNN)", "(الضفة الغربية)"
_PART = re.compile(r"(?:[^–—|/:،,ـ\n-]|(?<=\w)[-ـ](?=\w))+")  # "محمد علي" of "دبي ـ محمد علي"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # "الريدي"
_FOR = re.compile(r"\s+لل[^\W\d_].*$")  # "منى علي للنشرة العربية"
_WORDS = range(2, 6)  # of a person's name
# "هذا المقال بقلم منى علي، والآراء"
_BY = re.compile(r"(?<!\w)بقلم\s*:?\s*(?P<name>[^\W\d_]+(?:\s[^\W\d_]+){1,4}?)\s*(?=[،,.؛:()\n]|$)")


def author(byline: str, outlet: str | None) -> str | None:
    """The person that a byline names, as written; None where it names place, agency, outlet or source alone.

    >>> author("كتبت: منى الجيار - أسوان", None), author("دبي - رويترز", None), author("دوز - مراسل الميناء", "الميناء")
    ('منى الجيار', None, None)
    """
    label = byline_label(fold(byline))
    if label and label["phrase"] in phrases("source"):
        return None
    parts = [text for match in _PART.finditer(_ASIDE.sub("|", byline)) if (text := match.group().strip(" *•[]"))]
    for index, part in enumerate(parts):
        whole = _without_label(part)
        name = whole if named(fold(whole)) else _FOR.sub("", whole)
        # The first of several parts is a place, unless it follows a label or another part is one.
        first = index == 0 < len(parts) - 1 and len(whole) == len(part)
        if _is_person(name, outlet) and not (first and not any(_is_place(fold(other)) for other in parts[1:])):
            return name
    return None


def signed_by(notice: str) -> str | None:
    """The author that a notice names ("هذا المقال بقلم منى علي، والآراء …")."""
    match = _BY.search(notice)
    return match["name"] if match else None


def _without_label(part: str) -> str:
    """The part without "كتب", "من موفدنا" before the name."""
    folded = Folded(part)
    while (label := byline_label(folded.text)) and label.end():
        folded = Folded(folded.source[folded.origin(label.end()) :])
        if not folded.text:
            break
    return folded.source.strip()


def _is_person(name: str, outlet: str | None) -> bool:
    folded = fold(name)
    words = _WORD.findall(folded)
    if len(words) not in _WORDS or any(character.isdigit() for character in name) or named(folded) or _is_place(folded):
        return False
    if outlet and fold(outlet) in folded:
        return False
    return max(map(len, words)) > 2 and phrases("prose").isdisjoint(words) and words[0] not in phrases("post")


def _is_place(folded: str) -> bool:
    return is_place(folded) or folded in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(row["form"]) for rows in (lexicon("countries"), lexicon("country_aliases")) for row in rows)
