"""How far what is reported goes: to the end of the sentence, or to another attribution or the reporter's own words."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Frame
from khabar.quotes.lexicon import starts_attribution, verb_cues
from khabar.quotes.sources import SourceCue
from khabar.quotes.vocabulary import quote_words
from khabar.text.spans import Span, trimmed
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_masdar, is_past, is_verb, is_word, word_class

_ASIDE = quote_words("aside")
_ASIDE_WITHOUT_COMMA = quote_words("aside_always")
_CONNECTORS = quote_words("connector")
_CIRCUMSTANCE = quote_words("circumstance")
_COMMENTED = quote_words("commented")
_WHAT_ABOUT = quote_words("what_about")
_WITHHOLDS = quote_words("withholds")
_DETAILS = quote_words("details")
_CAUSES = frozenset(("جراء", "بسبب", "نتيجه", "من", "كي", "حتي"))
_LONGEST_BRACKET = 14  # tokens
_LONG_SPEECH = 6  # words
_LONGEST_CONTENT = 400  # tokens of reported speech outside marks
_TRAILING = ".،,؛:-–— \n\t\u00a0"


class Boundaries:
    """Tokens of a unit where an attribution begins, so that what another one reports ends there."""

    def __init__(self, article: Article, unit: Unit, frames: list[Frame], sources: list[SourceCue]) -> None:
        self.a = article
        self.unit = unit
        self.frames = {frame.opening: frame for frame in frames}
        self.frame_tokens = {frame.token: frame for frame in frames}
        self.sources = {source.first: source for source in sources}
        self.complements = {frame.complement.first: frame for frame in frames}

    def content(self, frame: Frame) -> tuple[Span, str] | None:
        """The span of what the frame reports, and whether it is direct, indirect or mixed; None if nothing is left."""
        kind = frame.complement.kind
        first = frame.complement.first
        if kind == "before":
            quotation = self.a.quotations[self.a.opens[first]]
            return Span(quotation.start, quotation.end), "direct"
        # "أنه "..."" and "أن "..."" alike: where all of the clause is inside the marks, so is the content
        marked = first + 1 if kind == "that" and is_complementizer(self.a.lex[first]) else first
        if kind in ("quote", "that", "prep", "noun", "object") and marked in self.a.opens:
            whole = self._whole_quotation(marked, frame)
            if whole is not None:
                return whole, "direct"
        start = frame.complement.start
        end = self._paragraph_end(first) if kind == "colon" else self.end(first, frame)
        span = self._without_introduction(self.clean(start, end))
        if span.end <= span.start:
            return None
        inside = self.a.inside[first]
        if kind == "prep" and inside >= 0 and first not in self.a.opens:  # ندد "بالقرار"
            quotation = self.a.quotations[inside]
            if span.end == quotation.outer_end:
                return Span(start, quotation.end), "direct"
        if kind == "colon":
            return span, "direct"
        return span, self.quote_type(span)

    def _paragraph_end(self, first: int) -> int:
        """After a colon and without marks, speech goes on to the end of the paragraph or the next attribution."""
        end = self.end(first, None)
        if end < self.a.tokens[self.unit.last - 1].end:
            return end
        line_end = self.a.text.find("\n", end)
        for unit in self.a.units_after(self.unit):
            if 0 <= line_end < self.a.tokens[unit.first].start:
                break
            if any(starts_attribution(self.a.tokens[at].text) for at in range(unit.first, unit.last)):
                break
            end = self.a.tokens[unit.last - 1].end
        return end

    def clean(self, start: int, end: int) -> Span:
        """Without the white space, stops and commas at the end."""
        text = self.a.text
        while end > start and text[end - 1] in _TRAILING:
            end -= 1
        return trimmed(text, start, end)

    def _without_introduction(self, span: Span) -> Span:
        """Without the complementizer of the outer clause, and a time before it: "خلفا لتيرلسون، الثلاثاء، إن"."""
        last = self.a.words.at(span.end - 1)
        lex = self.a.lex
        if not self._introduces(lex[last]) and self.a.words.at(span.end) not in self.complements:
            return span
        while last > self.a.words.at(span.start) and (
            self._introduces(lex[last]) or "time" in word_class(lex[last]) or lex[last] in ("،", ",", ":")
        ):
            last -= 1
        return self.clean(span.start, self.a.tokens[last].end)

    @staticmethod
    def _introduces(lex: str) -> bool:
        return is_complementizer(lex) or lex in ("لكن", "ولكن")

    def quote_type(self, span: Span) -> str:
        """Mixed if a marked fragment that is no name stands inside."""
        marked = any(not self.a.is_name(index) for index in self.a.quotations_within(span.start, span.end))
        return "mixed" if marked else "indirect"

    def _whole_quotation(self, first: int, frame: Frame) -> Span | None:
        """The words inside the marks, if nothing of the clause stands outside them."""
        index = self.a.opens[first]
        quotation = self.a.quotations[index]
        if frame.complement.kind != "quote" and self.a.is_name(index):
            return None
        after = self.a.quotation_end(index)
        if self._clause_ends(after, frame):
            return Span(quotation.start, quotation.end)
        return None

    def _clause_ends(self, at: int, frame: Frame) -> bool:
        """Whether nothing of the clause follows the quotation that ended before token `at`."""
        a = self.a
        if at >= self.unit.last or self._new_line(at) or at in self.frames or at in self.frame_tokens:
            return True
        text, lex = a.tokens[at].text, a.lex[at]
        following = a.lex[at + 1] if at + 1 < self.unit.last else ""
        if text == "(" and frame.complement.kind != "quote":
            ends = (end for end in range(at, min(at + _LONGEST_BRACKET, self.unit.last)) if a.tokens[end].text == ")")
            end = next(ends, None)
            return end is None or self._clause_ends(end + 1, frame)
        if text in ".؟!?؛:-–—(" or at in self.sources or lex in _CIRCUMSTANCE or lex in _ASIDE_WITHOUT_COMMA:
            return True
        if lex in ("ردا", "تعليقا") or (lex == "في" and following in ("حين", "اشاره", "وقت")) or self._withholds(at):
            return True
        if text in "،,":
            return not following or not (is_complementizer(following) or following in ("والذي", "والتي"))
        return self._long_speech(frame) and not is_complementizer(lex)

    def _long_speech(self, frame: Frame) -> bool:
        """Long marked speech is a statement in itself, whatever goes on behind it."""
        if frame.complement.kind != "quote" or frame.cue.cue_class in ("consider", "describe", "condemn", "deny"):
            return False
        return self.a.word_count(self.a.quotations[self.a.opens[frame.complement.first]]) >= _LONG_SPEECH

    def _new_line(self, at: int) -> bool:
        return self.a.text.find("\n", self.a.tokens[at - 1].end, self.a.tokens[at].start) >= 0

    # -- the end of a clause ---------------------------------------------------------------------------------

    def end(self, first: int, frame: Frame | None) -> int:
        """Character where the content that begins at token `first` ends."""
        a = self.a
        at = first
        clause = frame is not None and frame.complement.kind in ("that", "colon")
        last = min(self.unit.last, first + _LONGEST_CONTENT)
        while at < last:
            if at > first and self._stops(at, first, frame, clause):
                return a.tokens[at].start
            at = max(at + 1, a.quotation_end(a.inside[at])) if at in a.opens else at + 1
        return a.tokens[last - 1].end

    def _stops(self, at: int, first: int, frame: Frame | None, clause: bool) -> bool:  # noqa: PLR0911 - one kind of end after the other
        """Whether what the frame reports ends before token `at`."""
        a, text = self.a, self.a.tokens[at].text
        after_comma = a.tokens[at - 1].text in "،,"
        if at in self.sources:
            return self.sources[at].closes
        if text == ":" and frame is not None and self.unit.section == "title" and frame.complement.kind != "colon":
            return True  # "الوزير محذرا من أزمة: لن ننتظر"
        if text == "؛" or (frame is None and self._new_line(at)) or self._aside(at, after_comma, clause):
            return True
        outer = self.complements.get(at)
        if outer is not None and frame is not None and outer is not frame and outer.token < frame.token:
            return True  # the frame stands between an outer cue and what that one reports
        other = self.frames.get(at) or self.frame_tokens.get(at)
        if other is not None and other is not frame and other.token >= first:
            return self._new_attribution(other, at, frame, after_comma, clause=clause)
        if clause:
            return after_comma and frame is not None and self._main_clause(at, frame)
        if frame is not None and after_comma and (a.lex[at] in _CIRCUMSTANCE or a.lex[at] == "اذ"):
            return True
        return self._new_sentence(at, after_comma, frame)

    def _reason(self, at: int, following: str) -> bool:
        """He gives his reason himself: "، وذلك لتجنب أزمة"."""
        return following.startswith("ل") or following in _CAUSES or at + 1 in self.a.opens

    def _aside(self, at: int, after_comma: bool, clause: bool) -> bool:  # noqa: PLR0911 - one remark after the other
        """Whether the reporter goes on in his own words: "، وذلك ردا على", "، وهو الأمر الذي", "، في إشارة إلى"."""
        lex = self.a.lex[at]
        following = self.a.lex[at + 1] if at + 1 < self.unit.last else ""
        if lex in _ASIDE_WITHOUT_COMMA:
            return not (after_comma and self._reason(at, following))
        if lex == "فيما" and is_verb(following) and following not in _WHAT_ABOUT:
            return True
        if self._withholds(at) or (lex == "قبل" and following == "ان" and self._reports_at(at + 2)):
            return True
        if not after_comma:
            if lex == "وهو" and following == "ما":  # "وهو ما تنفيه الشركة"
                return at + 2 < self.unit.last and bool(verb_cues(self.a.tokens[at + 2].text))
            return lex == "في" and following == "اشاره" and self.a.tokens[at - 1].text in '"”»'
        if following == "ان" and (lex == "حتي" or (lex == "الا" and not clause)):
            return True  # the reporter's own words
        if lex in _ASIDE:
            return not (lex == "رغم" and clause and following == "ان")
        return self._comments(at) or (lex == "في" and following in ("حين", "اشاره"))

    def _main_clause(self, at: int, frame: Frame) -> bool:
        """Behind a subordinate one: "وبينما تقول الشركة إن المصنع آمن، تنفي النقابة"."""
        if not (is_verb(self.a.lex[at]) or self._reports_at(at)):
            return False
        first = self.a.lex[self.unit.first].removeprefix("و")
        return first in ("بينما", "فيما") and frame.opening - self.unit.first <= 1

    def _reports_at(self, at: int) -> bool:
        return at < self.unit.last and bool(starts_attribution(self.a.tokens[at].text))

    def _withholds(self, at: int) -> bool:
        """The reporter says what was not said: "لكنه لم يكشف السبب", "من دون أن يخوض في التفاصيل", "دون ذكر أسماء"."""
        a = self.a
        words = [*a.lex[at : min(at + 4, self.unit.last)], "", "", "", ""]
        if words[0].removeprefix("و") in ("لكنه", "لكنها", "لكنهم"):
            verb = 2 if words[1] == "لم" else 1
            said = verb == 2 and bool(verb_cues(a.tokens[min(at + 2, self.unit.last - 1)].text))
            return words[verb] in _WITHHOLDS or said
        if words[0] == "من" and words[1] in ("دون", "غير"):
            words = words[1:]
        if words[0] not in ("دون", "بدون", "غير"):
            return False
        return words[2] in _WITHHOLDS if words[1] == "ان" else words[1] in _DETAILS

    def _new_attribution(self, other: Frame, at: int, frame: Frame | None, after_comma: bool, *, clause: bool) -> bool:
        """Whether the other frame begins an attribution of its own, and is not part of what is reported."""
        a = self.a
        tense = other.form.tense
        if tense == "participle":
            return True
        if tense == "masdar":
            return after_comma and a.lex[at] in _ASIDE
        connected = a.lex[other.opening] in _CONNECTORS and other.opening < other.token
        joined = other.start > a.tokens[other.token].start or (other.before and self._joined_noun(other))
        if "relative" in word_class(a.lex[other.opening]) and other.opening < other.token:
            said = a.lex[other.opening].startswith("و") or other.complement.kind == "that"
            return after_comma and other.phrase is None and said  # "، والتي قال إنها"
        if is_complementizer(a.lex[at - 1]) or (clause and self._of_another(other, frame)):
            return False
        if connected or (joined and other.token == other.opening) or (joined and other.before):
            # A past verb without subject goes on inside what a present one reports, unless a comma parts them.
            inside = frame is not None and frame.form.tense == "present" and tense == "past" and other.phrase is None
            return not inside or after_comma
        return joined or (not clause and after_comma and other.joined and other.form.tense == "past")

    @staticmethod
    def _of_another(other: Frame, frame: Frame | None) -> bool:
        """Whether the verb goes on about somebody in the reported clause: "أضاف أن السفارة ناقشت الأمر وحثتها على"."""
        if frame is None or other.phrase is not None or frame.form.number != "s" or other.form.number == "d":
            return False
        return bool(frame.form.gender and other.form.gender) and frame.form.gender != other.form.gender

    def _comments(self, at: int) -> bool:
        """The reporter comments on what was said: وهو الأمر الذي, الأمر الذي, وهو ما."""
        following = self.a.lex[at + 1] if at + 1 < self.unit.last else ""
        if self.a.lex[at] in ("وهو", "وهي"):
            return following in _COMMENTED or following.removeprefix("ال") in _COMMENTED
        return self.a.lex[at] == "الامر" and following == "الذي"

    def _joined_noun(self, other: Frame) -> bool:
        return other.phrase is not None and other.phrase.start == self.a.tokens[other.phrase.first].start + 1

    def _new_sentence(self, at: int, after_comma: bool, frame: Frame | None) -> bool:
        """After a nominal complement, a finite verb with و begins a sentence of the reporter: "، وطردت حكومات"."""
        a = self.a
        lex = a.lex[at]
        if not lex.startswith(("و", "ف")) or len(lex) < 4 or a.words.name_at[at] >= 0 or not is_word(a.tokens[at]):
            if after_comma and lex == "كما" and at + 1 < self.unit.last:
                return is_past(a.lex[at + 1]) or bool(verb_cues(a.tokens[at + 1].text))
            return False
        rest = lex[1:]
        if not after_comma or (is_masdar(rest) and frame is not None and frame.form.gender == "f"):
            return False  # "اقترحت إنشاء فريق، وكشف الظروف": her verb would be feminine
        if frame is not None and frame.form.tense == "present":
            return is_verb(rest) and rest[:1] == lexical(frame.form.surface)[:1]
        same = frame is not None and rest[:1] == {"f": "ت", "m": "ي"}.get(frame.form.gender)
        if frame is not None and same and is_verb(rest):  # unless it goes on in a relative clause
            return not any("relative" in word_class(lex) for lex in a.lex[frame.complement.first : at])
        return is_past(rest) or (rest.endswith("ت") and not rest.endswith("ات") and len(rest) > 3)
