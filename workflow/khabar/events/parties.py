"""Who takes part: the phrase as written, the name in it, and whom a pronoun or a bare title stands for."""

from functools import lru_cache
from typing import Any, NamedTuple

from khabar.events.article import Article, Row, Sentence
from khabar.events.conditions import bare_forms
from khabar.events.triggers import word_class
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_role

_FEMININE_ENDS = ("ه", "ات", "ا")
_PLURAL_PRONOUNS = frozenset(("هم", "هن", "هما"))


class Party(NamedTuple):
    """One who acts or is acted upon."""

    start: int
    end: int
    text: str
    name: str | None
    """Canonical name of the named entity it stands for, if one is known."""
    mention: Row | None
    """The mention in the phrase or the one it is resolved to."""
    resolved: bool
    """Whether the party was found through a pronoun, a verb without subject or a bare title."""

    @property
    def key(self) -> str:
        """What two phrases for the same party share."""
        return self.name or lexical(self.text)


def party(article: Article, phrase: Phrase) -> Party | None:
    """The party that a noun phrase names: the person in it, else the name at its head, else the phrase."""
    if phrase.person is not None and phrase.person >= 0:
        return named(article, phrase.person)
    words = article.words
    mentions = [i for i in phrase.names if words.names[i].kind != "MISC"]
    head = words.lex[phrase.head]
    if mentions and words.name_at[phrase.head] == mentions[0]:
        return named(article, mentions[0])
    collective = not bare_forms(words.tokens[phrase.head].text).isdisjoint(word_class("collective"))
    if collective and mentions and words.name_at[min(phrase.head + 1, phrase.last - 1)] == mentions[0]:
        return named(article, mentions[0])
    start, end = phrase.start, min(phrase.end, _tail(article, phrase))
    text = article.text[start:end]
    if not any(letter.isalpha() for letter in text) or head.isdigit():
        return None
    mention = article.mentions[mentions[0]] if mentions else None
    holder = _holder(article, phrase) if mention is None else None
    if holder is not None:
        return Party(start, end, text, holder["canonical_name"], holder, True)
    return Party(start, end, text, None, mention, False)


def named(article: Article, index: int) -> Party:
    """The party that a mention names."""
    row = article.mentions[index]
    return Party(row["char_start"], row["char_end"], row["text"], row["canonical_name"], row, False)


def pronoun(article: Article, sentence: Sentence, token: int, form: str, near: Party | None) -> Party | None:
    """Whom an attached pronoun means: the subject of the governing verb if it agrees, else the first name before it."""
    feminine, plural = form == "ها", form in _PLURAL_PRONOUNS
    if near is not None and agrees(near, feminine, plural):
        return near._replace(resolved=True)
    if form in ("نا", "ي"):
        return None
    found = first_name(article, sentence, token, feminine, plural)
    return found._replace(resolved=True) if found else None


def first_name(article: Article, sentence: Sentence, token: int, feminine: bool, plural: bool) -> Party | None:
    """The first name of the sentence before the token that agrees in gender."""
    seen = set()
    for at in range(max(sentence.first, token - 60), token):
        index = article.words.name_at[at]
        if index >= 0 and index not in seen:
            seen.add(index)
            if article.words.names[index].kind != "MISC":
                found = named(article, index)
                if agrees(found, feminine, plural):
                    return found
    return None


def agrees(found: Party, feminine: bool, plural: bool) -> bool:
    """Whether the party can be the subject of a verb, or the owner of a pronoun, of this gender."""
    kind = found.mention["entity_type"] if found.mention is not None else None
    if plural:
        return kind is None or kind == "ORG"
    if kind == "LOC":
        return feminine
    if kind == "PER":
        role = found.mention["role"] if found.mention is not None else None
        woman = bool(role) and lexical(str(role).split()[0]).endswith("ه")
        return feminine == woman
    first = lexical(found.text.split()[0])
    if kind == "ORG" and not first.startswith("ال") and len(found.text.split()) == 1:
        return True  # حماس, داعش: both occur
    return feminine == first.endswith(_FEMININE_ENDS)


def _tail(article: Article, phrase: Phrase) -> int:
    """End of the phrase without what follows a comma, a bracket or a relative pronoun."""
    for at in range(phrase.first + 1, phrase.last):
        text = article.words.tokens[at].text
        if text in "،,(" or article.words.lex[at] in ("الذي", "التي", "الذين", "اللذين", "اللذان"):
            return article.words.tokens[at - 1].end
    return phrase.end


def _holder(article: Article, phrase: Phrase) -> Row | None:
    """The person who holds the office that a bare title names: الوزير, الرئيس الأميركي.

    The only person of the article whose role has all words of the title; the last one before it if there are several.
    """
    if not is_role(article.words.lex[phrase.head]):
        return None
    wanted = _role_words(article.text[phrase.start : phrase.end])
    fitting: list[Any] = [
        row
        for row in article.mentions
        if row["entity_type"] == "PER" and row["role"] and wanted <= _role_words(row["role"])
    ]
    names = {row["canonical_name"] for row in fitting}
    if len(names) == 1:
        return fitting[0]  # type: ignore[no-any-return]
    before = [row for row in fitting if row["char_end"] <= phrase.start]
    return before[-1] if before else None


@lru_cache(maxsize=1 << 12)
def _role_words(text: str) -> frozenset[str]:
    words = (lexical(word) for word in text.replace("،", " ").split())
    return frozenset((w[2:] if w.startswith("ال") else w).replace("يكي", "يك") for w in words)
