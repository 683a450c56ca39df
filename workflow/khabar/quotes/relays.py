"""The medium between a speaker and the article: an agency, an outlet or a social network."""

from khabar.quotes.article import Article
from khabar.quotes.roles import Mention
from khabar.quotes.statement import Statement
from khabar.text.phrases import Phrase
from khabar.text.words import is_medium, word_class

_MARKS = str.maketrans("", "", '"“”«»‹›#')


def relayed_by(article: Article, statement: Statement, speaker: str | None, mentions: list[Mention]) -> str | None:
    """Name of the medium that relayed the statement, or None; the speaker does not relay himself."""
    found = _relay(article, statement, mentions)
    return None if found == speaker else found


def _relay(article: Article, statement: Statement, mentions: list[Mention]) -> str | None:
    if statement.via:
        return _name(article, statement.via[0], mentions)
    if statement.cue is None:
        return None
    first, last = article.words.at(statement.cue.end), article.words.at(statement.span.start)
    for at in range(first, min(last, first + 60)):
        name = article.words.name_at[at]
        outside = (
            statement.phrase is None or not statement.phrase.start <= article.tokens[at].start < statement.phrase.end
        )
        if name < 0 or not outside:
            continue
        before = word_class(article.lex[at - 1]) if at else frozenset[str]()
        if is_medium(article.words, name) or ("medium" in before and mentions[name].kind == "ORG"):
            return mentions[name].canonical
    return None


def _name(article: Article, phrase: Phrase, mentions: list[Mention]) -> str:
    if phrase.names:
        return mentions[phrase.names[0]].canonical
    return article.text[phrase.start : phrase.end].translate(_MARKS)
