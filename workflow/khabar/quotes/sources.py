"""Sources named without a verb: بحسب مصادر, وفقا لـ, على حد قوله, كما قال فلان, بحسب ما نقلته وكالة."""

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from khabar.quotes.article import Article, Unit
from khabar.quotes.grammar import head_word, is_animate
from khabar.quotes.lexicon import Cue, source_cues, starts_attribution, verb_cues
from khabar.quotes.vocabulary import OWN_WORDS, quote_words
from khabar.text.phrases import Phrase
from khabar.text.words import is_complementizer, is_past, is_word

_NOT_SOURCES = quote_words("not_a_source")
_RECORDS = quote_words("record")
_NEWEST = frozenset(("احدث", "اخر", "بعض"))
_REPORTED = quote_words("reported")
_AS = quote_words("as_said")
_WITH_LI = frozenset(("وفقا", "طبقا"))
_AFTER_REPORTED = frozenset(("عنه", "عنها", "عنهم", "له", "به", "في", "اليه", "اليها"))
_NAME_IN_MARKS = 6  # tokens, with the marks
_REMARK = 8  # tokens; what is left behind a source and a comma is a remark, no clause


@dataclass(frozen=True)
class SourceCue:
    """One such expression and the source that it names."""

    first: int
    """Token index of its first word."""
    cue: Cue
    start: int
    end: int
    """Characters of the cue."""
    phrase: Phrase | None
    """The source; None for على حد قوله, whose pronoun stands for the speaker."""
    last: int
    """Token index just after the whole expression."""
    opens: bool
    """Whether it begins the sentence, so that what it covers follows."""
    closes: bool
    """Whether it ends the clause, so that what it covers stands before."""


class _Place(NamedTuple):
    """Where an expression begins: token, attached conjunction, unit."""

    at: int
    skip: int
    unit: Unit


