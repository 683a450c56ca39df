"""Tokens, lexicon forms and the clitics that Arabic writes together with the next word.

A token is a word, a number or one punctuation mark. Clitics stay inside the token ("وبطرابلس" is one token);
`proclitic_splits` lists the ways to take them off, shortest first, so that spans stay exact.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
# One word with its diacritics and tatweel: "مُتظاهرون", "Twitter"; or a number with its separators: "106,78",
# "٣٫٥"; or a single other mark: "«".
_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}\u0640])*|\d+(?:[.,٫٬]\d+)*|\S")
_DIACRITIC = re.compile(f"[{_MARKS}\u0640]")  # "مُتظـاهر" → "متظاهر"
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"})
# Conjunction, then preposition or future marker, then the article: "وبال", "فس", "لل".
_PROCLITICS = ("", "و", "ف", "ب", "ك", "ل", "س", "وب", "وك", "ول", "وس", "فب", "فك", "فل", "فس")


class Token(NamedTuple):
    """One token and where it stands: text[start:end]."""

    start: int
    end: int
    text: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of text[start:end], with offsets into the whole text.

    >>> [t.text for t in tokenize("قال: «3,5 ملايين»")]
    ['قال', ':', '«', '3,5', 'ملايين', '»']
    """
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group()) for m in matches]


def count_tokens(text: str, start: int = 0, end: int | None = None) -> int:
    """How many tokens `tokenize` would find.

    >>> count_tokens("قال: «3,5 ملايين»")
    6
    """
    return len(_TOKEN.findall(text, start, len(text) if end is None else end))


@lru_cache(maxsize=1 << 17)
def lexical(word: str) -> str:
    """The form under which lexicons are looked up: no diacritics, no tatweel, hamza seats and final letters folded.

    >>> lexical("أُعْلِنَت"), lexical("إلى"), lexical("وزارة")
    ('اعلنت', 'الي', 'وزاره')
    """
    return _DIACRITIC.sub("", word).translate(_FOLD)


@lru_cache(maxsize=1 << 17)
def proclitic_splits(word: str) -> tuple[tuple[int, str], ...]:
    """Ways to read `word` as attached clitics and a rest of at least two letters: (length of clitics, rest).

    The first way is always (0, word). Which reading is right is for a lexicon or a model to decide.

    >>> proclitic_splits("وبطرابلس")
    ((0, 'وبطرابلس'), (1, 'بطرابلس'), (2, 'طرابلس'))
    >>> proclitic_splits("للأمم")
    ((0, 'للأمم'), (1, 'لأمم'))
    """
    return tuple((len(p), word[len(p) :]) for p in _PROCLITICS if word.startswith(p) and len(word) - len(p) >= 2)
