"""Closed classes of words around a reporting verb, as lexicon forms."""

from functools import cache

from khabar.resources import lexicon
from khabar.text.tokens import lexical


@cache
def quote_words(name: str) -> frozenset[str]:
    """The words of one class of lexicons/quote_words.tsv, where each class says what its words do."""
    row = next(row for row in lexicon("quote_words") if row["class"] == name)
    return frozenset(lexical(word) for word in row["words"].split())


NEGATIONS = quote_words("negation")
AFTER_VERB = quote_words("after_verb")
NOT_BEFORE_CLAUSE = quote_words("not_before_clause")
PHRASE_PREPOSITIONS = quote_words("adjunct_preposition")
BEFORE_CLAUSE = quote_words("before_clause")
RELATIVE = quote_words("relative")
WHAT = quote_words("what")
EMPTY = quote_words("no_content")
SPEAKING = quote_words("by_saying")
PERIODS = quote_words("period")
WHICH = quote_words("which_period")
SAYING = quote_words("saying")
NOT_VERBS = quote_words("not_a_verb")
PEOPLE = quote_words("person_noun")
ANY_PREPOSITION = quote_words("before_complementizer")
NOMINAL = quote_words("nominal")
WITH_OWN_LETTER = quote_words("own_letter")
DUTY = quote_words("duty")
SUBJUNCTIVE = quote_words("subjunctive")
BEING = quote_words("being")
TURN = quote_words("turn")
OWN_WORDS = quote_words("own_words")
TITLE_NOUNS = quote_words("title_noun")
BEFORE_SAYING = quote_words("before_saying")
