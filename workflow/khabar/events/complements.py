"""What follows a trigger, in order: noun phrases and prepositional phrases, up to the end of the clause."""

from functools import cache
from typing import NamedTuple

from khabar.events.article import Article, Sentence
from khabar.events.triggers import readings
from khabar.events.triggers import word_class as event_class
from khabar.text.phrases import Phrase
from khabar.text.words import is_adjective, is_complementizer, is_masdar, is_role, is_verb, word_class

_AGENT = {("من", "قبل"), ("من", "جانب"), ("من", "طرف"), ("علي", "يد"), ("علي", "ايدي"), ("علي", "ايادي")}
_CLAUSE_END = frozenset(".؟!?؛;:\n")
_MARKS = frozenset("\"«»“”'‘’()-–—#[]")
_MAX_TOKENS = 30
_MAX_PARTS = 6
_MAX_OFFICE = 20  # tokens of an apposition


@cache
def _is_prefixed(lex: str) -> bool:
    """Whether the first letter of a word with ب or ل is a preposition, by what the rest is: بإرسال, لمواطنين."""
    rest = lex[1:]
    if rest in event_class("carrier"):
        return True
    known = word_class(rest) | word_class(rest.removeprefix("ال"))
    return bool(known) or is_masdar(rest) or is_role(rest) or is_adjective(rest) or bool(readings(rest))


class Complement(NamedTuple):
    """One phrase after a trigger and how it is attached."""

    marker: str
    """"" a bare noun phrase; "و" joined to the one before; "agent" من قبل and the like; else the preposition."""
    phrase: Phrase
    token: int
    """Where it begins, preposition included."""


def complements(article: Article, sentence: Sentence, start: int) -> list[Complement]:
    """Complements from token `start` on.

    Stops at a stop mark, a verb, a complementizer, a relative pronoun, or a comma that encloses nothing but a time.
    """
    if start not in article.complements:
        article.complements[start] = _Walk(article, sentence, start).run()
    return article.complements[start]


