"""Names of bodies by their grammar: a head noun, its complement, adjectives, what it is for.

"الهيئة الوطنية للنفط والغاز", "مركز الدراسات العربية المعاصرة", "هيئة الإذاعة النمساوية". The words come from the
glossary of bodies (lexicons/body_words.tsv).
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from khabar.entities.gazetteer import readings
from khabar.entities.keys import name_key
from khabar.entities.lists import nationalities
from khabar.entities.propagation import Run
from khabar.resources import lexicon
from khabar.text.tokens import lexical

_PRECISION = 0.8
# Head nouns of bodies. Folded, without the article.
_HEADS = frozenset((
    "لجنه", "هيئه", "معهد", "مركز", "صندوق", "ديوان", "مفوضيه", "مؤسسه", "جمعيه", "اتحاد", "وكاله", "تلفزيون",
    "اذاعه", "اكاديميه", "جهاز", "مصلحه", "خطوط", "سلاح", "مجلس", "محكمه", "رابطه", "نقابه", "وزاره", "متحف", "جامعه",
))  # fmt: skip
# Adjectives that make a body one of its kind; others ("محلي") do not. Folded, without the article.
_TELLING = frozenset((
    "وطني", "وطنيه", "اعلي", "عليا", "عام", "عامه", "ملكي", "ملكيه", "سلطاني", "مركزيه", "مستقل", "مستقله", "دولي",
    "دوليه",
))  # fmt: skip
_OF_YEARS = frozenset(("الماضي", "المقبل", "الجاري", "الحالي", "القادم", "المنصرم"))  # "العام الماضي": last year


def composed_bodies(number: int, folded: Sequence[str], rule_id: str) -> Iterator[Run]:
    """Bodies whose every word the glossary knows, each as long as its grammar goes on."""
    i = 0
    while i < len(folded) - 1:
        end = _end(folded, i) if _is_head(folded[i]) else i
        if end > i + 1:
            yield Run(number, i, end - 1, "ORG", _PRECISION, rule_id)
        i = max(end, i + 1)


def _end(folded: Sequence[str], i: int) -> int:
    """Where the body's name ends that begins at word `i`; `i` if what follows tells it apart from no other."""
    is_definite = any(reading.startswith("ال") for _, reading in readings(folded[i]))
    is_told = False
    j = i + 1
    while j < len(folded):
        word = folded[j]
        bare = word.removeprefix("ال")
        if word == "العام" and folded[j + 1 : j + 2] and folded[j + 1] in _OF_YEARS:
            break
        if word != bare and (bare in _words("adjective") or _is_nationality(word)):
            is_told = is_told or bare in _TELLING or _is_nationality(word)
        elif word.startswith("لل") and word[2:] in _words("noun") and (is_definite or j > i + 1):
            is_told = True
        elif word != bare and bare in _words("noun"):
            if is_definite or j > i + 1:
                break
        elif not (j > i + 1 and word.startswith("وال") and word[3:] in _words("noun")):
            break
        j += 1
    return j if is_told else i


@lru_cache(maxsize=1 << 16)
def _is_head(word: str) -> bool:
    return any(reading.removeprefix("ال") in _HEADS for _, reading in readings(word))


@lru_cache(maxsize=1 << 16)
def _is_nationality(word: str) -> bool:
    return name_key(word) in nationalities()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexical(row["form"]) for row in lexicon("body_words") if row["kind"] == kind)
