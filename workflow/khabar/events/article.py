"""One article as the event rules see it: words, sentences, names, quotes and dates over one text."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar.dates import DateExpression, anchor_date, find_dates
from khabar.events.topics import topic_probabilities
from khabar.events.triggers import bare_forms, word_class
from khabar.resources import lexicon
from khabar.text.phrases import PhraseReader
from khabar.text.tokens import lexical
from khabar.text.words import NameSpan, Words

if TYPE_CHECKING:
    from khabar.events.complements import Complement

Row = Mapping[str, Any]

_LEAD = 80  # tokens of headline and first sentence
_NESTED = 20  # quotes that begin before a word and are looked at for holding it
_WIDE = 60  # tokens on either side that count as the sentence, so that work stays linear
_ASIDE = frozenset(("byline", "dateline"))
_LINK = 10  # tokens: what is shorter among the related pieces is the headline of a link


@cache
def country_codes() -> dict[str, str]:
    """Folded name of a country → ISO 3166-1 alpha-3 code."""
    return {lexical(row["form"]): row["iso3"] for row in lexicon("countries")}


class Sentence(NamedTuple):
    """A sentence: its id, its section and its tokens [first, last)."""

    sentence_id: str
    section: str
    start: int
    end: int
    first: int
    last: int


def window(sentence: Sentence, token: int) -> tuple[int, int]:
    """First token and the one after the last of those around a token that count as its sentence."""
    return max(sentence.first, token - _WIDE), min(sentence.last, token + _WIDE)


def _is_link(sentence: Sentence) -> bool:
    return sentence.section == "related" and sentence.last - sentence.first < _LINK


class Article:
    """The rows of one article, indexed.

    Sentences of bylines, date lines and links report no event; summaries of other pieces below an article do.
    """

    def __init__(self, article: Row, sentences: Sequence[Row], entities: Sequence[Row], quotes: Sequence[Row]) -> None:
        self.article_id: str = article["article_id"]
        self.text: str = article["text"]
        self.published_at: datetime | None = article["published_at"]
        self.anchor: date | None = anchor_date(self.published_at, article["published_at_precision"])
        self.mentions: list[Row] = sorted(entities, key=lambda row: (row["char_start"], row["char_end"]))
        self.quotes: list[Row] = sorted(quotes, key=lambda row: (row["char_start"], row["char_end"]))
        names = [NameSpan(row["char_start"], row["char_end"], row["entity_type"]) for row in self.mentions]
        self.words = Words(self.text, names)
        self.reader = PhraseReader(self.words)
        self.sentences = [s for s in map(self._sentence, sentences) if s.section not in _ASIDE and not _is_link(s)]
        self._quote_starts = [row["char_start"] for row in self.quotes]
        self._around: dict[int, frozenset[str]] = {}
        self._dates: dict[int, list[DateExpression]] = {}
        self.complements: dict[int, list[Complement]] = {}
        """Token → what follows it, as khabar.events.complements has read it so far."""

    def _sentence(self, row: Row) -> Sentence:
        start, end = row["char_start"], row["char_end"]
        return Sentence(row["sentence_id"], row["section"], start, end, self.words.at(start), self.words.at(end))

    @cached_property
    def topics(self) -> dict[str, float]:
        """Probability of each topic of the article."""
        return topic_probabilities(token.text for token in self.words.tokens)

    @cached_property
    def tells_accident(self) -> bool:
        """Whether headline and first sentence tell of an accident or a disaster, and of no arms."""
        if not self.sentences:
            return False
        last = self.sentences[min(len(self.sentences), 2) - 1].last
        first = self.sentences[0].first
        forms = [bare_forms(self.words.tokens[at].text) for at in range(first, min(last, first + _LEAD))]
        disaster = word_class("accident") | word_class("nature")
        return any(disaster & form for form in forms) and not any(word_class("armed") & form for form in forms)

    @cached_property
    def quote_of_cue(self) -> dict[int, Row]:
        """Token index of a reporting word → its quote; the first one where a word has several."""
        found: dict[int, Row] = {}
        for row in self.quotes:
            if row["cue_char_start"] is not None:
                found.setdefault(self.words.at(row["cue_char_start"]), row)
        return found

    @cached_property
    def mention_of_id(self) -> dict[str, Row]:
        """mention_id → mention."""
        return {row["mention_id"]: row for row in self.mentions}

    @cached_property
    def countries(self) -> dict[str, Row]:
        """ISO 3166-1 alpha-3 code → first mention of the country by its name; else of a place that acts for it."""
        found: dict[str, Row] = {}
        for row in self.mentions:
            code = country_codes().get(lexical(row["canonical_name"])) if row["entity_type"] == "LOC" else None
            if code:
                found.setdefault(code, row)
        return found

    @cached_property
    def people_with_role(self) -> list[Row]:
        """Mentions of people with a title or function, in text order."""
        return [row for row in self.mentions if row["entity_type"] == "PER" and row["role"]]

    @cached_property
    def bodies(self) -> list[Row]:
        """Mentions of bodies, in text order."""
        return [row for row in self.mentions if row["entity_type"] == "ORG"]

    def kind_of(self, row: Row) -> frozenset[str]:
        """Nouns that say what a body is, articles off: those at its name, in the text and in full, and before it."""
        at = self.words.at(row["char_start"])
        before = self.words.lex[at - 1] if at else ""
        if at and self.words.tokens[at - 1].text in '"«“' and at > 1:
            before = self.words.lex[at - 2]
        first = [lexical(row[name].split()[0]) for name in ("text", "canonical_name")]
        return frozenset(word.removeprefix("ال") for word in (before, *first))

    def forms_around(self, sentence: Sentence, token: int) -> frozenset[str]:
        """Every form, with and without what is attached, of the words of the sentence around a token."""
        if token not in self._around:
            low, high = window(sentence, token)
            words = (bare_forms(self.words.tokens[at].text) for at in range(low, high) if at != token)
            self._around[token] = frozenset[str]().union(*words)
        return self._around[token]

    def dates(self, sentence: Sentence) -> list[DateExpression]:
        """Date expressions of a sentence."""
        if sentence.start not in self._dates:
            self._dates[sentence.start] = find_dates(self.text, self.anchor, sentence.start, sentence.end)
        return self._dates[sentence.start]

    def quote_around(self, start: int, end: int) -> Row | None:
        """The shortest quote whose content holds the characters."""
        last = bisect_right(self._quote_starts, start)
        around = self.quotes[max(last - _NESTED, 0) : last]
        inside = [q for q in around if q["char_start"] <= start and end <= q["char_end"]]
        return min(inside, key=lambda q: (q["char_end"] - q["char_start"], q["char_start"]), default=None)