class SourceFinder:
    """Finds source expressions of one unit."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def find(self, unit: Unit) -> list[SourceCue]:
        """Source expressions in order."""
        found: list[SourceCue] = []
        at = unit.first
        while at < unit.last:
            source = self._at(at, unit) if self.a.inside[at] < 0 and self.a.lex[at] in _first_words() else None
            if source is not None:
                found.append(source)
            at = at + 1 if source is None else source.last
        return found

    def _at(self, at: int, unit: Unit) -> SourceCue | None:
        lex = self.a.lex[at]
        if lex in _AS:
            return self._as_said(at, at + 1, unit)
        if lex == "علي" and self.a.lex[at + 1 : at + 2] == ["ما"]:
            return self._as_said(at, at + 2, unit)
        for skip in (0, 1):
            for words, cue in source_cues().get(lex[skip:], ()):
                source = self._expression(_Place(at, skip, unit), words, cue)
                if source is not None:
                    return source
            if lex[skip:] in _WITH_LI:
                return self._with_li(_Place(at, skip, unit))
        return None

    def _expression(self, place: _Place, words: tuple[str, ...], cue: Cue) -> SourceCue | None:
        """One of the lexicon's expressions, the source or ما and a verb or a pronoun behind it."""
        a, end = self.a, place.at + len(words)
        if cue.kind == "text" or words[-1] == "ل" or end > place.unit.last:
            return None
        written = tuple(a.lex[place.at + 1 : end])
        if written != words[1:]:  # على حد قوله: the last word has the pronoun of the speaker
            own = written[:-1] == words[1:-1] and written[-1:] and written[-1] in OWN_WORDS
            return self._make(place, end, cue, None) if own else None
        if end >= place.unit.last:
            return None
        if a.lex[end] in OWN_WORDS:
            return self._make(place, end + 1, cue, None)  # وفق قوله
        if a.lex[end] in _REPORTED:
            return self._what_reported(place, end, cue)
        phrase = self._source_phrase(end, 0, place.unit)
        return None if phrase is None else self._make(place, end, cue, phrase)

    def _with_li(self, place: _Place) -> SourceCue | None:
        """وفقا لمصادر: the preposition is attached to the source, and belongs to the cue."""
        a, source_at = self.a, place.at + 1
        cue = next(c for words, c in source_cues()["وفقا"] if words == ("وفقا", "ل"))
        if source_at >= place.unit.last or not a.lex[source_at].startswith("ل"):
            return None
        if a.lex[source_at] in _REPORTED:
            return self._what_reported(place, source_at, cue)
        alone = a.lex[source_at] == "ل"
        phrase = (
            self._source_phrase(source_at + 1, 0, place.unit)
            if alone
            else self._source_phrase(source_at, 1, place.unit)
        )
        if phrase is None:
            return None
        source = self._make(place, source_at, cue, phrase)
        return replace(source, end=a.tokens[source_at].end if alone else phrase.start)

    def _what_reported(self, place: _Place, end: int, cue: Cue) -> SourceCue | None:
        """بحسب ما نقلته وكالة: up to the verb belongs to the cue."""
        a, verb = self.a, end + 1
        if verb >= place.unit.last or not verb_cues(a.tokens[verb].text):
            return None
        after = verb + 1
        while after < place.unit.last and a.lex[after] in _AFTER_REPORTED:
            after += 1
        phrase = self._source_phrase(after, 0, place.unit, strict=False)
        own = a.lex[verb].endswith(("ه", "ته")) and (after >= place.unit.last or not is_word(a.tokens[after]))
        return self._make(place, verb + 1, cue, phrase) if phrase is not None or own else None  # بحسب ما قاله

    def _as_said(self, at: int, verb: int, unit: Unit) -> SourceCue | None:
        """كما قال فلان, حسبما أفادت الوكالة, على ما ذكرت, at the end of a clause."""
        if verb + 1 >= unit.last:
            return None
        readings = [r for r in verb_cues(self.a.tokens[verb].text) if r.form.tense in ("past", "present")]
        if not readings or not readings[0].entry.takes("quote", near=False) or readings[0].entry.lemma == "دعا":
            return None
        phrase = None if verb + 1 in self.a.opens else self._source_phrase(verb + 1, 0, unit)
        if phrase is None:
            return None
        source = self._make(_Place(at, 0, unit), verb + 1, readings[0].entry, phrase)
        ends = phrase.last >= unit.last or not is_word(self.a.tokens[phrase.last]) or source.last > phrase.last
        return source if source.closes and (ends or not readings[0].entry.takes("n")) else None

    def _source_phrase(self, at: int, skip: int, unit: Unit, strict: bool = True) -> Phrase | None:
        if at < unit.last and at in self.a.opens:
            return self._in_marks(at, unit)
        phrase = self.a.reader.after(at, skip) if at < unit.last else None
        if phrase is None or phrase.last > unit.last or head_word(self.a.words, phrase) in _NOT_SOURCES:
            return None
        head = head_word(self.a.words, phrase)
        if head in _NEWEST and phrase.head + 1 < phrase.last:
            head = self.a.lex[phrase.head + 1]  # أحدث الإحصاءات
        known = head in _RECORDS or head.removeprefix("ال") in _RECORDS
        return phrase if not strict or known or is_animate(self.a.words, phrase) else None

    def _in_marks(self, at: int, unit: Unit) -> Phrase | None:
        """A name in marks, or what is known of a medium: نقلا عن "الساحل" السورية."""
        a = self.a
        quotation, after = a.quotations[a.opens[at]], a.quotation_end(a.opens[at])
        known = a.reader.after(at)
        if known is not None and is_animate(a.words, known) and known.last <= after:
            return known
        if after > unit.last or after - at > _NAME_IN_MARKS:
            return None
        return Phrase(quotation.start, quotation.end, at + 1, after, at + 1, (), -1)

    def _make(self, place: _Place, end: int, cue: Cue, phrase: Phrase | None) -> SourceCue:
        a, (at, skip, unit) = self.a, place
        last = end if phrase is None else self._with_relative(phrase.last, unit)
        after_comma = at > unit.first and a.tokens[at - 1].text in "،,"
        between_commas = after_comma and last < unit.last and a.tokens[last].text in "،,"
        opens = at == unit.first or is_complementizer(a.lex[at - 1])
        if not opens and last < unit.last and self._clause_continues(last, at):
            return SourceCue(at, cue, a.tokens[at].start + skip, a.tokens[end - 1].end, phrase, last, opens, False)
        closes = not opens and (not between_commas or unit.last - last <= _REMARK or _goes_on(a, last + 1))
        return SourceCue(at, cue, a.tokens[at].start + skip, a.tokens[end - 1].end, phrase, last, opens, closes)

    def _clause_continues(self, last: int, at: int) -> bool:
        """Whether the clause goes on behind the source: "يعود النقش، بحسب الباحثة، إلى القرن السادس"."""
        a = self.a
        parted = not is_word(a.tokens[last])
        after = a.lex[last + 1 : last + 2] if parted else a.lex[last : last + 1]
        dashes = a.tokens[last].text in "-–—" and a.tokens[at - 1].text in "-–—"
        return (after in (["الي"], ["علي"]) and (not parted or a.tokens[last].text in "،,")) or dashes

    def _with_relative(self, last: int, unit: Unit) -> int:
        """Past a clause that says where the document stood: تقرير نشرته صحيفة الغارديان،."""
        a = self.a
        word = "" if last >= unit.last else a.tokens[last].text
        if not word or not is_past(a.lex[last]) or word.startswith(("و", "ف")) or starts_attribution(word):
            return last
        ends = (at for at in range(last + 1, min(last + 16, unit.last)) if a.tokens[at].text in "،,.")
        return next(ends, last)


@cache
def _first_words() -> frozenset[str]:
    """First words of source expressions, with and without an attached conjunction."""
    words = {*source_cues(), *_AS, *_WITH_LI, "علي"}
    return frozenset(prefix + word for word in words for prefix in ("", "و", "ف"))


def _goes_on(article: Article, at: int) -> bool:
    """Whether another clause begins here, so that the source between commas closed the one before."""
    lex = article.lex[at]
    if lex in ("خلال", "عقب", "اثناء", "كما", "اذ", "حيث", "فيما", "بينما", "وذلك", "الا", "في"):
        return True
    return any(r.clitics or r.form.tense == "participle" for r in verb_cues(article.tokens[at].text))
