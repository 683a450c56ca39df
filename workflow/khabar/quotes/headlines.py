"""Headlines of the form NAME: what he says."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Frame
from khabar.quotes.grammar import is_animate
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import quote_words
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.words import is_role, is_verb, word_class

_TOPICS = quote_words("topic")
_SPEECH = quote_words("speech_start")


def headline_statement(article: Article, unit: Unit, number: int, frames: list[Frame]) -> Statement | None:
    """The statement of a headline with a colon, or None: "الحريري: على حكومة الوفاق أن"."""
    a = article
    colon = next((at for at in range(unit.first, unit.last) if a.tokens[at].text == ":" and a.inside[at] < 0), None)
    if colon is None or colon + 1 >= unit.last or colon == unit.first:
        return None
    first = _after_dots(a, unit, colon)
    phrase = _speaker(a, first, colon)
    if phrase is None or not _speaks(a, phrase, colon):
        return None
    content = _content(a, colon + 1, unit)
    verb = next((f for f in frames if f.token < colon and f.complement.kind in ("colon", "quote") and f.phrase), None)
    if verb is None:
        verb_token = next((f for f in frames if first <= f.token < colon), None)
        verb = verb_token if verb_token is not None and verb_token.complement.first > colon else None
    statement = Statement(content, "direct", "headline", number, phrase=phrase, token=phrase.first)
    if verb is not None:
        statement.cue, statement.lemma = Span(verb.start, verb.end), verb.cue.lemma
        statement.cue_class, statement.form, statement.token = verb.cue.cue_class, verb.form, verb.token
    return statement


def _after_dots(a: Article, unit: Unit, colon: int) -> int:
    """A headline may hold two parts: "...الأمريكان.. و"الوفاق": سنواصل"."""
    first = unit.first
    for at in range(unit.first, colon):
        if a.tokens[at].text in ".…|":
            first = at + 1
    return first


def _speaker(a: Article, first: int, colon: int) -> Phrase | None:
    """The phrase before the colon, without "و" and the marks of a name: و"الوفاق"."""
    if first < colon and a.tokens[first].text == "و":
        first += 1
    if first >= colon:
        return None
    name = a.words.name_at[first]
    joined = name >= 0 and a.tokens[first].text.startswith("و") and a.words.names[name].start > a.tokens[first].start
    if first in a.opens and first + 1 < colon:
        first += 1
    return a.reader.after(first, 1 if joined else 0)


def _speaks(a: Article, phrase: Phrase, colon: int) -> bool:
    """Whether what stands before the colon speaks, and is no topic: "تركيا: اعتقال أعضاء وفد"."""
    head = a.lex[phrase.head]
    if head in _TOPICS and a.words.name_at[phrase.head] < 0:
        return False
    if not is_animate(a.words, phrase):
        return False
    rest = range(phrase.last, colon)
    name = a.words.name_at[phrase.head]
    if name >= 0 and a.words.names[name].kind == "LOC" and phrase.person is None:
        addressed = any(a.lex[at].startswith("ل") for at in rest)
        following = a.lex[colon + 1]
        speech = following in _SPEECH or (following.startswith(("سن", "ن")) and len(following) > 4)
        described = bool(rest) and a.tokens[phrase.last].text not in "-–—"  # تونس-كرة القدم is a topic
        return addressed or speech or (colon + 1 in a.opens) or described
    if name < 0 and phrase.person is None:
        acts = any(is_verb(a.lex[at]) for at in rest)  # "مدرسة تغلق أبوابها: الوزير يتدخل" is two news
        return not acts and (is_role(head) or bool(word_class(head) & {"source", "body", "role"}))
    return len(rest) < 14


def _content(a: Article, first: int, unit: Unit) -> Span:
    """What stands behind the colon; a second part after ".." that has a colon has a speaker of its own."""
    if first in a.opens and a.quotation_end(a.opens[first]) >= unit.last:
        quotation = a.quotations[a.opens[first]]
        return Span(quotation.start, quotation.end)
    end = unit.last
    colons = [at for at in range(first, unit.last) if a.tokens[at].text == ":"]
    for at in range(first + 2, unit.last - 1):
        if colons and at < colons[-1] and a.tokens[at].text == a.tokens[at + 1].text == ".":
            end = at
            break
    start, stop = a.tokens[first].start, a.tokens[end - 1].end
    while stop > start and a.text[stop - 1] in ". ،…":
        stop -= 1
    return Span(start, stop)
