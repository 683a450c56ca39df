"""Clauses that a source covers without a verb: "قتل تسعة، بحسب الوزارة"; "بحسب الوزارة، قتل تسعة".

Where the clause is itself somebody's statement, the source only relays it.
"""

from khabar.quotes.article import Article, Unit
from khabar.quotes.extent import Boundaries
from khabar.quotes.sources import SourceCue
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import quote_words
from khabar.text.spans import Span
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, verb_readings

_LEADING = quote_words("leading")
_SHORTEST = 8  # code points of a clause
_GAP = 60  # code points that may stand between a statement and the source that relays it
_LONGEST_REMARK = 16  # tokens between a source and فإن
_DATELINE = 14  # tokens in which "دبي، الإمارات (CNN)--" ends
_DASHES = frozenset("-–—")


def _own_letter(word: str) -> bool:
    """Whether the و is no conjunction: وسط, وجهت."""
    return lexical(word) == "وسط" or any(reading.clitics == 0 for reading in verb_readings(word))


class CoveredClauses:
    """Adds the statements of one article that stand under a source."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def add(self, source: SourceCue, unit: Unit, boundaries: Boundaries, found: list[Statement]) -> None:
        """Adds the statement that the source covers to `found`, or the source to the statement that it relays."""
        a = self.a
        start = a.tokens[source.first].start
        before = [s for s in found if s.cue is not None and s.token < source.first]
        last = max(before, key=lambda s: min(s.span.end, start), default=None)
        if source.phrase is None and last is not None:
            return  # على حد قوله after a statement of his
        relayed = self._relayed(source, last, before, found)
        if relayed is not None and source.phrase is not None:
            relayed.via.append(source.phrase)
            return
        first = self._first(source, unit, last if source.phrase is not None else None)
        if first >= unit.last or (not source.closes and not source.opens and self._said_after(source, found)):
            return
        covers_before = source.closes or source.phrase is None
        if covers_before and a.lex[source.first - 1] == "وذلك":
            start = a.tokens[source.first - 1].start
        if source.phrase is None and not source.closes and source.last < unit.last:
            start = boundaries.end(source.last, None)  # سيذهب الوزير، بحسب ما قاله، إلى العاصمة
        span = boundaries.clean(a.tokens[first].start, start if covers_before else boundaries.end(first, None))
        inner = self._inside_marks(span)
        if (
            covers_before
            and first == unit.first
            and a.tokens[first].text.startswith("و")
            and a.words.name_at[first] < 0
            and not _own_letter(a.tokens[first].text)
        ):
            span = Span(span.start + 1, span.end)
        if span.end - span.start < _SHORTEST or any(s.span == span for s in found):
            return
        rule = "source-pronoun" if source.phrase is None else "source-first" if source.opens else "source-last"
        found.append(
            Statement(
                inner or span, "direct" if inner else boundaries.quote_type(span), rule, unit.number,
                Span(source.start, source.end), source.cue.lemma, source.cue.cue_class, source.phrase,
                None, source.first,
            )
        )  # fmt: skip

    def _inside_marks(self, span: Span) -> Span | None:
        """The words inside the marks, if all of the clause is inside."""
        opening = self.a.opens.get(self.a.words.at(span.start))
        if opening is None or self.a.is_name(opening):
            return None
        quotation = self.a.quotations[opening]
        return Span(quotation.start, quotation.end) if quotation.outer_end >= span.end else None

    def _relayed(
        self, source: SourceCue, last: Statement | None, before: list[Statement], found: list[Statement]
    ) -> Statement | None:
        """The statement of somebody else that the source only relays."""
        if source.opens:
            first = self._after_source(source)
            return next((s for s in found if first <= s.token <= first + 3 and s.phrase is not None), None)
        if source.closes:
            return last if last is not None and self._reaches(last, source) else None
        after = self.a.tokens[source.last].start
        return next((s for s in before if s.span.start < after < s.span.end), None)

    def _said_after(self, source: SourceCue, found: list[Statement]) -> bool:
        after = self.a.tokens[source.last].start
        return any(s.cue is not None and s.span.start >= after for s in found)

    def _reaches(self, statement: Statement, source: SourceCue) -> bool:
        """Whether little stands between the statement and the source, or only what the reporter adds with وذلك."""
        start = self.a.tokens[source.first].start
        between = self.a.text[statement.span.end : start].strip(' .،,"»”)') if statement.span.end <= start else ""
        return len(between) < _GAP or between.startswith("وذلك")

    def _first(self, source: SourceCue, unit: Unit, last: Statement | None) -> int:
        """Token where the clause begins."""
        if source.phrase is not None and not source.closes:
            return min(self._after_source(source), unit.last)
        a = self.a
        if last is None:
            first = self._after_dateline(unit)
            return first + 1 if a.lex[first] in ("كما", "وقد") else first
        first = max(unit.first, a.words.at(last.span.end))
        while first < source.first and (a.tokens[first].text in '،,."»”' or a.lex[first] in _LEADING):
            first += 1
        return first

    def _after_source(self, source: SourceCue) -> int:
        """Past the comma, and فإن, behind a source that opens the sentence."""
        a = self.a
        first = source.last
        for at in range(first, min(first + _LONGEST_REMARK, len(a.tokens))):
            if a.lex[at].startswith("فان") and is_complementizer(a.lex[at]):
                return at + 1 if a.lex[at] == "فان" else at
            if a.tokens[at].text in ".:؛":
                break
        while first < len(a.tokens) and a.tokens[first].text in "،,:-–—":
            first += 1
        return first

    def _after_dateline(self, unit: Unit) -> int:
        """Past "دبي، الإمارات (CNN)--" at the start of a sentence."""
        texts = [token.text for token in self.a.tokens[unit.first : min(unit.first + _DATELINE, unit.last)]]
        for at, text in enumerate(texts):
            if text == "(" and texts[at + 2 : at + 3] == [")"] and set(texts[at + 3 : at + 4]) & _DASHES:
                after = at + 3
                while after < len(texts) and texts[after] in _DASHES:
                    after += 1
                return unit.first + after
        return unit.first
