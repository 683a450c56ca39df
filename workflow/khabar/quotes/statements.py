"""The statements of an article, in order, with the phrase of their speaker still to be resolved."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.extent import Boundaries
from khabar.quotes.frame import Frame
from khabar.quotes.frames import FrameFinder
from khabar.quotes.grammar import agrees
from khabar.quotes.headlines import headline_statement
from khabar.quotes.marks import Quotation
from khabar.quotes.sources import SourceCue, SourceFinder
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import quote_words
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.words import word_class

_FEWEST_FLOATING = 4  # words; a shorter fragment in marks is a scare quote
_LEADING = quote_words("leading")


class StatementFinder:
    """Finds the statements of one article."""

    def __init__(self, article: Article) -> None:
        self.a = article
        self.frame_finder = FrameFinder(article)
        self.source_finder = SourceFinder(article)

    def find(self) -> list[Statement]:
        """All statements, by position of the cue."""
        found: list[Statement] = []
        for number, unit in enumerate(self.a.units):
            if unit.section in ("dateline", "byline"):
                continue
            found += self._unit(number, unit)
        return found

    def _unit(self, number: int, unit: Unit) -> list[Statement]:
        frames = self.frame_finder.find(unit)
        sources = self.source_finder.find(unit)
        taken = {at for source in sources for at in range(source.first, source.last)}
        frames = [frame for frame in frames if frame.token not in taken]
        found: list[Statement] = []
        if unit.section == "title":
            headline = headline_statement(self.a, unit, number, frames)
            if headline is not None:
                found.append(headline)
                frames = [f for f in frames if not (headline.span.start <= f.start or f.complement.kind == "colon")]
        boundaries = Boundaries(self.a, unit, frames, sources)
        for frame in frames:
            statement = self._from_frame(frame, number, boundaries, found)
            if statement is not None:
                found.append(statement)
        for source in sources:
            self._from_source(source, number, unit, boundaries, found)
        self._floating(number, unit, found)
        return sorted(found, key=lambda s: (s.token, s.span))

    # -- reporting words ------------------------------------------------------------------------------------------------

    def _from_frame(
        self, frame: Frame, number: int, boundaries: Boundaries, found: list[Statement]
    ) -> Statement | None:
        holder = next((s for s in found if s.span.start <= frame.start < s.span.end), None)
        phrase = frame.phrase
        if holder is not None and frame.form.tense == "masdar" and frame.start == holder.span.start:
            return None  # "انتقد مطالبة الاتحاد بإقالته": reported once
        if holder is not None and phrase is None:
            phrase = self._clause_subject(frame, holder)
            described = self.a.lex[frame.token + 1 : frame.token + 2] in (["فيه"], ["فيها"])
            if phrase is None and not described:
                return None  # a thought of the same speaker inside his own statement
        content = boundaries.content(frame)
        if content is None:
            return None
        span, quote_type = content
        via = [frame.via] if frame.via is not None else []
        return Statement(
            span, quote_type, _rule(frame), number, Span(frame.start, frame.end), frame.cue.lemma, frame.cue.cue_class,
            phrase, frame.form, frame.token, via, nested=holder is not None or self._in_relative(frame),
        )  # fmt: skip

    def _clause_subject(self, frame: Frame, holder: Statement) -> Phrase | None:
        """The subject of the reported clause, if the verb inside it is its predicate: أن الاستراتيجية، التي نشرت، أوضحت."""
        a = self.a
        first = a.words.at(holder.span.start)
        if frame.form.tense == "participle" or a.tokens[frame.token].start != frame.start:
            return None
        phrase = a.reader.after(first) if a.tokens[first].start == holder.span.start else None
        if phrase is None or phrase.last > frame.token or not agrees(a.words, phrase, frame.form, before=True):
            return None
        between = a.lex[phrase.last : frame.token]
        return phrase if not between or a.tokens[phrase.last].text in "،," else None

    def _in_relative(self, frame: Frame) -> bool:
        lex = self.a.lex
        return "relative" in word_class(lex[frame.opening]) | word_class(lex[max(0, frame.opening - 1)])

    # -- sources without a verb -----------------------------------------------------------------------------------------

    def _from_source(
        self, source: SourceCue, number: int, unit: Unit, boundaries: Boundaries, found: list[Statement]
    ) -> None:
        a = self.a
        reported = [s for s in found if s.cue is not None and s.token < source.first]
        last = max(reported, key=lambda s: min(s.span.end, a.tokens[source.first].start), default=None)
        if source.phrase is None:
            if last is None:
                self._own_words(source, number, unit, boundaries, found)
            return
        if source.opens:
            first = source.last
            while first < unit.last and a.tokens[first].text in "،,:":
                first += 1
            if first < unit.last and a.lex[first] in ("فان", "فانه", "فانها"):
                first += 1 if a.lex[first] == "فان" else 0
            inner = next((s for s in found if first <= s.token <= first + 3 and s.phrase is not None), None)
            if inner is not None:
                inner.via.append(source.phrase)  # the statement is a person's, the source only relays it
                return
        elif source.closes:
            if last is not None and self._covers(last, source):
                last.via.append(source.phrase)
                return
            first = self._clause_before(source, unit, last)
        else:
            if any(s.span.end > a.tokens[source.last].start > s.span.start for s in reported):
                last_holder = next(s for s in reported if s.span.end > a.tokens[source.last].start > s.span.start)
                last_holder.via.append(source.phrase)
                return
            if any(s.cue is not None and s.span.start >= a.tokens[source.last].start for s in found):
                return
            first = source.last
            while first < unit.last and a.tokens[first].text in "،,":
                first += 1
        if first >= unit.last:
            return
        if source.opens or not source.closes:
            end = boundaries.end(first, None)
        else:
            end = a.tokens[source.first].start
        span = boundaries.clean(a.tokens[first].start, end)
        if source.closes and a.tokens[first].text[:1] == "و" and a.words.name_at[first] < 0 and first == unit.first:
            span = Span(span.start + 1, span.end)
        if span.end - span.start < 8 or any(s.span == span for s in found):
            return
        found.append(
            Statement(
                span, boundaries.quote_type(span), "source-first" if source.opens else "source-last", number,
                Span(source.start, source.end), source.cue.lemma, source.cue.cue_class, source.phrase, None, source.first,
            )
        )  # fmt: skip

    def _own_words(
        self, source: SourceCue, number: int, unit: Unit, boundaries: Boundaries, found: list[Statement]
    ) -> None:
        first = self._clause_before(source, unit, None)
        span = boundaries.clean(self.a.tokens[first].start, self.a.tokens[source.first].start)
        if span.end - span.start < 8:
            return
        found.append(
            Statement(
                span, boundaries.quote_type(span), "source-pronoun", number, Span(source.start, source.end),
                source.cue.lemma, source.cue.cue_class, None, None, source.first, own_words=True,
            )
        )  # fmt: skip

    def _covers(self, statement: Statement, source: SourceCue) -> bool:
        """Whether the statement reaches up to the source, so that the source only relays it."""
        start = self.a.tokens[source.first].start
        between = self.a.text[statement.span.end : start] if statement.span.end <= start else ""
        between = between.strip(' .،,"»”)')
        return len(between) < 60 or between.startswith("وذلك")

    def _clause_before(self, source: SourceCue, unit: Unit, last: Statement | None) -> int:
        """Token where the clause that the source covers begins: after the statement before it, else with the sentence."""
        a = self.a
        first = unit.first
        if last is not None:
            first = max(first, a.words.at(last.span.end))
            while first < source.first and (a.tokens[first].text in '،,."»”' or a.lex[first] in _LEADING):
                first += 1
        else:
            first = self._after_dateline(unit)
            while first < source.first and a.lex[first] in ("كما", "وقد"):
                first += 1
        return first

    def _after_dateline(self, unit: Unit) -> int:
        """Past "دبي، الإمارات (CNN)--" at the start of a sentence."""
        a = self.a
        for at in range(unit.first, min(unit.first + 14, unit.last)):
            if a.tokens[at].text == "(" and at + 3 < unit.last and a.tokens[at + 2].text == ")":
                if a.tokens[at + 3].text in "-–—":
                    at += 3
                    while at < unit.last and a.tokens[at].text in "-–—":
                        at += 1
                    return at
        return unit.first

    # -- quotations without a reporting word ------------------------------------------------------------------------------

    def _floating(self, number: int, unit: Unit, found: list[Statement]) -> None:
        a = self.a
        if unit.section == "related":
            return
        at = unit.first
        while at < unit.last:
            index = a.opens.get(at)
            if index is None:
                at += 1
                continue
            quotation = a.quotations[index]
            at = max(at + 1, a.quotation_end(index))
            words = a.word_count(quotation)
            whole = self._stands_alone(quotation.outer_start, quotation.outer_end, unit)
            fewest = 3 if unit.section == "title" or whole else _FEWEST_FLOATING
            if words < fewest or a.is_name(index):
                continue
            if any(s.span.start < quotation.end and quotation.start < s.span.end for s in found):
                continue
            if unit.section in ("caption",):
                continue
            if not whole and not found and unit.section != "title":
                continue
            if unit.section == "title" and not self._said_below(quotation, unit):
                continue
            token = a.words.at(quotation.start)
            found.append(
                Statement(Span(quotation.start, quotation.end), "direct", "floating-alone" if whole else "floating-part",
                          number, token=token)
            )  # fmt: skip

    def _said_below(self, quotation: Quotation, unit: Unit) -> bool:
        """Whether the article has the words of its headline again: most marks in headlines hold names and irony."""
        words = quotation.start, quotation.end
        below = self.a.tokens[unit.last - 1].end
        return self.a.text.find(self.a.text[slice(*words)], below) >= 0

    def _stands_alone(self, start: int, end: int, unit: Unit) -> bool:
        first, last = self.a.tokens[unit.first], self.a.tokens[unit.last - 1]
        return start - first.start <= 2 and last.end - end <= 2


def _rule(frame: Frame) -> str:
    kind = {"that": "clause", "quote": "marks", "colon": "colon", "before": "marks-first"}.get(
        frame.complement.kind, frame.complement.kind
    )
    if frame.form.tense == "participle":
        return f"participle-{kind}"
    if frame.form.tense == "masdar":
        return f"noun-{kind}"
    if frame.via is not None or "from+" in frame.cue.complements:
        return f"relayed-{kind}"
    if frame.phrase is None:
        return f"carried-{kind}"
    return f"{'subject-verb' if frame.before else 'verb-subject'}-{kind}"
