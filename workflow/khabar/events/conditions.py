"""Whether the words around a trigger allow it: the requires and excludes columns of the trigger lexicon."""

from collections.abc import Iterator

from khabar.events.article import Article, Sentence, window
from khabar.events.triggers import Condition, Reading, bare_forms

_STOPS = frozenset(".؟!?؛;\n:")
_AFTER_VERB = 9  # tokens: a subject may stand between a verb and its object
_AFTER_NOUN = 3
_BEFORE = 3
_REACHES = {"+": 1, "=": 5, "»": 25}


def allowed(article: Article, sentence: Sentence, token: int, reading: Reading) -> bool:
    """Whether every required condition and no excluded one holds."""
    trigger = reading.trigger
    if trigger.scope == "future" and reading.tense != "future":
        return False
    near = _Near(article, sentence, token, reading)
    return all(near.holds(c) for c in trigger.requires) and not any(near.holds(c) for c in trigger.excludes)


def matched_after(article: Article, sentence: Sentence, token: int, reading: Reading) -> int | None:
    """Token of the word after the trigger that a required condition asks for, if it asks for one."""
    near = _Near(article, sentence, token, reading)
    for condition in reading.trigger.requires:
        if condition.side in ">=+»":
            for at in near.after(_REACHES.get(condition.side, near.reach)):
                if bare_forms(article.words.tokens[at].text) & condition.words:
                    return at
    return None


class _Near:
    def __init__(self, article: Article, sentence: Sentence, token: int, reading: Reading) -> None:
        self.article = article
        self.words = article.words
        self.sentence = sentence
        self.token = token
        self.reach = _AFTER_NOUN if reading.tense == "noun" else _AFTER_VERB
        self.relative = bool(reading.pronoun) and reading.tense != "noun"

    def holds(self, condition: Condition) -> bool:
        if condition.side == "~":
            if not condition.phrases:
                return not condition.words.isdisjoint(self.article.forms_around(self.sentence, self.token))
            low, high = window(self.sentence, self.token)
            places: list[int] = [i for i in range(low, high) if i != self.token]
        elif condition.side == "<":
            places = list(self.before())
        else:
            places = list(self.after(_REACHES.get(condition.side, self.reach)))
            if self.relative:  # "مبادرة طرحها": what is required stands before
                places += list(range(max(self.token - 8, self.sentence.first), self.token))
        if any(not condition.words.isdisjoint(bare_forms(self.words.tokens[i].text)) for i in places):
            return True
        return any(self._phrase(phrase, places) for phrase in condition.phrases)

    def _phrase(self, phrase: tuple[str, ...], places: list[int]) -> bool:
        tokens = self.words.tokens
        return any(
            i + len(phrase) <= len(tokens)
            and all(word in bare_forms(tokens[i + k].text) for k, word in enumerate(phrase))
            for i in places
        )

    def after(self, reach: int) -> Iterator[int]:
        for at in range(self.token + 1, min(self.token + 1 + reach, self.sentence.last)):
            if self.words.tokens[at].text in _STOPS:
                return
            yield at

    def before(self) -> Iterator[int]:
        for at in range(self.token - 1, max(self.token - 1 - _BEFORE, self.sentence.first - 1), -1):
            if self.words.tokens[at].text in _STOPS:
                return
            yield at
