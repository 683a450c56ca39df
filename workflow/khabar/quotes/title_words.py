"""What the words of a title mean, so that two titles of one person can be compared."""

from collections.abc import Iterable, Sequence
from functools import cache

from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.resources import lexicon
from khabar.text.tokens import lexical

FORMER = speaker_words("former")
_GOVERNMENT = frozenset(("حكومه", "وزراء"))


@cache
def _countries() -> dict[str, str]:
    """Names of countries and nationality adjectives, without article → ISO 3166-1 alpha-3 code."""
    names = {lexical(row["form"]): row["iso3"] for row in lexicon("countries")}
    adjectives = {lexical(row["form"]): row["iso3"] for row in lexicon("demonyms")}
    return {form.removeprefix("ال"): code for form, code in (adjectives | names).items() if len(form) > 3}


def stem(lex: str) -> str:
    """Lexicon form without attached conjunction, preposition and article."""
    word = lex.removeprefix("و").removeprefix("لل").removeprefix("ل") if len(lex) > 4 else lex
    return word.removeprefix("ال")


def meanings(words: Sequence[str]) -> frozenset[str]:
    """What the words of a title mean: countries and their adjectives are one, رئيس الحكومة is رئيس الوزراء."""
    found = set()
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2]).removeprefix("و").removeprefix("ال")
        if at + 1 < len(words) and pair in _countries():
            found.add(_countries()[pair])
            at += 2
            continue
        word = stem(words[at])
        found.add("وزراء" if word in _GOVERNMENT else _countries().get(word, word))
        at += 1
    return frozenset(found)


def countries(found: Iterable[str]) -> frozenset[str]:
    """The countries among such meanings."""
    return frozenset(word for word in found if word.isascii())
