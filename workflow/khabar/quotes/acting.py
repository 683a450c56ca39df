"""Who acts in the sentence that a cue without subject goes on with: "واقتادت البحرية السفينة، وقالت"."""

from khabar.quotes.article import Article
from khabar.quotes.bodies import DOCUMENTS
from khabar.quotes.grammar import agrees, head_word, is_animate
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import RELATIVE, WHAT, quote_words
from khabar.text.phrases import Phrase
from khabar.text.words import is_complementizer, is_verb, word_class

_THINGS = quote_words("thing") | DOCUMENTS
_DESCRIBES = RELATIVE | WHAT
_CONTRAST = quote_words("contrast")


class Acting:
    """Finds such subjects in one article."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def before(self, statement: Statement, floor: int, ceiling: int | None = None) -> tuple[int, Phrase] | None:
        """The first subject of the sentence that agrees, or one right before the cue: "وهو ما نفاه الوزير وقال"."""
        form, a = statement.form, self.a
        at, limit = floor, statement.token if ceiling is None else ceiling
        found = None
        while at < limit:
            if a.inside[at] >= 0 and a.opens.get(at) is not None:
                at = a.quotation_end(a.opens[at])
                continue
            if found is not None and a.lex[at - 1] not in _DESCRIBES:
                at += 1
                continue
            verbal = is_verb(a.lex[at]) or is_verb(a.lex[at].removeprefix("و")) or self._looks_like_verb(at)
            start = at + 1 if verbal else at
            begins = at == floor or is_complementizer(a.lex[at - 1]) or a.lex[at - 1] in _CONTRAST
            if (verbal or begins) and start < limit:
                skip = 1 if not verbal and a.tokens[at].text.startswith("و") and a.words.name_at[at] >= 0 else 0
                phrase = a.reader.after(start, skip)
                if phrase is not None and phrase.last <= limit and self._can_act(phrase):
                    fits = form is None or form.tense == "masdar" or agrees(a.words, phrase, form, before=True)
                    if fits and (found is None or (verbal and limit - phrase.last <= 1)):
                        found = (phrase.first, phrase)
            at += 1
        return found

    def _can_act(self, phrase: Phrase) -> bool:
        """People and bodies, not documents."""
        if not is_animate(self.a.words, phrase):
            return False
        head = head_word(self.a.words, phrase)
        name = self.a.words.name_at[phrase.head]
        return name >= 0 or phrase.person is not None or head not in _THINGS

    def _looks_like_verb(self, at: int) -> bool:
        """A word at the start of a sentence before a name: اقتادت البحرية."""
        a = self.a
        lex = a.lex[at].removeprefix("و")
        return (
            a.words.name_at[at] < 0
            and lex.endswith("ت")
            and not lex.endswith("ات")
            and not word_class(lex)
            and at + 1 < len(a.tokens)
        )
