"""Which body a phrase means: a short name (الوزارة), a classifier and a name (وكالة رويترز), a document (البيان)."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain

from khabar.quotes.article import Article
from khabar.quotes.grammar import head_word
from khabar.quotes.roles import Mention, Roles
from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.quotes.turns import MEMORY
from khabar.quotes.vocabulary import quote_words
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.tokens import lexical
from khabar.text.words import demonyms, is_complementizer, is_medium, is_role, is_word, word_class

DOCUMENTS = quote_words("document")
_FURTHEST = 250  # tokens back to the last mention of a document
_CLASSIFIERS = speaker_words("classifier")
_ISSUER = 9  # tokens between a document and who issued it


class Bodies:
    """The bodies that one article names, by index of their mention."""

    def __init__(self, article: Article, mentions: list[Mention], roles: Roles) -> None:
        self.a = article
        self.mentions = mentions
        self.roles = roles
        self._starts = [mention.start for mention in mentions]

    def named(self, phrase: Phrase, head: str, spoke: Iterable[int] = ()) -> int | None:
        """The last body that is named with this head, one that spoke first: الوزارة → وزارة الخارجية اليمنية."""
        if not head.startswith("ال"):
            return None
        bare = head.removeprefix("ال")
        whole = head_word(self.a.words, phrase) == head
        rest = [self.a.lex[at] for at in range(phrase.first + 1, phrase.last)] if whole else []
        classified = None
        adjectives = bool(rest) and all(word.removeprefix("ال") in demonyms() for word in rest)
        for index in chain(spoke, self._before(phrase.start)):
            mention = self.mentions[index]
            if mention.kind == "ORG":
                words = [lexical(word) for word in f"{mention.text} {mention.canonical}".split()]
                heads = [word.removeprefix("ال") for word in (*words, self.roles.word_before(index))]
                if bare in heads and all(word in words for word in rest):
                    return index
                if classified is None and adjectives and heads[-1] == bare:
                    classified = index  # الشبكة الأمريكية
        return classified

    def of_classifier(self, phrase: Phrase) -> int | None:
        """The name behind its classifier: وكالة الأناضول, صحيفة "لوموند", منظمة أطباء بلا حدود; كل من روسيا."""
        if not phrase.names:
            return None
        head, name = head_word(self.a.words, phrase), phrase.names[0]
        if head == "كل":
            return name if self.a.lex[phrase.head + 1] == "من" else None
        classifies = head in _CLASSIFIERS or ("medium" in word_class(head) and not is_role(head))
        if not classifies or self.mentions[name].kind in ("LOC", "PER"):
            return None
        at = self.a.words.at(self.mentions[name].start)
        between = self.a.tokens[phrase.head + 1 : at]
        adjacent = all(not is_word(token) or lexical(token.text) in _CLASSIFIERS | {"انباء"} for token in between)
        return name if adjacent or is_medium(self.a.words, name) else None

    def in_marks(self, phrase: Phrase) -> str | None:
        """The name in marks after its classifier, where the table entities does not hold it."""
        for at in range(phrase.first, phrase.last):
            if at in self.a.opens:
                quotation = self.a.quotations[self.a.opens[at]]
                return self.a.text[quotation.start : quotation.end]
        return None

    def behind(self, document: Phrase, last_spoke: int) -> int | None:
        """The body behind a document: named in the phrase, or where the document was mentioned after anybody spoke."""
        for name in document.names:
            if self.mentions[name].kind != "MISC":
                return name
        for at in range(document.head + 1, document.last):
            if "body" in word_class(self.a.lex[at]):
                found = self.named(document, self.a.lex[at])
                if found is not None:
                    return found
        after = self.a.lex[document.last : document.last + 1]
        if after and after[0].startswith("ل"):  # بيان لوزارة الخزانة
            found = self._name_within(document.last, document.last + 3)
            if found is not None:
                return found
        return self._issuer(document, last_spoke)

    def issuer_of_place(self, document: Phrase) -> Span | None:
        """The body in the phrase that is named by its place: بيان وزارة خارجية جنوب أفريقيا is not جنوب أفريقيا."""
        if not document.names or any(self.mentions[name].kind != "LOC" for name in document.names):
            return None
        a = self.a
        for at in range(document.head + 1, document.last):
            if "body" in word_class(a.lex[at]) and a.words.name_at[at] < 0:
                return Span(a.tokens[at].start, document.end)
        return None

    def _name_within(self, first: int, last: int) -> int | None:
        """A person or body named between the tokens, before anything else is said."""
        a = self.a
        for at in range(first, min(last, len(a.tokens))):
            name = a.words.name_at[at]
            if name >= 0 and self.mentions[name].kind in ("ORG", "PER"):
                return name
            if a.tokens[at].text in "،,.:" or is_complementizer(a.lex[at]):
                return None
        return None

    def last_before(self, start: int) -> int | None:
        """The last body before the character that is no medium."""
        for index in self._before(start):
            if self.mentions[index].kind == "ORG" and not is_medium(self.a.words, index):
                return index
        return None

    def _issuer(self, document: Phrase, last_spoke: int) -> int | None:
        """Who issued the document when it was last mentioned: بيان لوزارة الخارجية, بيان من مكتب نتنياهو."""
        a = self.a
        for at in range(document.first - 1, max(last_spoke, document.first - _FURTHEST), -1):
            if a.words.name_at[at] < 0 and a.lex[at].removeprefix("ل").removeprefix("و") in DOCUMENTS:
                name = self._name_within(at + 1, min(at + _ISSUER, document.first))
                return None if name is None or is_medium(a.words, name) else name
        return None

    def _before(self, start: int) -> range:
        """Indexes of the mentions before the character, nearest first, as far back as is remembered."""
        last = bisect_left(self._starts, start)
        return range(last - 1, max(-1, last - 1 - MEMORY), -1)
