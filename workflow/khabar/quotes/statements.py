"""The statements of an article, in order, with the phrase of their speaker still to be resolved."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.covered import CoveredClauses
from khabar.quotes.extent import Boundaries
from khabar.quotes.frame import Frame
from khabar.quotes.frames import FrameFinder
from khabar.quotes.grammar import agrees, is_animate
from khabar.quotes.headlines import headline_statement
from khabar.quotes.marks import Quotation
from khabar.quotes.sources import SourceFinder
from khabar.quotes.statement import Statement
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.words import has_article, is_word, word_class

_FEWEST_ALONE = 3  # words; what is shorter is no speech
_FEWEST_SUBHEADING = 7  # words; a shorter line in marks without a full stop heads a section
_FEWEST_IN_SENTENCE = 4  # words; a shorter fragment in marks is a scare quote


class StatementFinder:
    """Finds the statements of one article."""

    def __init__(self, article: Article) -> None:
        self.a = article
        self.frame_finder = FrameFinder(article)
        self.source_finder = SourceFinder(article)
        self.covered = CoveredClauses(article)

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
        passed_on = [frame for frame in frames if frame.relayed]
        sources = [s for s in sources if not any(f.token < s.first < f.complement.first for f in passed_on)]
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
            self.covered.add(source, unit, boundaries, found)
        self._floating(number, unit, found)
        return sorted(found, key=lambda s: (s.token, s.span))

    # -- reporting words -------------------------------------------------------------------------------------

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
        """The subject of the reported clause, if the verb is its predicate: أن الاستراتيجية، التي نشرت، أوضحت."""
        a = self.a
        first = a.words.at(holder.span.start)
        if frame.form.tense in ("participle", "masdar"):
            return None
        phrase = a.reader.after(first) if a.tokens[first].start == holder.span.start else None
        if phrase is None or phrase.last > frame.token or not agrees(a.words, phrase, frame.form, before=True):
            return None
        if a.tokens[frame.token].start != frame.start:  # "أن السفارة ناقشت الأمر وحثتها على": not of who said it
            speaker = holder.form.gender if holder.form is not None else ""
            other = bool(speaker) and frame.form.gender not in ("", speaker)
            return phrase if other and is_animate(a.words, phrase) else None
        between = a.lex[phrase.last : frame.token]
        return phrase if not between or a.tokens[phrase.last].text in "،," else None

    def _in_relative(self, frame: Frame) -> bool:
        lex = self.a.lex
        phrase = frame.phrase
        if phrase is not None and frame.before and phrase.last == frame.token and phrase.first > 0:
            described = "source" in word_class(lex[phrase.head]) and not has_article(lex[phrase.head])
            if described and "source" in word_class(lex[frame.token - 1]) and is_word(self.a.tokens[phrase.first - 1]):
                return True  # على خلفية تقرير زعم
        return "relative" in word_class(lex[frame.opening]) | word_class(lex[max(0, frame.opening - 1)])

    # -- quotations without a reporting word -----------------------------------------------------------------

    def _floating(self, number: int, unit: Unit, found: list[Statement]) -> None:
        """Words in marks that no reporting word introduces."""
        a = self.a
        if unit.section in ("related", "caption"):
            return
        for index in a.quotations_within(a.tokens[unit.first].start, a.tokens[unit.last - 1].end):
            quotation = a.quotations[index]
            whole = self._stands_alone(quotation, unit)
            if (
                a.is_name(index)
                or a.text[quotation.start] == "#"
                or not (whole or self._is_speech(quotation, unit, found))
            ):
                continue
            if a.word_count(quotation) < self._fewest(whole, unit):
                continue
            if any(s.span.start < quotation.end and quotation.start < s.span.end for s in found):
                continue
            rule = "floating-alone" if whole else "floating-part"
            span = Span(quotation.start, quotation.end)
            found.append(Statement(span, "direct", rule, number, token=a.words.at(quotation.start)))

    def _fewest(self, whole: bool, unit: Unit) -> int:
        """Words that a quotation must have to be speech; a line in marks without a stop can be a subheading."""
        if unit.section == "title":
            return _FEWEST_ALONE
        if not whole:
            return _FEWEST_IN_SENTENCE
        last = self.a.tokens[unit.last - 2 : unit.last]
        return _FEWEST_ALONE if any(token.text in ".!؟?…" for token in last) else _FEWEST_SUBHEADING

    def _is_speech(self, quotation: Quotation, unit: Unit, found: list[Statement]) -> bool:
        """A fragment is speech where the sentence quotes somebody; in a headline, where the article has it again."""
        if unit.section != "title":
            return bool(found)
        below = self.a.tokens[unit.last - 1].end
        return self.a.text.find(self.a.text[quotation.start : quotation.end], below) >= 0

    def _stands_alone(self, quotation: Quotation, unit: Unit) -> bool:
        first, last = self.a.tokens[unit.first], self.a.tokens[unit.last - 1]
        return quotation.outer_start - first.start <= 2 and last.end - quotation.outer_end <= 2


def _rule(frame: Frame) -> str:
    kind = {"that": "clause", "quote": "marks", "colon": "colon", "before": "marks-first"}.get(
        frame.complement.kind, frame.complement.kind
    )
    if frame.form.tense == "participle":
        return f"participle-{kind}"
    if frame.form.tense == "masdar":
        return f"noun-{kind}"
    if frame.relayed:
        return f"relayed-{kind}"
    if frame.phrase is None:
        return f"carried-{kind}"
    return f"{'subject-verb' if frame.before else 'verb-subject'}-{kind}"
