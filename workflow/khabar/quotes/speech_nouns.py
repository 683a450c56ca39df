"""Nouns that report: تحذير الرئيس من أن, رغم نفيه أن, شائعة مفادها أن, جاء في البيان."""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article, Unit
from khabar.quotes.building import FrameBuilder
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Frame, Use
from khabar.quotes.grammar import is_animate
from khabar.quotes.lexicon import source_cues
from khabar.quotes.subjects import SubjectFinder
from khabar.quotes.vocabulary import ANY_PREPOSITION, NOMINAL, quote_words
from khabar.text.inflect import Form
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_verb, word_class

_IMPERSONAL = quote_words("impersonal")
_RECORDS = quote_words("record")
_PURPORT = frozenset(("مفاده", "مفادها", "فحواه", "فحواها"))


class SpeechNouns:
    """Finds statements that a noun reports, in one article."""

    def __init__(self, article: Article, subjects: SubjectFinder, complements: ComplementFinder) -> None:
        self.a = article
        self.adjuncts = Adjuncts(article)
        self.subjects = subjects
        self.complements = complements
        self.builder = FrameBuilder(article, subjects)

    def verbal_noun(self, use: Use) -> Frame | None:
        """تحذير الرئيس من أن, إعلان الجيش سيطرته: a verbal noun, its speaker as genitive, then the complement."""
        at, unit, cue = use.at, use.unit, use.cue
        if at + 1 >= unit.last:
            return None
        own = use.reading.pronoun or use.reading.clitics or use.reading.definite
        clause = self._clause_of_noun(use) if own else None
        if clause is not None or use.reading.pronoun or lexical(cue.lemma) not in NOMINAL:
            return clause
        if use.reading.definite:
            found = self.complements.attached(at + 1, unit, cue) if cue.cue_class == "threaten" else None
            return None if found is None else self.builder.make(use, at + 1, None, found)
        return self._with_genitive(use)

    def _with_genitive(self, use: Use) -> Frame | None:
        """The speaker as genitive, then the complement: إعلان الجيش سيطرته."""
        at, unit, cue = use.at, use.unit, use.cue
        after = at + 2 if self.a.lex[at + 1].startswith("مضاد") else at + 1
        if self.a.lex[after] == "من" and cue.cue_class in ("threaten", "reply") and after + 1 < unit.last:
            after += 1
        phrase = self.subjects.phrase_after(after, unit)
        if phrase is None or not is_animate(self.a.words, phrase):
            return None
        near = self.adjuncts.skip(phrase.last, unit, cue.prepositions)
        if near < unit.last and self.a.lex[near].startswith("ل"):
            return None  # an invitation or an occasion: دعوة الرئيس لعقد قمة
        complement = self.complements.at(use, near, phrase)
        if complement is None or complement.kind in ("object", "quote", "colon"):
            return None
        warned = cue.lemma == "حذر" and complement.kind != "that"  # "تحذير أنقرة من عواقب": Ankara is warned
        return None if warned else self.builder.make(use, at + 1, phrase, complement)

    def _clause_of_noun(self, use: Use) -> Frame | None:
        """The clause right behind a noun with a pronoun, preposition or article: رغم نفيه أن, إلى التأكيد على أن."""
        at, unit, cue = use.at, use.unit, use.cue
        if not cue.takes("that", near=False) or (self.a.tokens[at].text[:1] == "و" and use.reading.clitics == 1):
            return None
        before = self.a.lex[at - 1] if at else ""
        if use.reading.definite and (is_verb(before) or before.removeprefix("و") in _IMPERSONAL):
            return None  # تجدر الإشارة إلى أن, يمكن القول إن
        governed = self.a.lex[at + 1] in cue.prepositions or self.a.lex[at + 1] in ANY_PREPOSITION
        end = at + 2 if governed else at + 1
        complement = self.complements.clause_at(end, unit)
        return None if complement is None else self.builder.make(use, end, None, complement)

    def reports(self, at: int, unit: Unit) -> Frame | None:
        """Reports that came in: وردت أنباء عن انفجار."""
        a = self.a
        if a.lex[at] not in ("وردت", "ووردت"):
            return None
        phrase = self.subjects.phrase_after(at + 1, unit)
        if phrase is None or not self._is_report(phrase) or phrase.last + 1 >= unit.last:
            return None
        complement = self.complements.clause_at(phrase.last, unit)
        if complement is None and a.lex[phrase.last] in ("عن", "حول"):
            start = phrase.last + 1
            complement = self.complements.clause_at(start, unit) or Complement("prep", start, a.tokens[start].start)
        if complement is None:
            return None
        token, clitics = a.tokens[at], len(a.lex[at]) - len("وردت")
        form = Form("وردت", "past", "f", "s", "active")
        cue = source_cues()["ورد"][0][1]
        return Frame(
            at, cue, form, token.start + clitics, at + 1, token.end, phrase, complement, joined=True, opening=at
        )

    def _is_report(self, phrase: Phrase) -> bool:
        lex = self.a.lex[phrase.head]
        return "source" in word_class(lex) or lex.removeprefix("ال") in _RECORDS

    def purport(self, at: int, unit: Unit) -> Frame | None:
        """شائعة مفادها أن: what somebody's words come to."""
        a = self.a
        if a.lex[at] not in _PURPORT or (complement := self.complements.clause_at(at + 1, unit)) is None:
            return None
        cue = source_cues()["مفاد"][0][1]
        form = Form(a.lex[at], "masdar", "", "", "active")
        token = a.tokens[at]
        return Frame(at, cue, form, token.start, at + 1, token.end, None, complement, joined=False, opening=at)

    def document(self, at: int, unit: Unit) -> Frame | None:
        """جاء في البيان: a document speaks."""
        a = self.a
        token = a.tokens[at]
        lex = a.lex[at].removeprefix("و")
        if lex not in ("جاء", "ورد") or at + 2 >= unit.last or a.lex[at + 1] not in ("في", "فيه", "فيها"):
            return None
        cue = next(c for words, c in source_cues()[lex] if len(words) == 2)
        phrase = self.subjects.phrase_after(at + 2, unit) if a.lex[at + 1] == "في" else None
        if phrase is None and a.lex[at + 1] == "في":
            return None
        complement = self.complements.after_document(at + 2 if phrase is None else phrase.last, unit)
        if complement is None:
            return None
        start = token.start + (1 if a.lex[at].startswith("و") and lex != a.lex[at] else 0)
        form = Form(lex, "past", "m", "s", "active")
        return Frame(at, cue, form, start, at + 2, a.tokens[at + 1].end, phrase, complement, True, opening=at)
