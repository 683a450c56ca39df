"""Whom a noun without a name points back to: who holds an office, which body is meant."""

from functools import lru_cache

from khabar.events.article import Article, Row
from khabar.events.triggers import word_class
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_role


def holder(article: Article, phrase: Phrase) -> Row | None:
    """The person who holds the office that a bare title names: الوزير, الرئيس الأميركي.

    The only person of the article whose role has all words of the title; the last one before it if there are several.
    """
    if not is_role(article.words.lex[phrase.head]):
        return None
    wanted = _role_words(article.text[phrase.start : phrase.end])
    if not wanted & _role_words(" ".join(word.text for word in article.words.tokens[phrase.head : phrase.head + 1])):
        return None
    fitting = [row for row in article.people_with_role if wanted <= _role_words(row["role"])]
    names = {row["canonical_name"] for row in fitting}
    if len(names) == 1:
        return fitting[0]
    before = [row for row in fitting if row["char_end"] <= phrase.start]
    return before[-1] if before else None


def body(article: Article, phrase: Phrase) -> Row | None:
    """The body that a bare definite noun points back to: الحركة, المنظمة; the last one before it of that kind."""
    words = article.words
    head = words.lex[phrase.head]
    if phrase.last - phrase.first != 1 or not head.startswith("ال") or head[2:] not in word_class("body"):
        return None
    for row in reversed(article.bodies):
        if row["char_end"] <= phrase.start and head[2:] in article.kind_of(row):
            return row
    return None


@lru_cache(maxsize=1 << 12)
def _role_words(text: str) -> frozenset[str]:
    words = (lexical(word) for word in text.replace("،", " ").split())
    return frozenset((w[2:] if w.startswith("ال") else w).replace("يكي", "يك") for w in words)
