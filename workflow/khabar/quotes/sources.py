"""Sources named without a verb: بحسب مصادر, وفقا لـ, على حد قوله, كما قال فلان, بحسب ما نقلته وكالة."""

from dataclasses import dataclass

from khabar.quotes.article import Article, Unit
from khabar.quotes.grammar import head_word, is_animate
from khabar.quotes.lexicon import Cue, source_cues, verb_cues
from khabar.quotes.vocabulary import quote_words
from khabar.text.phrases import Phrase
from khabar.text.words import is_complementizer, is_past, is_word

_FURTHER_SPEAKERS = quote_words("own_words")
_NOT_SOURCES = quote_words("not_a_source")
_REPORTED = quote_words("reported")


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


class SourceFinder:
    """Finds source expressions of one unit."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def find(self, unit: Unit) -> list[SourceCue]:
        """Source expressions in order."""
        known = source_cues()
        found: list[SourceCue] = []
        at = unit.first
        while at < unit.last:
            source = None
            if self.a.inside[at] < 0 and is_word(self.a.tokens[at]):
                lex = self.a.lex[at]
                for skip in (0, 1):
                    if skip and not lex.startswith(("و", "ف")):
                        break
                    for words, cue in known.get(lex[skip:], ()):
                        source = self._source(at, skip, words, cue, unit)
                        if source is not None:
                            break
                    if source is None and lex[skip:] in ("وفقا", "طبقا", "خلافا"):
                        source = self._with_li(at, skip, unit)
                    if source is not None:
                        break
                if source is None and lex in ("كما", "حسبما", "وفقما", "بحسبما", "مثلما"):
                    source = self._as_said(at, at + 1, unit)
                if source is None and lex == "علي" and self.a.lex[at + 1 : at + 2] == ["ما"]:
                    source = self._as_said(at, at + 2, unit)
            if source is not None:
                found.append(source)
                at = source.last
            else:
                at += 1
        return found

    def _source(self, at: int, skip: int, words: tuple[str, ...], cue: Cue, unit: Unit) -> SourceCue | None:
        a = self.a
        end = at + len(words)
        if end >= unit.last or tuple(a.lex[at + 1 : end]) != words[1:]:
            if len(words) > 1 and words[-1] in ("قول", "تعبير", "وصف", "زعم"):
                return self._own_words(at, skip, words, cue, unit)
            return None
        if cue.kind == "text" or words[-1] == "ل":
            return None
        if a.lex[end] in _FURTHER_SPEAKERS:
            return self._make(at, skip, end + 1, cue, None, unit)  # وفق قوله
        if a.lex[end] in _REPORTED:
            return self._what_reported(at, skip, end, cue, unit)
        phrase = self._source_phrase(end, 0, unit)
        return None if phrase is None else self._make(at, skip, end, cue, phrase, unit)

    def _own_words(self, at: int, skip: int, words: tuple[str, ...], cue: Cue, unit: Unit) -> SourceCue | None:
        """على حد قوله: the pronoun is the speaker of the clause."""
        end = at + len(words)
        if end > unit.last or tuple(self.a.lex[at + 1 : end - 1]) != words[1:-1]:
            return None
        if self.a.lex[end - 1] not in _FURTHER_SPEAKERS:
            return None
        return self._make(at, skip, end, cue, None, unit)

    def _with_li(self, at: int, skip: int, unit: Unit) -> SourceCue | None:
        """وفقا لمصادر: the preposition is attached to the source, and belongs to the cue."""
        a = self.a
        cue = next(c for words, c in source_cues()["وفقا"] if words == ("وفقا", "ل"))
        at_source = at + 1
        if at_source >= unit.last or not a.lex[at_source].startswith("ل"):
            return None
        if a.lex[at_source] in _REPORTED:
            return self._what_reported(at, skip, at_source, cue, unit)
        bare = a.lex[at_source] == "ل"
        phrase = self._source_phrase(at_source + 1, 0, unit) if bare else self._source_phrase(at_source, 1, unit)
        if phrase is None:
            return None
        end = a.tokens[at_source].end if bare else phrase.start
        source = self._make(at, skip, at_source, cue, phrase, unit)
        return SourceCue(source.first, cue, source.start, end, phrase, source.last, source.opens, source.closes)

    def _what_reported(self, at: int, skip: int, end: int, cue: Cue, unit: Unit) -> SourceCue | None:
        """بحسب ما نقلته وكالة: up to the verb belongs to the cue."""
        a = self.a
        verb = end + 1
        if verb >= unit.last or not verb_cues(a.tokens[verb].text):
            return None
        after = verb + 1
        while after < unit.last and a.lex[after] in ("عنه", "عنها", "عنهم", "له", "به", "به", "في"):
            after += 1
        phrase = self._source_phrase(after, 0, unit, strict=False)
        if phrase is None:
            return None
        source = self._make(at, skip, verb + 1, cue, phrase, unit)
        return source

    def _as_said(self, at: int, verb: int, unit: Unit) -> SourceCue | None:
        """كما قال فلان, حسبما أفادت الوكالة, at the end of a clause."""
        a = self.a
        if verb + 1 >= unit.last:
            return None
        readings = [r for r in verb_cues(a.tokens[verb].text) if r.form.tense in ("past", "present")]
        if not readings or not readings[0].entry.takes("quote", near=False) or readings[0].entry.lemma == "دعا":
            return None
        phrase = self._source_phrase(verb + 1, 0, unit)
        if phrase is None:
            return None
        source = self._make(at, 0, verb + 1, readings[0].entry, phrase, unit)
        return source if source.closes and not source.opens else None

    def _source_phrase(self, at: int, skip: int, unit: Unit, strict: bool = True) -> Phrase | None:
        a = self.a
        if at >= unit.last:
            return None
        phrase = a.reader.after(at, skip)
        if phrase is None or phrase.last > unit.last:
            return None
        head = head_word(a.words, phrase)
        if head in _NOT_SOURCES or (strict and not is_animate(a.words, phrase)):
            return None
        return phrase

    def _make(self, at: int, skip: int, end: int, cue: Cue, phrase: Phrase | None, unit: Unit) -> SourceCue:
        a = self.a
        last = end if phrase is None else self._with_relative(phrase.last, unit)
        after_comma = at > unit.first and a.tokens[at - 1].text in "،,"
        between_commas = after_comma and last < unit.last and a.tokens[last].text in "،,"
        opens = at == unit.first or is_complementizer(a.lex[at - 1])
        closes = not opens and (not between_commas or unit.last - last <= 8 or _goes_on(a, last + 1))
        return SourceCue(at, cue, a.tokens[at].start + skip, a.tokens[end - 1].end, phrase, last, opens, closes)

    def _with_relative(self, last: int, unit: Unit) -> int:
        """Past a clause that says where the document stood: تقرير نشرته صحيفة الغارديان،."""
        a = self.a
        if last >= unit.last or not is_past(a.lex[last]) or a.tokens[last].text.startswith(("و", "ف")):
            return last
        for at in range(last + 1, min(last + 16, unit.last)):
            if a.tokens[at].text in "،,.":
                return at
        return last


def _goes_on(article: Article, at: int) -> bool:
    """Whether another clause begins here, so that the source between commas closed the one before."""
    lex = article.lex[at]
    if lex in ("كما", "اذ", "حيث", "فيما", "بينما", "وذلك", "الا", "في"):
        return True
    return any(r.clitics or r.form.tense == "participle" for r in verb_cues(article.tokens[at].text))
