"""Who is behind a document: بيان صادر عن الوزارة, دراسة أجرتها الجامعة, and البيان once it was mentioned."""

from khabar.quotes.article import Article
from khabar.quotes.grammar import is_animate
from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.quotes.vocabulary import RELATIVE
from khabar.text.phrases import Phrase
from khabar.text.words import has_article, is_complementizer, is_past

_FURTHEST = 250  # tokens back to the last mention of a document
_NEAR = 7  # tokens between a document and who issued it
_BACK = 14  # tokens between a document and the verb that issued it before it
_ISSUES = speaker_words("issues")
_ISSUED = frozenset(("صادر", "صادره", "الصادر", "الصادره"))
_OWN = frozenset(("عنه", "عنها", "عنهم", "له", "لها", "لهم"))
STUDIES = speaker_words("study")


class Documents:
    """Finds who issued the documents of one article."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def is_own(self, document: Phrase) -> bool:
        """Whether it is a document of him who is spoken of: "وأضاف بيان صادر عنه"."""
        return self.a.lex[document.last : document.last + 1] != [] and self.a.lex[document.last] in _OWN

    def issuer(self, document: Phrase) -> Phrase | None:
        """Who issued it, by the words of the phrase itself or right behind it."""
        a = self.a
        for at in range(document.head + 1, document.last):
            if a.inside[at] < 0 and (a.lex[at] == "من" or (a.lex[at] == "عن" and a.lex[at - 1] in _ISSUED)):
                return self._animate(at + 1, 0)
        return self._behind(document.last)

    def _behind(self, at: int) -> Phrase | None:
        """بيان للشرطة, تقرير أصدرته منظمة, المسح الذي أجرته مجموعة, رسالة صادرة عن مكتبه."""
        a = self.a
        if at >= len(a.tokens):
            return None
        if a.lex[at].startswith("ل") and len(a.lex[at]) > 3:
            return self._animate(at, 1)
        if a.lex[at] in _ISSUED and a.lex[at + 1 : at + 2] in (["عن"], ["من"]):
            return self._animate(at + 2, 0)
        described = a.lex[at] in RELATIVE
        at += described
        if at >= len(a.tokens) or not a.lex[at].endswith(("ه", "ها", "ت")):
            return None
        if not (described or is_past(a.lex[at]) or a.lex[at].endswith(("ته", "تها"))):
            return None
        at += 2 if a.lex[at + 1 : at + 2] in (["به"], ["بها"]) else 1
        return self._animate(at, 0)

    def issued_before(self, document: Phrase, floor: int) -> Phrase | None:
        """Who issued it where it was mentioned before, not further back than the token `floor`."""
        a = self.a
        head = a.lex[document.head].removeprefix("ال")
        for at in range(document.first - 1, max(floor - 1, document.first - _FURTHEST, -1), -1):
            if a.inside[at] >= 0 or a.words.name_at[at] >= 0:
                continue
            if a.lex[at].removeprefix("و").removeprefix("ال") in (head, head + "ا") and not has_article(a.lex[at]):
                mentioned = a.reader.after(at)
                inside = None if mentioned is None else self.issuer(mentioned)
                return inside or self._issuing(at)
        return None

    def _issuing(self, at: int) -> Phrase | None:
        """The subject of the verb before the document: وأصدرت القيادة، مساء الأحد، بيانا."""
        a = self.a
        for verb in range(at - 1, max(at - _BACK, -1), -1):
            if a.tokens[verb].text in ".؟!" or is_complementizer(a.lex[verb]):
                return None
            if a.lex[verb].removeprefix("و") in _ISSUES:
                return self._animate(verb + 1, 0)
        return None

    def _animate(self, at: int, skip: int) -> Phrase | None:
        """The phrase there, if it names somebody."""
        if at >= len(self.a.tokens):
            return None
        name = self.a.words.name_at[at]
        if name >= 0:
            skip = max(skip, 0) if self.a.words.names[name].start > self.a.tokens[at].start else 0
        phrase = self.a.reader.after(at, skip)
        return phrase if phrase is not None and is_animate(self.a.words, phrase) else None
