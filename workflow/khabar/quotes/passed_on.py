"""Verbs that pass on what somebody else said: نقلت الوكالة عن المتحدثة إن, نسبت الصحيفة إلى مصدر قوله."""

from typing import NamedTuple

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article, Unit
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Use
from khabar.quotes.grammar import is_animate
from khabar.quotes.subjects import SubjectFinder
from khabar.quotes.vocabulary import ANY_PREPOSITION, OWN_WORDS
from khabar.text.phrases import Phrase
from khabar.text.words import is_complementizer, to_somebody

_NEAR = 8  # tokens between the speaker and قوله


class PassedOn(NamedTuple):
    """Who spoke (None for a pronoun: عنه), who passed it on, and where what was said begins."""

    phrase: Phrase | None
    via: Phrase | None
    complement: Complement


class PassedOnFinder:
    """Reads such verbs of one article."""

    def __init__(self, article: Article, subjects: SubjectFinder, complements: ComplementFinder) -> None:
        self.a = article
        self.subjects = subjects
        self.complements = complements
        self.adjuncts = Adjuncts(article)

    def find(self, use: Use) -> PassedOn | None:
        """نقلت الوكالة عن المتحدثة إن, نقلت عنه الوكالة قوله: the speaker after عن, the medium after the verb."""
        a, at, unit = self.a, use.at, use.unit
        pronoun = a.lex[at + 1 : at + 2] in (["عنه"], ["عنها"], ["عنهم"])
        named = a.lex[at + 1 : at + 2] != ["عن"]
        via = self.subjects.phrase_after(at + 2 if pronoun else at + 1, unit) if named else None
        after = via.last if via is not None else at + 1
        if via is not None and not pronoun and a.lex[after : after + 1] in (["عنه"], ["عنها"], ["عنهم"]):
            pronoun, after = True, after + 1
        if via is None:
            via = self.subjects.before(use, unit.first)
        phrase = None
        if pronoun:
            after = max(after, at + 2)
        else:
            about = self._about(after, use)
            phrase = None if about is None else self._source_of(about, unit)
            if phrase is None:
                return None
            after = phrase.last
        said = self._own_words(after, unit)
        near = self.adjuncts.skip(after if said is None else said + 1, unit)
        complement = self._relayed_words(near, unit, said) or (None if said is None else self._colon(near, unit))
        if complement is None:
            return None
        return PassedOn(phrase, via, complement)

    def _relayed_words(self, near: int, unit: Unit, said: int | None) -> Complement | None:
        """A clause, a colon or marks; behind "his denial" or "her call for" a noun, too."""
        a = self.a
        complement = self.complements.clause_at(near, unit)
        if complement is not None or near >= unit.last:
            return complement
        if a.tokens[near].text == ":":
            return self.complements.colon(near, unit)
        if near in a.opens and not a.is_name(a.opens[near]):
            return Complement("quote", near, a.tokens[near].start)
        if said is None or a.lex[said].startswith("قول"):
            return None
        if a.lex[near] in ANY_PREPOSITION and near + 1 < unit.last:
            return self.complements.clause_at(near + 1, unit) or Complement("prep", near + 1, a.tokens[near + 1].start)
        return Complement("noun", near, a.tokens[near].start) if self.complements.masdar_at(near) else None

    def _colon(self, near: int, unit: Unit) -> Complement | None:
        """Marks behind a colon, a little further on: قوله في رسالة وجهها للوزراء: "..."."""
        for at in range(near, min(near + _NEAR, unit.last - 1)):
            if self.a.tokens[at].text == ":" and at + 1 in self.a.opens:
                return self.complements.colon(at, unit)
        return None

    def _own_words(self, after: int, unit: Unit) -> int | None:
        """Token of قوله, a name or a title of the speaker may stand before it."""
        a = self.a
        for at in range(after, min(after + _NEAR, unit.last)):
            if a.lex[at] in OWN_WORDS or a.lex[at] == "القول":
                return at
            if at in a.opens or is_complementizer(a.lex[at]) or a.tokens[at].text in ".:":
                break
        return None

    def _about(self, after: int, use: Use) -> int | None:
        """Token of the preposition that names the source: نقلت عن, نسبت إلى."""
        a, at, unit = self.a, use.at, use.unit
        for about in range(after, min(at + 16, unit.last - 1)):
            if a.inside[about] >= 0:
                continue
            if a.lex[about] == "لسان" and a.lex[about - 1] == "علي":
                return about
            if a.lex[about] in use.cue.sources or ("ل" in use.cue.sources and self._to(about, at)):
                return about
            if is_complementizer(a.lex[about]) or a.tokens[about].text in ".:":
                return None
        return None

    def _to(self, about: int, at: int) -> bool:
        """An attached ل before whom something is ascribed to: لأحد الخبراء."""
        if about == at + 1 or not self.a.lex[about].startswith("ل") or len(self.a.lex[about]) < 4:
            return False
        phrase = self.a.reader.after(about, 1)
        return to_somebody(self.a.lex[about]) or (phrase is not None and is_animate(self.a.words, phrase))

    def _source_of(self, about: int, unit: Unit) -> Phrase | None:
        """The source behind the preposition, or behind one that is attached to it: نسبت لأحد الخبراء."""
        if len(self.a.lex[about]) > 3 and self.a.lex[about] != "لسان":
            return self.a.reader.after(about, 1)
        return self.subjects.phrase_after(about + 1, unit)
