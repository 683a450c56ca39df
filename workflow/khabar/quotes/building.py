"""Puts a frame together: which words are the cue, and where its attribution begins."""

from khabar.quotes.article import Article
from khabar.quotes.frame import Complement, Frame, Use
from khabar.quotes.lexicon import verb_cues
from khabar.quotes.subjects import SubjectFinder
from khabar.quotes.vocabulary import BEFORE_CLAUSE, OWN_WORDS, RELATIVE, SPEAKING
from khabar.text.phrases import Phrase
from khabar.text.words import is_complementizer


class FrameBuilder:
    """Builds the frames of one article."""

    def __init__(self, article: Article, subjects: SubjectFinder) -> None:
        self.a = article
        self.subjects = subjects

    def make(
        self, use: Use, end_token: int, phrase: Phrase | None, complement: Complement, *, before: bool = False
    ) -> Frame:
        """The frame of a use, `end_token` being just behind its cue."""
        a, at = self.a, use.at
        end = a.tokens[end_token - 1].end
        if complement.kind == "prep" and end_token > at + 1 and complement.start < end:
            end = complement.start
        start = a.tokens[at].start + use.reading.clitics
        cue, said = use.cue, self._saying(at, complement)
        if said is not None:
            start, end, cue = a.tokens[said].start, a.tokens[said].end, verb_cues("قال")[0].entry
        opening = phrase.first if before and phrase is not None else at
        if opening > 0 and (a.lex[opening - 1] in BEFORE_CLAUSE or a.lex[opening - 1] in RELATIVE):
            opening -= 1
        return Frame(
            token=at, cue=cue, form=use.form, start=start, end_token=end_token,
            end=end, phrase=phrase, complement=complement, before=before, opening=opening,
            joined=use.form.tense == "participle" or self.subjects.joined(use),
        )  # fmt: skip

    def _saying(self, at: int, complement: Complement) -> int | None:
        """Token of a noun of saying right before the content, which is then the cue: وعلق على القرار بقوله: "..."."""
        a = self.a
        before = complement.first - 1
        while before > at + 1 and (a.tokens[before].text == ":" or is_complementizer(a.lex[before])):
            before -= 1
        says = a.lex[before] in SPEAKING or a.lex[before] in OWN_WORDS
        return before if complement.kind != "before" and before > at + 1 and says else None
