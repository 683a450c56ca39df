"""One article, ready for reading quotes: tokens, names, noun phrases, quotations and the units they are read in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.quotes.marks import Quotation, quotations
from khabar.quotes.vocabulary import TITLE_NOUNS
from khabar.text.phrases import NameSpan, PhraseReader, Words
from khabar.text.spans import Span
from khabar.text.words import is_word, word_class

_LONGEST_UNIT = 1500  # tokens
_LONGEST_NAME = 6  # words; a longer quotation is no name


@dataclass(frozen=True)
class Unit:
    """One or more sentences that no quotation runs across, as tokens [first, last)."""

    number: int
    first: int
    last: int
    section: str


class Article:
    """The text with everything that the rules look at."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int, str]], names: Sequence[NameSpan]) -> None:
        self.text = text
        self.words = Words(text, names)
        self.tokens = self.words.tokens
        self.lex = self.words.lex
        self.reader = PhraseReader(self.words)
        self.quotations: list[Quotation] = quotations(text)
        self._quotation_starts = [q.outer_start for q in self.quotations]
        self.inside: list[int] = [-1] * len(self.tokens)
        """Index of the outermost quotation whose content or marks cover the token, or -1."""
        self.opens: dict[int, int] = {}
        """Token index of an opening mark → index of the outermost quotation that it opens."""
        self._cover()
        self.units = self._units(sentences)

    def _cover(self) -> None:
        for index, quotation in enumerate(self.quotations):
            if quotation.depth:
                continue
            token = self.words.at(quotation.outer_start)
            self.opens[token] = index
            while token < len(self.tokens) and self.tokens[token].start < quotation.outer_end:
                self.inside[token] = index
                token += 1

    def _units(self, sentences: Sequence[tuple[int, int, str]]) -> list[Unit]:
        units: list[Unit] = []
        spans: list[tuple[int, int, str]] = []
        outer = [q for q in self.quotations if q.depth == 0 and q.closed]
        starts = [q.outer_start for q in outer]
        opening = frozenset(starts)
        for start, end, section in sentences:
            if spans and section != "related":
                before = spans[-1]
                index = bisect_right(starts, before[1] - 1) - 1
                runs_over = index >= 0 and outer[index].outer_end > start
                # A line that ends with a colon announces the quotation on the next one.
                announced = self.text[before[0] : before[1]].endswith(":") and start in opening and before[2] != "title"
                if (runs_over or announced) and before[2] == section:
                    spans[-1] = (before[0], end, section)
                    continue
            spans.append((start, end, section))
        for start, end, section in spans:
            first, last = self.words.at(start), self.words.at(end)
            while last - first > _LONGEST_UNIT:  # text without stops: keep the work per unit bounded
                units.append(Unit(len(units), first, first + _LONGEST_UNIT, section))
                first += _LONGEST_UNIT
            if last > first:
                units.append(Unit(len(units), first, last, section))
        return units

    def units_after(self, unit: Unit) -> list[Unit]:
        """The few units that follow, of the same section."""
        return [u for u in self.units[unit.number + 1 : unit.number + 7] if u.section == unit.section]

    def quotations_within(self, start: int, end: int) -> Iterator[int]:
        """Indexes of the outermost quotations whose opening mark stands in the range."""
        index = bisect_left(self._quotation_starts, start)
        while index < len(self.quotations) and self.quotations[index].outer_start < end:
            if self.quotations[index].depth == 0:
                yield index
            index += 1

    def quotation_end(self, index: int) -> int:
        """Token index just after the quotation."""
        return self.words.at(self.quotations[index].outer_end)

    def word_count(self, quotation: Quotation) -> int:
        """Number of words inside the marks."""
        first, last = self.words.at(quotation.start), self.words.at(quotation.end)
        return sum(1 for token in self.tokens[first:last] if is_word(token) or token.text[0].isdigit())

    def is_name(self, index: int) -> bool:
        """Whether the marks hold a name: a mention of the table entities, or what stands after وكالة or رواية."""
        quotation = self.quotations[index]
        first, last = self.words.at(quotation.start), self.words.at(quotation.end)
        if last - first > _LONGEST_NAME:
            return False
        names = {self.words.name_at[at] for at in range(first, last)}
        if len(names) == 1 and -1 not in names:
            return True
        before = self.words.at(quotation.outer_start) - 1
        return before >= 0 and ("medium" in word_class(self.lex[before]) or self.lex[before] in TITLE_NOUNS)

    def name_length(self, index: int) -> int:
        """Number of tokens inside the marks."""
        quotation = self.quotations[index]
        return self.words.at(quotation.end) - self.words.at(quotation.start)

    def chars(self, first: int, last: int) -> Span:
        """Characters of the tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)
