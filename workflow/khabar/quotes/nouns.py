"""Nouns and verbal nouns that can be what is reported: أعلن سقوط المدينة, طالب بإنهاء الحصار."""

import re

from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Complement
from khabar.quotes.lexicon import Cue, verb_cues
from khabar.quotes.vocabulary import EMPTY, SAYING, WITH_OWN_LETTER, quote_words
from khabar.text.words import (
    has_article,
    is_complementizer,
    is_definite_masdar,
    is_masdar,
    is_past,
    is_role,
    is_verb,
    is_word,
    to_somebody,
    verb_readings,
    word_class,
)

_FOURTH_FORM = re.compile(r"إ\w{2}ا\w")  # a verbal noun by its shape: إفلاس
_ANNOUNCED = quote_words("announced")
_SAID = quote_words("said")


class NounFinder:
    """Tells which words of one article can begin a noun that is reported."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def masdar_at(self, at: int) -> bool:
        """Whether a verbal noun stands here; "تشكيلة" is none, although "تشكيله" differs by its dots only."""
        a = self.a
        lex = a.lex[at]
        if a.words.name_at[at] >= 0 or a.inside[at] >= 0:
            return False
        if _FOURTH_FORM.fullmatch(a.tokens[at].text):
            return True
        readings = verb_readings(a.tokens[at].text)
        if not (is_masdar(lex) or is_definite_masdar(lex)):
            return any(r.form.tense == "masdar" and r.pronoun and not r.clitics for r in readings)  # تواصله
        return not a.tokens[at].text.endswith("ة") or any(r.form.tense == "masdar" for r in readings)

    def _can_be_noun(self, at: int) -> bool:
        """Whether a noun that can be reported begins here."""
        a = self.a
        lex = a.lex[at]
        if at in a.opens:
            return True
        if not is_word(a.tokens[at]) or is_complementizer(lex) or word_class(lex) & {"stop", "time", "relative"}:
            return False
        if lex.startswith("و") and not (is_role(lex) or word_class(lex)) and self._joins(lex[1:]):
            return False
        if lex.endswith("ت") and is_past(lex) and not word_class(lex) and a.words.name_at[at] < 0:
            return False  # "في بيان تلقت الوكالة نسخة منه"
        if lex in SAYING or lex in EMPTY or lex.startswith("لل") or lex == "ل" or to_somebody(lex):
            return False
        readings = verb_cues(a.tokens[at].text)
        accusative = a.tokens[at].text.endswith(("ا", "اً", "ًا", "ين", "ة", "ةً"))  # but أمله: his hope
        participle = any(r.form.tense == "participle" and not r.pronoun for r in readings)
        return not (participle and accusative) or any(r.form.tense == "masdar" for r in readings)

    def _pointed_at(self, at: int, unit: Unit) -> bool:
        """هذا الاحتمال, أي علاقة, ما حدث: what is denied or condemned."""
        lex, following = self.a.lex[at], self.a.lex[at + 1] if at + 1 < unit.last else ""
        if self.a.inside[at] >= 0 or not following:
            return False
        pointed = lex in ("هذا", "هذه", "تلك", "هؤلاء") and has_article(following)
        return pointed or lex in ("اي", "ايه") or (lex == "ما" and is_past(following))

    def said_at(self, at: int) -> bool:
        """Whether a noun stands here that names what somebody said: الاتهامات, مقترحا."""
        lex = self.a.lex[at].removeprefix("ال")
        return self.a.inside[at] < 0 and (lex in _SAID or lex.removesuffix("ا") in _SAID)

    def announced_at(self, at: int) -> bool:
        """Whether a noun stands here that is announced like a verbal noun: مسؤوليته, موعد الانتخابات."""
        a = self.a
        if a.words.name_at[at] >= 0 or a.inside[at] >= 0:
            return False
        lex = a.lex[at].removeprefix("ال")
        return lex in _ANNOUNCED or any(
            lex.endswith(p) and (lex.removesuffix(p) in _ANNOUNCED or lex.removesuffix("ت" + p) + "ه" in _ANNOUNCED)
            for p in ("ه", "ها", "هم", "هما")
        )

    @staticmethod
    def _joins(rest: str) -> bool:
        """Whether the word behind an attached و is a further subject or a further verb."""
        return has_article(rest) or is_verb(rest) or bool(word_class(rest) & {"body", "source", "role"})

    def attached(self, at: int, unit: Unit, cue: Cue) -> Complement | None:
        """An attached ب or ل before the complement: طالب بإنهاء; ملوحا بـ"أدلة"."""
        a = self.a
        token, lex = a.tokens[at], a.lex[at]
        for letter in ("ب", "ل"):
            if letter not in cue.prepositions or not lex.startswith(letter) or is_complementizer(lex):
                continue
            if len(lex) == 1 and at + 1 < unit.last:
                return Complement("prep", at + 1, a.tokens[at + 1].start)
            if lex == "بما" and cue.cue_class in ("praise", "welcome", "condemn") and at + 1 < unit.last:
                return Complement("prep", at, token.start + 1) if is_past(a.lex[at + 1]) else None  # أشاد بما تحقق
            short = len(lex) < 4 and not is_masdar(lex[1:])
            if word_class(lex) or not is_word(token) or short or lex in EMPTY or lex in WITH_OWN_LETTER:
                continue
            if f"{letter}~" in cue.complements and not is_masdar(lex[1:]) and not is_definite_masdar(lex[1:]):
                continue
            name = a.words.name_at[at]
            if name >= 0 and a.words.names[name].start <= token.start:
                continue
            return Complement("prep", at, token.start + 1)
        return None

    def _noun(self, at: int, unit: Unit, kind: str) -> Complement | None:
        if at >= unit.last or not self._can_be_noun(at):
            return None
        return Complement(kind, at, self.a.tokens[at].start)

    def _is_object(self, at: int) -> bool:
        """A noun without article or preposition right after the subject."""
        a = self.a
        lex = a.lex[at]
        if not is_word(a.tokens[at]) or a.inside[at] >= 0 or has_article(lex) or word_class(lex):
            return False
        participle = any(r.form.tense == "participle" for r in verb_cues(a.tokens[at].text))
        return (
            not participle and not is_verb(lex) and not is_complementizer(lex) and not lex.startswith(("ل", "ب", "و"))
        )
