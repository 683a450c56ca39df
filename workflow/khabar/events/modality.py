"""Whether an event took place, is to take place, may take place or did not: the words before its trigger say so."""

from functools import cache

from khabar.events.article import Article, Sentence
from khabar.events.triggers import Reading
from khabar.resources import lexicon
from khabar.text.tokens import lexical
from khabar.text.words import is_verb, word_class

MODALITIES = ("asserted", "planned", "denied", "hypothetical")

_REACH = 5  # tokens before the trigger in which a modal word governs it
_CONDITION_REACH = 12
_STOPS = frozenset(".؟!?؛;:\n")
_CONDITIONS = frozenset(("اذا", "لو", "فاذا", "واذا", "لئن"))
_ATTEMPTS = frozenset(("محاوله", "محاولات", "بمحاوله", "بمحاولات"))  # an attempted murder is an attack
_AT_LEAST = frozenset(("يقل", "تقل"))  # ما لا يقل عن: negates nothing
_NEGATIONS = frozenset(("لم", "لن", "لا", "ولم", "ولن", "ولا", "فلم", "فلن", "ليس", "ليست"))


def modality(article: Article, sentence: Sentence, token: int, reading: Reading) -> str:  # noqa: PLR0911 - one sign after the other
    """One of MODALITIES.

    لم يقصف is denied, سيقصف and يعتزم قصف are planned, إذا قصف and قد يقصف are hypothetical, everything else is
    asserted. A noun shares the negation of the verb that governs it (لم تجر أي تجربة).
    """
    before = _before(article, sentence, token)
    lex = article.words.lex
    nearest = [lex[at] for at in before[:2]]
    if _is_refusal_or_threat(reading):
        return "asserted"
    if nearest and (_kind(nearest[0]) == "denied" or (reading.tense != "noun" and "denied" in map(_kind, nearest[:1]))):
        return "denied"
    if reading.tense == "noun" and _negated_governor(article, before):
        return "denied"
    if reading.tense in ("present", "future") and nearest and nearest[0].removeprefix("و") == "قد":
        return "hypothetical"
    if any(lex[at] in _CONDITIONS for at in _before(article, sentence, token, _CONDITION_REACH)):
        return "hypothetical"
    if reading.tense == "future":
        return "planned"
    if nearest and nearest[0].removeprefix("ل") in _ATTEMPTS and reading.trigger.event_type == "ASSAULT":
        return "asserted"
    kinds = [kind for kind in (_kind(lex[at]) for at in before) if kind in ("planned", "hypothetical")]
    if reading.tense == "past":
        kinds = []
    if kinds:
        return kinds[0]
    if reading.tense == "noun" and _future_governor(article, before):
        return "planned"
    return "asserted"


def _is_refusal_or_threat(reading: Reading) -> bool:
    """Whether the negation is part of the act (لن يسمح), or the future is (سيرد): it takes place as it is said."""
    trigger = reading.trigger
    negated = any(c.side == "<" and not c.words.isdisjoint(_NEGATIONS) for c in trigger.requires)
    return (trigger.event_type == "REJECT" and negated) or (
        trigger.event_type == "THREATEN" and reading.tense == "future"
    )


def _before(article: Article, sentence: Sentence, token: int, reach: int = _REACH) -> list[int]:
    """Tokens before the trigger in its clause, nearest first."""
    found = []
    for at in range(token - 1, max(token - reach - 1, sentence.first - 1), -1):
        if article.words.tokens[at].text in _STOPS:
            break
        found.append(at)
    return found


def _negated_governor(article: Article, before: list[int]) -> bool:
    """Whether the nearest finite verb before a noun is negated."""
    for at in before:
        if article.words.lex[at] in _AT_LEAST:
            return False
        if is_verb(article.words.lex[at]) and not word_class(article.words.lex[at]):
            return at > 0 and article.words.lex[at - 1] in _NEGATIONS
    return False


def _future_governor(article: Article, before: list[int]) -> bool:
    for at in before:
        lex = article.words.lex[at].removeprefix("و")
        if is_verb(lex) and not word_class(lex):
            return lex.startswith(("سي", "ست")) and len(lex) > 4
    return False


def _kind(lex: str) -> str | None:
    words = _words()
    return words.get(lex) or words.get(lex.removeprefix("و"))


@cache
def _words() -> dict[str, str]:
    return {lexical(row["word"]): row["modality"] for row in lexicon("modality_words")}
