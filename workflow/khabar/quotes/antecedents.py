"""The speaker before a relative pronoun, whose verb has no subject of its own: "ندد به الاتحاد الذي قال إن"."""

from khabar.quotes.article import Article
from khabar.quotes.grammar import agrees, is_animate
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import RELATIVE
from khabar.text.phrases import Phrase
from khabar.text.words import is_verb

_FURTHEST = 14  # tokens from the first word of the antecedent to the pronoun
_BETWEEN = frozenset(("كان", "كانت", "كانوا", "قد", "سبق", "ايضا"))
_PREFIXES = ("لل", "ول", "ل", "ب", "و", "ك", "ف")  # "لشركة", "بالوزير"


def antecedent(article: Article, statement: Statement) -> Phrase | None:
    """The longest phrase that ends at the relative pronoun before the cue and agrees with the verb.

    None if no pronoun stands there, or if the verb has a pronoun of its own that points back to it (الذي وصفته).
    """
    form, at, first = statement.form, statement.token, article.units[statement.unit].first
    while at > first and article.lex[at - 1] in _BETWEEN:
        at -= 1
    relative = article.lex[at - 1] if at > first else ""
    if form is None or form.tense not in ("past", "present", "future") or relative not in RELATIVE:
        return None
    if relative.startswith("و") or _points_back(article, statement, relative):
        return None
    end = at - 1
    if end > first and article.tokens[end - 1].text in "،,":
        end -= 1
    for start in range(max(first, end - _FURTHEST), end):
        phrase = _phrase(article, start, end)
        if phrase is None:
            continue
        if relative == "الذين" or (
            is_animate(article.words, phrase) and agrees(article.words, phrase, form, before=True)
        ):
            return phrase
    return None


def _phrase(article: Article, start: int, end: int) -> Phrase | None:
    """The phrase of these tokens, an attached preposition before it left out."""
    text = article.tokens[start].text
    name = article.words.name_at[start]
    if name >= 0 and article.words.names[name].start < article.tokens[start].start:
        return None  # inside a name
    if name < 0 and is_verb(article.lex[start]):
        return None  # "وصل الوزير"
    for prefix in ("", *_PREFIXES):
        if not text.startswith(prefix) or len(text) < len(prefix) + 2:
            continue
        skip = 1 if prefix == "لل" else len(prefix)
        phrase = article.reader.after(start, skip)
        if phrase is not None and phrase.last == end:
            return phrase
    return None


def _points_back(article: Article, statement: Statement, relative: str) -> bool:
    """Whether the verb has an object pronoun in the number and gender of the relative pronoun."""
    text = article.tokens[statement.token].text
    surface = statement.form.surface if statement.form is not None else ""
    attached = text[text.find(surface) + len(surface) :] if surface in text else ""
    own = {"الذي": "ه", "التي": "ها", "الذين": "هم"}
    return attached == own[relative]
