"""Statements told by a noun and a verb of little meaning: وجهت الحكومة تحذيرا إلى الشركات من أن, أطلق نداء لوقف القتال.

The noun is the reporting word, the subject of the verb is who speaks.
"""

from functools import cache

from khabar.quotes.article import Article, Unit
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Frame
from khabar.quotes.lexicon import Cue, verb_cues
from khabar.quotes.subjects import SubjectFinder
from khabar.quotes.vocabulary import quote_words
from khabar.text.inflect import Form, Reading, VerbIndex, conjugate
from khabar.text.words import is_masdar, joined_masdar

_NOUN = 8  # tokens between the subject and the noun
_COMPLEMENT = 16  # tokens between the noun and what is reported
_NOUNS = quote_words("speech_noun")


@cache
def _verbs() -> VerbIndex[str]:
    return VerbIndex((lemma, conjugate(lemma)) for lemma in ("وجّه", "أطلق", "أصدر"))


class LightVerbs:
    """Finds such statements of one article."""

    def __init__(self, article: Article, subjects: SubjectFinder, complements: ComplementFinder) -> None:
        self.a = article
        self.subjects = subjects
        self.complements = complements

    def at(self, at: int, unit: Unit) -> Frame | None:
        """The statement whose verb stands at the token."""
        a = self.a
        form, clitics = self._form(at)
        if form is None:
            return None
        phrase = self.subjects.phrase_after(at + 1, unit)
        start = at + 1 if phrase is None else phrase.last
        for noun in range(start, min(start + _NOUN, unit.last - 1)):
            cue = self._cue(noun)
            if cue is not None:
                complement = self._complement(noun + 1, unit)
                if complement is None:
                    return None
                token = a.tokens[noun]
                return Frame(
                    at, cue, form, token.start, noun + 1, token.end, phrase, complement,
                    joined=clitics > 0 or at == unit.first, opening=at,
                )  # fmt: skip
            if a.tokens[noun].text in ".؛:":
                break
        return None

    def _form(self, at: int) -> tuple[Form | None, int]:
        readings: tuple[Reading[str], ...] = _verbs().readings(self.a.tokens[at].text)
        told = (r for r in readings if r.form.tense in ("past", "present") and r.form.voice != "passive")
        reading = next((r for r in told if not r.pronoun), None)
        return (None, 0) if reading is None else (reading.form, reading.clitics)

    def _cue(self, noun: int) -> Cue | None:
        """The reporting verb of a noun like تحذيرا."""
        lex = self.a.lex[noun].removeprefix("ال")
        if lex not in _NOUNS:
            return None
        readings = verb_cues(lex)
        return next((r.entry for r in readings if r.form.tense == "masdar" and not r.clitics), None)

    def _complement(self, first: int, unit: Unit) -> Complement | None:
        """A clause, or a verbal noun behind من, إلى, ب or ل."""
        a = self.a
        for at in range(first, min(first + _COMPLEMENT, unit.last)):
            lex = a.lex[at]
            if (clause := self.complements.clause_at(at, unit)) is not None:
                return clause
            if a.tokens[at].text in ".؛:":
                return None
            if a.words.name_at[at] >= 0:
                continue
            if joined_masdar(a.tokens[at].text) and lex.startswith(("ل", "ب")):
                return Complement("prep", at, a.tokens[at].start + 1)
            following = a.lex[at + 1] if at + 1 < unit.last else ""
            if lex in ("من", "الي") and (is_masdar(following) or self.complements.masdar_at(at + 1)):
                return Complement("prep", at + 1, a.tokens[at + 1].start)
        return None
