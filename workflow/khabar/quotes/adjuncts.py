"""Times, places, occasions and addressees that may stand between a reporting verb and what is reported."""

from khabar.quotes.article import Article, Unit
from khabar.quotes.vocabulary import AFTER_VERB, PERIODS, PHRASE_PREPOSITIONS, RELATIVE, SPEAKING, WHICH, quote_words
from khabar.text.words import has_article, has_possessive, is_complementizer, is_verb, word_class

_LONGEST_RELATIVE = 30  # tokens to the comma behind a relative clause
_MOST = 14  # adjuncts in a row
_SOURCES = frozenset(("وفقا", "وفق", "بحسب", "حسب", "نقلا"))
_LONGEST_SOURCE = 18  # tokens to the comma behind a source
_MANNER = frozenset(("بشكل", "بصوره", "بطريقه"))  # and an adjective: بشكل مفاجئ
_OWN_SPEECH = quote_words("own_speech")
_ADVERBS = quote_words("adverb")


class Adjuncts:
    """Skips adjuncts of one article."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def skip(self, at: int, unit: Unit, keep: frozenset[str] = frozenset()) -> int:
        """Token index just after the adjuncts that begin at `at`; a preposition in `keep` begins the complement."""
        for _ in range(_MOST):
            after = at if at >= unit.last else self._one(at, unit, keep)
            if after == at:
                break
            at = min(after, unit.last)
        return at

    def _one(self, at: int, unit: Unit, keep: frozenset[str]) -> int:  # noqa: PLR0911 - one kind after the other
        """Past one adjunct, or `at`."""
        a = self.a
        lex, text = a.lex[at], a.tokens[at].text
        following = a.lex[at + 1] if at + 1 < unit.last else ""
        if a.inside[at] >= 0 and at in a.opens:
            return at
        if text == "(":
            return self._bracket_end(at, unit)
        if (lex in PERIODS and following in WHICH) or lex in _MANNER or (lex == "عده" and following == "مرات"):
            return at + 2
        if text == "/" and at > unit.first and word_class(a.lex[at - 1]) & {"time", "venue"}:
            return at + 3 if a.lex[at + 2 : at + 3] in (["الاول"], ["الثاني"]) else at + 2  # ديسمبر/كانون الأول
        if lex in _OWN_SPEECH and following in SPEAKING:
            return at + 1
        if text in "،," or lex in AFTER_VERB or lex in SPEAKING or lex in _ADVERBS or text[0].isdigit():
            return at + 1
        on_site = lex == "علي" and word_class(following) & {"medium", "venue"}  # على موقع تويتر
        if lex in keep and not on_site:
            return at
        if lex in _SOURCES:  # "أثنى الجانب الأمريكي، حسب البيان، على"
            window = range(at + 1, min(at + _LONGEST_SOURCE, unit.last))
            ends = (after for after in window if a.tokens[after].text in "،," or is_complementizer(a.lex[after]))
            return next(ends, at)
        if lex in PHRASE_PREPOSITIONS and following and not is_complementizer(following) and following != "ما":
            phrase = a.reader.after(at + 1)
            after = phrase.last if phrase is not None and phrase.person != -1 else at + 2
            return after + 1 if after == at + 2 < unit.last and self._genitive(after) else after
        if "time" in word_class(lex):
            return at + 1
        if lex.startswith("ب") and not word_class(lex) and word_class(lex[1:]) & {"medium", "venue"}:
            phrase = a.reader.after(at, 1)
            return phrase.last if phrase is not None else at + 1
        return self._addressee(at)

    def _genitive(self, at: int) -> bool:
        """Whether a noun with a pronoun ends the chain: في ختام اجتماعهم."""
        return has_possessive(self.a.lex[at]) and not is_verb(self.a.lex[at]) and not has_article(self.a.lex[at - 1])

    def _addressee(self, at: int) -> int:
        """Past لـCNN, لوكالة رويترز, للصحفيين."""
        a = self.a
        lex = a.lex[at]
        if not lex.startswith("ل"):
            return at
        name = a.words.name_at[at]
        if name >= 0:
            return a.words.name_end(at) if a.tokens[at].start < a.words.names[name].start else at
        if len(lex) > 3 and word_class(lex[2:] if lex.startswith("لل") else lex[1:]) & {"medium"}:
            phrase = a.reader.after(at, 1)
            return phrase.last if phrase is not None else at + 1
        return at

    def _bracket_end(self, at: int, unit: Unit) -> int:
        for end in range(at + 1, min(at + 12, unit.last)):
            if self.a.tokens[end].text == ")":
                return end + 1
        return at + 1

    def past_relative(self, at: int, unit: Unit) -> int:
        """Past the comma behind a relative clause that describes the speaker: "أعلن ترامب الذي خالف أسلافه، نقل"."""
        a = self.a
        if at >= unit.last or a.lex[at] not in RELATIVE:
            return at
        for end in range(at + 2, min(at + _LONGEST_RELATIVE, unit.last - 1)):
            if is_complementizer(a.lex[end]) or a.tokens[end].text in ".؛:" or a.inside[end] >= 0:
                return at
            if a.tokens[end].text in "،,":
                return end + 1
        return at
