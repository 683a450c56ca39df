"""How far what is reported goes: to the end of the sentence, unless another attribution or the reporter's own words begin."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Frame
from khabar.quotes.lexicon import starts_attribution, verb_cues
from khabar.quotes.sources import SourceCue
from khabar.quotes.vocabulary import quote_words
from khabar.text.spans import Span, trimmed
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_past, is_verb, is_word, word_class

_ASIDE = quote_words("aside")
_ASIDE_WITHOUT_COMMA = quote_words("aside_always")
_CONNECTORS = quote_words("connector")
_CIRCUMSTANCE = quote_words("circumstance")
_COMMENTED = quote_words("commented")
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
        if kind in ("quote", "that", "prep", "noun", "object") and first in self.a.opens:
            whole = self._whole_quotation(first, frame)
            if whole is not None:
                return whole, "direct"
        start = frame.complement.start
        end = self._paragraph_end(first) if kind == "colon" else self.end(first, frame)
        span = self._without_introduction(self.clean(start, end))
        if span.end <= span.start:
            return None
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
        if not is_complementizer(lex[last]) and not (self.a.words.at(span.end) in self.complements):
            return span
        while last > self.a.words.at(span.start) and (
            is_complementizer(lex[last]) or "time" in word_class(lex[last]) or lex[last] in ("،", ",", ":")
        ):
            last -= 1
        return self.clean(span.start, self.a.tokens[last].end)

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
        a = self.a
        if at >= self.unit.last:
            return True
        if a.text.find("\n", a.tokens[at - 1].end, a.tokens[at].start) >= 0:
            return True
        text, lex = a.tokens[at].text, a.lex[at]
        if text in ".؟!?؛:" or at in self.frames or at in self.frame_tokens or at in self.sources:
            return True
        if text in "-–—(" or lex in _CIRCUMSTANCE:
            return True
        if text in "،,":
            following = at + 1
            return following >= self.unit.last or not (
                is_complementizer(a.lex[following]) or a.lex[following] in ("والذي", "والتي")
            )
        if frame.complement.kind == "quote" and frame.cue.cue_class not in ("consider", "describe", "condemn", "deny"):
            # Long marked speech is a statement in itself, whatever goes on behind it.
            quotation = a.quotations[a.opens[frame.complement.first]]
            if a.word_count(quotation) >= 6 and not is_complementizer(lex):
                return True
        return (
            lex in _ASIDE_WITHOUT_COMMA
            or lex in ("علي", "بحسب", "وفق", "حسب")
            and at + 1 < self.unit.last
            and a.lex[at + 1] == "حد"
        )

    # -- the end of a clause --------------------------------------------------------------------------------------------

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

    def _stops(self, at: int, first: int, frame: Frame | None, clause: bool) -> bool:
        a = self.a
        lex, text = a.lex[at], a.tokens[at].text
        after_comma = a.tokens[at - 1].text in "،,"
        if at in self.sources:
            return self._source_ends(self.sources[at])
        if a.text.find("\n", a.tokens[at - 1].end, a.tokens[at].start) >= 0 and frame is None:
            return True
        if text in "؛":
            return True
        outer = self.complements.get(at)
        if outer is not None and frame is not None and outer.token < frame.token and outer is not frame:
            return True  # the frame stands between an outer cue and what that one reports
        if after_comma and self._comments(at):
            return True
        if (after_comma and lex in _ASIDE) or lex in _ASIDE_WITHOUT_COMMA:
            return not (lex == "رغم" and clause and at + 1 < self.unit.last and a.lex[at + 1] in ("ان",))
        if after_comma and lex == "في" and at + 1 < self.unit.last and a.lex[at + 1] in ("حين", "اشاره"):
            return True
        other = self.frames.get(at) or self.frame_tokens.get(at)
        if other is not None and other is not frame and other.token >= first:
            return self._new_attribution(other, at, frame, after_comma, clause)
        if frame is not None and not clause and after_comma and lex in _CIRCUMSTANCE:
            return True
        return not clause and self._new_sentence(at, after_comma, frame)

    def _new_attribution(self, other: Frame, at: int, frame: Frame | None, after_comma: bool, clause: bool) -> bool:
        a = self.a
        tense = other.form.tense
        if tense == "participle":
            return True
        if tense == "masdar":
            return after_comma and a.lex[at] in _ASIDE
        connected = a.lex[other.opening] in _CONNECTORS and other.opening < other.token
        joined = other.start > a.tokens[other.token].start or (other.before and self._joined_noun(other))
        if "relative" in word_class(a.lex[other.opening]) and other.opening < other.token:
            return after_comma and other.phrase is None  # "، والتي قال إنها"
        if is_complementizer(a.lex[at - 1]):
            return False
        if connected or (joined and other.token == other.opening) or (joined and other.before):
            # A past verb without subject goes on inside what a present one reports, unless a comma parts them.
            inside = frame is not None and frame.form.tense == "present" and tense == "past" and other.phrase is None
            return not inside or after_comma
        return joined or (not clause and after_comma and other.joined and other.form.tense == "past")

    def _comments(self, at: int) -> bool:
        """ "، وهو الأمر الذي", "، الأمر الذي", "، وهو ما": the reporter on what was said."""
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
        if not after_comma:
            return False
        if frame is not None and frame.form.tense == "present":
            return is_verb(rest) and rest[:1] == lexical(frame.form.surface)[:1]
        return is_past(rest) or (rest.endswith("ت") and not rest.endswith("ات") and len(rest) > 3)

    def _source_ends(self, source: SourceCue) -> bool:
        """A source at the end of the clause ends it; one between commas inside it does not."""
        return source.closes
