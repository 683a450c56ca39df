"""Names of speakers that no list and no tagger knows, told by where they stand."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Use
from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.quotes.vocabulary import EMPTY, PHRASE_PREPOSITIONS, SPEAKING
from khabar.text.phrases import Phrase
from khabar.text.words import could_be_name, has_article, is_complementizer, name_parts, word_class

MANNER = speaker_words("manner")


class NewNames:
    """Finds such names in one article."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def after(self, use: Use, start: int) -> Phrase | None:
        """One to four words after the verb that no list knows, before what must end a name: قالت راكيل رول، وهي."""
        a, cue, unit = self.a, use.cue, use.unit
        if not (cue.takes("that", False) or cue.takes("quote", False)) or use.reading.pronoun:
            return None
        if start in a.opens:
            return self._in_marks(start, unit)
        at = start
        while at < unit.last and at - start < 4 and (a.words.name_at[at] >= 0 or could_be_name(a.words, at)):
            if (
                a.lex[at] in EMPTY
                or a.lex[at] in MANNER
                or has_article(a.lex[at])
                or a.lex[at] in SPEAKING
                or a.tokens[at].text.endswith(("اً", "ًا"))
            ):
                return None
            at += 1
        if at == start or at >= unit.last or (at - start == 1 and a.lex[start] not in name_parts()):
            return None
        if not self.ends(at):
            return None
        return Phrase(a.tokens[start].start, a.tokens[at - 1].end, start, at, start, (), -1)

    def _in_marks(self, start: int, unit: Unit) -> Phrase | None:
        """A short name in marks before the clause: قالت "أبل" إن."""
        a = self.a
        quotation, after = a.quotations[a.opens[start]], a.quotation_end(a.opens[start])
        if after >= unit.last or after - start > 5 or not is_complementizer(a.lex[after]):
            return None
        return Phrase(quotation.start, quotation.end, start + 1, after - 1, start + 1, (), -1)

    def ends(self, at: int) -> bool:
        """Whether a name must end before the token."""
        text, lex = self.a.tokens[at].text, self.a.lex[at]
        ends = text in "،,:(" or at in self.a.opens or is_complementizer(lex) or "time" in word_class(lex)
        return ends or lex in PHRASE_PREPOSITIONS or lex.startswith("ل")