class _Walk:
    def __init__(self, article: Article, sentence: Sentence, start: int) -> None:
        self.words = article.words
        self.reader = article.reader
        self.at = start
        self.limit = min(sentence.last, start + _MAX_TOKENS)
        self.dates = {article.words.at(d.start): article.words.at(d.end) for d in article.dates(sentence)}
        self.found: list[Complement] = []
        self.misses = 0

    def run(self) -> list[Complement]:
        while self.at < self.limit and len(self.found) < _MAX_PARTS and self.misses < 3:
            if not self._step():
                break
        return self.found

    def _step(self) -> bool:  # noqa: PLR0911 - one kind of token after the other
        text, lex = self.words.tokens[self.at].text, self.words.lex[self.at]
        if "relative" in word_class(lex):
            return self._relative()
        if text in _CLAUSE_END or is_complementizer(lex):
            return False
        if self.at in self.dates:
            self.at = max(self.dates[self.at], self.at + 1)
            return True
        if text in "،,":
            return self._comma()
        if not lex or text in _MARKS or lex in event_class("adverb") or lex in event_class("with_pronoun"):
            self.at += 1
            return True
        if self.words.name_at[self.at] < 0 or self._clitic():
            return self._word(lex)
        return self._take("", 0, self.at)

    def _comma(self) -> bool:
        """Goes on after a comma only behind what stands between two: a date (، الأحد،), the office of a person."""
        after = self.dates.get(self.at + 1)
        if after is None and self._closes_apposition():
            self.at += 1
            return True
        if after is None:
            after = self._office()
        if after is None:
            return False
        self.at = after + 1 if after < self.limit and self.words.tokens[after].text in "،," else after
        return True

    def _relative(self) -> bool:
        """Goes on behind a relative clause on the office of a person: X، المتحدث باسم التحالف الذي …،."""
        last = self.found[-1].phrase if self.found else None
        if last is None or last.person is None or last.last != self.at:
            return False
        if not any(self.words.tokens[at].text in "،," for at in range(last.first, last.last)):
            return False
        for at in range(self.at + 1, min(self.at + _MAX_OFFICE, self.limit)):
            if self.words.tokens[at].text in "،,":
                self.at = at + 1
                return True
        return False

    def _closes_apposition(self) -> bool:
        """Whether the comma ends a name in apposition that one opened: رئيس الكتلة، عبد الرحيم السوسي، الحكومة."""
        last = self.found[-1].phrase if self.found else None
        if last is None or last.last != self.at or last.person is None:
            return False
        return any(self.words.tokens[at].text in "،," for at in range(last.first, last.last))

    def _office(self) -> int | None:
        """Token of the comma that ends an apposition to the person just read: X، المتحدث باسم …،."""
        if not self.found or self.found[-1].phrase.person is None or self.found[-1].phrase.last != self.at:
            return None
        if self.at + 1 >= self.limit or not is_role(self.words.lex[self.at + 1]):
            return None
        for at in range(self.at + 2, min(self.at + _MAX_OFFICE, self.limit)):
            if self.words.tokens[at].text in "،,":
                return at
            if self.words.tokens[at].text in _CLAUSE_END or is_complementizer(self.words.lex[at]):
                return None
        return None

    def _clitic(self) -> int:
        """Characters attached before a name: 2 in "وبروسيا"."""
        token, name = self.words.tokens[self.at], self.words.name_at[self.at]
        return max(self.words.names[name].start - token.start, 0) if name >= 0 else 0

    def _word(self, lex: str) -> bool:  # noqa: PLR0911 - one way of attachment after the other
        following = self.words.lex[self.at + 1] if self.at + 1 < self.limit else ""
        plain = lex[1:] if lex.startswith("و") and lex[1:] in event_class("preposition") else lex
        if (plain, following) in _AGENT:
            return self._take("agent", 0, self.at + 2)
        if lex in event_class("agent"):
            return self._take("agent", 0, self.at + 1)
        if plain in event_class("preposition"):
            return self._take(plain, 0, self.at + 1)
        clitic = self._clitic()
        if clitic:
            letters = self.words.tokens[self.at].text[:clitic]
            return self._take(letters[-1] if letters[-1] in "بل" else "و", clitic, self.at)
        if is_verb(lex) and not word_class(lex) and lex not in event_class("numeral"):
            return False
        if lex.startswith("لل") and len(lex) > 4:
            return self._take("ل", 1, self.at)
        if lex.startswith("وال") and len(lex) > 4:
            return self._take("و", 1, self.at)
        if lex.startswith("بال") and len(lex) > 4:
            return self._take("ب", 1, self.at)
        if lex[0] in "بل" and len(lex) > 3 and not word_class(lex) and _is_prefixed(lex):
            return self._take(lex[0], 1, self.at)
        if lex[0] == "و" and len(lex) > 3 and not word_class(lex) and self.found:
            phrase = self.reader.after(self.at, 1)
            if phrase is not None:
                return self._add("و", phrase, self.at)
        return self._take("", 0, self.at)

    def _take(self, marker: str, skip: int, at: int) -> bool:
        while at < self.limit and self.words.tokens[at].text in _MARKS and self.words.tokens[at].text != "#":
            at += 1
        if at < self.limit and marker and not skip and at in self.dates:
            self.at = max(self.dates[at], at + 1)
            return True
        phrase = self._counted(at, skip) if at < self.limit else None
        if phrase is None:
            self.misses += 1
            self.at = max(at, self.at + 1)
            return True
        return self._add(marker, phrase, self.at)

    def _counted(self, at: int, skip: int) -> Phrase | None:
        """The noun phrase at a token, with a numeral before it: تسعة متظاهرين, نحو ألف طفل."""
        phrase = self.reader.after(at, skip)
        numeral = phrase is None and self.words.lex[at] in event_class("numeral") and at + 1 < self.limit
        if not numeral:
            return phrase
        counted = self._counted(at + 1, 0)
        return counted._replace(start=self.words.tokens[at].start, first=at) if counted is not None else None

    def _add(self, marker: str, phrase: Phrase, token: int) -> bool:
        self.found.append(Complement(marker, phrase, token))
        self.misses = 0
        self.at = max(phrase.last, self.at + 1)
        return True
