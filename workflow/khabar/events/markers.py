"""Nouns for people and bodies with what is attached to them, and what stands before a phrase."""

from functools import lru_cache

from khabar.events.article import Article
from khabar.events.parties import Party, sectors
from khabar.events.triggers import bare_forms, word_class
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_role, is_verb
from khabar.text.words import word_class as phrase_class

_PREPOSITIONS = frozenset(
    ("من", "علي", "الي", "مع", "في", "ضد", "بين", "عن", "امام", "لدي", "تجاه", "نحو", "بحق", "حيال", "ازاء")
)


@lru_cache(maxsize=1 << 16)
def is_somebody(word: str) -> bool:
    """Whether a word, clitics off, is a noun for people or bodies."""
    forms = bare_forms(word)
    if not forms.isdisjoint(word_class("never")) or not forms.isdisjoint(word_class("adjective")):
        return False
    return any(form in sectors() or is_role(form) for form in forms)


@lru_cache(maxsize=1 << 16)
def attached(word: str) -> int:
    """How many characters of conjunction and preposition stand before a noun for people or bodies.

    >>> attached("وللحكومة"), attached("للوزراء"), attached("وزراء")
    (2, 1, 0)
    """
    for cut in (0, 1, 2):
        rest = word[cut:]
        if cut and (word[cut - 1] not in "وفبلك" or len(rest) < 3):
            break
        if cut and word[cut - 1] == "ل" and rest.startswith("ل"):
            rest = "ا" + rest
        keys = {lexical(rest), lexical(rest).removeprefix("ال")}
        if any(key in sectors() or is_role(key) for key in keys):
            return cut
    return 0


def marker(article: Article, party: Party, at: int, floor: int) -> str:
    """What stands before a phrase that begins at token `at`: its preposition or clitic, or the kind of the word."""
    words = article.words
    token = words.tokens[at]
    clitics = party.start - token.start if token.start <= party.start < token.end else 0
    if not clitics and words.name_at[at] < 0:
        clitics = attached(token.text)
    if clitics:
        letter = token.text[clitics - 1]
        return letter if letter in "بلك" else "و"
    if at <= floor:
        return "^"
    at -= 1
    while at > floor and words.tokens[at].text in '"«“#(':
        at -= 1
    text = words.tokens[at].text
    if not text[0].isalnum():
        return text[0] if text[0] in "،:" else "."
    return "name" if words.name_at[at] >= 0 else _marker_word(words.lex[at])


@lru_cache(maxsize=1 << 16)
def _marker_word(lex: str) -> str:  # noqa: PLR0911 - one kind of word after the other
    plain = lex.removeprefix("و")
    if plain in _PREPOSITIONS:
        return plain
    if plain in word_class("preposition"):
        return "preposition"
    if is_complementizer(lex):
        return "ان"
    if "relative" in phrase_class(lex):
        return "relative"
    if is_verb(lex) and not phrase_class(lex):
        return "verb"
    if len(lex) > 3 and lex[0] in "بل" and not phrase_class(lex):
        return "noun" + lex[0]
    return "definite" if lex.startswith("ال") else "noun"
