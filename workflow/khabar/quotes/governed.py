"""What a verb governs: a clause, a colon, marks, or the noun behind its preposition."""

from khabar.quotes.article import Unit
from khabar.quotes.frame import Complement, Use
from khabar.quotes.lexicon import Cue
from khabar.quotes.nouns import NounFinder
from khabar.quotes.vocabulary import EMPTY, NOT_BEFORE_CLAUSE, WITH_OWN_LETTER
from khabar.text.words import is_complementizer, is_verb, is_word

_NEAR = 12  # tokens between who is asked, or a preposition, and what is reported
_SHORT = 6  # tokens of a fragment in marks, these included


class GovernedFinder(NounFinder):
    """Reads such complements of one article where they begin."""

    def clause_at(self, at: int, unit: Unit) -> Complement | None:
        """A clause with أن or إن: a pronoun attached to it belongs to the content."""
        a = self.a
        if at >= unit.last or not is_complementizer(a.lex[at]) or a.inside[at] >= 0:
            return None
        before = a.lex[at - 1] if at else ""
        if before in NOT_BEFORE_CLAUSE and before not in ("عن", "مع") and not a.lex[at].startswith("ب"):
            return None
        bare = a.lex[at].removeprefix("و").removeprefix("ب").removeprefix("ف")
        if bare == "ان":
            if at + 1 >= unit.last:
                return None
            return Complement("that", at + 1, a.tokens[at + 1].start)
        return Complement("that", at, a.tokens[at].start)

    def colon(self, at: int, unit: Unit) -> Complement | None:
        """What follows a colon, in marks or not."""
        if at + 1 >= unit.last:
            return None
        if at + 1 in self.a.opens:
            return Complement("quote", at + 1, self.a.tokens[at + 1].start)
        return Complement("colon", at + 1, self.a.tokens[at + 1].start)

    def _quotation_at(self, at: int, cue: Cue, near: bool) -> Complement | None:
        a = self.a
        if at not in a.opens or not cue.takes("quote", near):
            return None
        index = a.opens[at]
        naming = cue.cue_class in ("describe", "consider")
        fragment = a.word_count(a.quotations[index]) < 4
        after = a.quotation_end(index)
        goes_on = cue.cue_class == "add" and after < len(a.tokens) and is_word(a.tokens[after])  # ستواصل "سياسة" مع
        if not naming and (a.is_name(index) or (fragment and (goes_on or not near))):
            return None
        return Complement("quote", at, a.tokens[at].start)

    def _governed(self, at: int, use: Use, preposition: str) -> Complement | None:
        """The noun behind the preposition that the verb governs; some verbs report only verbal nouns there."""
        if f"{preposition}~" in use.cue.complements and at < use.unit.last and at not in self.a.opens:
            return self._noun(at, use.unit, "prep") if self.masdar_at(at) or self.announced_at(at) else None
        if use.cue.cue_class == "say" and (colon := self._colon_behind(at, use.unit)) is not None:
            return colon  # تحدث عن ظروف الاحتجاز: "..."
        return self._noun(at, use.unit, "prep")

    def _colon_behind(self, at: int, unit: Unit) -> Complement | None:
        """A colon and marks in the same clause."""
        for colon in range(at, min(at + _NEAR, unit.last - 1)):
            if self.a.tokens[colon].text == ":" and colon + 1 in self.a.opens:
                return self.colon(colon, unit)
        return None

    def _inside_marks(self, at: int, unit: Unit) -> Complement | None:
        """The preposition inside the marks: ندد "بالاعتداء"."""
        a = self.a
        lex = a.lex[at + 1] if at + 1 < unit.last else ""
        if not lex.startswith("ب") or len(lex) < 5 or lex in EMPTY or lex in WITH_OWN_LETTER:
            return None
        start = a.tokens[at + 1].start + 1 if a.quotation_end(a.opens[at]) - at <= _SHORT else a.tokens[at].start
        return Complement("prep", at if start == a.tokens[at].start else at + 1, start)

    def _asked(self, at: int, unit: Unit) -> Complement | None:
        """Behind who is asked a verbal noun or a clause: "طلبت من المسافرين مراجعة مواعيدهم"."""
        a = self.a
        asked = a.reader.after(at) if at < unit.last else None
        end = at + 1 if asked is None else asked.last
        for after in range(end, min(end + _NEAR, unit.last)):
            if (clause := self.clause_at(after, unit)) is not None:
                return clause
            if self.masdar_at(after) and not a.tokens[after].text.startswith("و"):
                return Complement("noun", after, a.tokens[after].start)
            if a.tokens[after].text in ".؛:" or is_verb(a.lex[after]):
                return None
        return None
