"""How far apart a trigger and another word stand, in grammar: what is between them."""

from functools import lru_cache
from typing import NamedTuple

from khabar.events.article import Article
from khabar.events.merging import Mention
from khabar.events.setting import is_clause_word
from khabar.text.words import is_complementizer, is_verb
from khabar.text.words import word_class as phrase_class

_STEPS = ((1, "1"), (2, "2"), (4, "3"), (8, "5"), (15, "9"))


class Gap(NamedTuple):
    """What stands between a trigger and another phrase."""

    side: str
    """A after the trigger, B before it."""
    tokens: int
    verbs: int
    clauses: int
    """Finite verbs, complementizers and relative pronouns."""
    complementizers: int
    commas: int

    @property
    def distance(self) -> str:
        """The number of tokens, in steps."""
        return next((name for most, name in _STEPS if self.tokens < most), "x")


class Clauses:
    """What stands between any two words of one article, counted once."""

    def __init__(self, article: Article) -> None:
        words = article.words
        sums = [(0, 0, 0, 0)]
        for token, lex, name in zip(words.tokens, words.lex, words.name_at, strict=True):
            verbs, clauses, complementizers, commas = sums[-1]
            verb, clause, complementizer = _signs(lex) if name < 0 else (0, 0, 0)
            comma = token.text in "،,:"
            sums.append((verbs + verb, clauses + clause, complementizers + complementizer, commas + comma))
        self._sums = sums

    def gap(self, token: int, first: int, last: int) -> Gap:
        """What stands between the trigger at `token` and tokens [first, last)."""
        side, low, high = ("A", token + 1, first) if first > token else ("B", last, token)
        high = max(low, high)
        before, after = self._sums[low], self._sums[high]
        return Gap(side, high - low, *(two - one for one, two in zip(before, after, strict=True)))


@lru_cache(maxsize=1 << 16)
def _signs(lex: str) -> tuple[int, int, int]:
    """Whether a word is a finite verb, whether it opens a clause, whether it is a complementizer."""
    return int(_is_finite(lex)), int(is_clause_word(lex)), int(is_complementizer(lex))


@lru_cache(maxsize=1 << 16)
def _is_finite(lex: str) -> bool:
    return is_verb(lex) and not phrase_class(lex)


def kind_of(mention: Mention) -> str:
    """Verb, passive, circumstance or noun, and what the lexicon row says of its arguments."""
    reading, trigger = mention.reading, mention.reading.trigger
    if reading.tense == "noun":
        return "n" + trigger.core[0] + ("d" if reading.definite else "p" if reading.pronoun else "")
    voice = "c" if reading.tense == "participle" else "P" if reading.passive else "V"
    return voice + ("o" if "obj" in trigger.recipient else "") + ("R" if trigger.core == "recipient" else "")
