"""Where and when: the place that a preposition puts an event in, and the date expression of its clause."""

from functools import lru_cache

from khabar.dates import DateExpression
from khabar.events.article import Article, Row, Sentence
from khabar.events.triggers import word_class
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, verb_readings
from khabar.text.words import word_class as phrase_class

_PLACE_REACH = 14  # tokens on either side of the trigger
_PAUSES = frozenset('،,؛:"«»')
_DATE_REACH = 15  # tokens between a trigger and the date of its clause


def place(
    article: Article, sentence: Sentence, token: int, taken: frozenset[str], one_clause: bool = False
) -> Row | None:
    """The place of an event: the nearest LOC of the sentence that في, بـ, قرب or the like puts it in.

    After the trigger before it; with `one_clause` no verb may stand between. A place that is a party (`taken`:
    canonical names) counts only right behind such a word.
    """
    words = article.words
    candidates = []
    seen = set()
    low, high = max(sentence.first, token - _PLACE_REACH), min(sentence.last, token + _PLACE_REACH + 1)
    for at in range(low, high):
        index = words.name_at[at]
        if index < 0 or index in seen:
            continue
        seen.add(index)
        row = article.mentions[index]
        if row["entity_type"] != "LOC":
            continue
        firm = strength(article, row, at, sentence.first)
        if firm == 0 or (firm == 1 and row["canonical_name"] in taken):
            continue
        between = range(min(at, token) + 1, max(at, token))
        if one_clause and any(opens_clause(article, k) for k in between):
            continue
        distance = at - token if at > token else (token - at) * 2
        stops = sum(words.tokens[k].text in "،,:" for k in range(min(at, token), max(at, token)))
        candidates.append((stops, distance, row["char_start"], row))
    return min(candidates, key=lambda c: c[:3])[3] if candidates else None


def place_in_headline(article: Article, sentence: Sentence) -> Row | None:
    """The place before the colon of a headline: تركيا: اعتقال صحفيين."""
    words = article.words
    index = words.name_at[sentence.first] if sentence.section == "title" and sentence.last > sentence.first else -1
    after = words.name_end(sentence.first) if index >= 0 else sentence.last
    if after >= sentence.last or words.tokens[after].text != ":":
        return None
    row = article.mentions[index]
    return row if row["entity_type"] == "LOC" else None


def strength(article: Article, row: Row, at: int, floor: int) -> int:
    """2 right behind a preposition of place, 1 behind a word that goes with one, else 0."""
    words = article.words
    attached = article.text[words.tokens[at].start : row["char_start"]]
    if attached:
        return 2 if attached.endswith("ب") else 0
    previous = [words.lex[k] for k in range(at - 1, max(at - 4, floor - 1), -1)]
    if previous and previous[0].removeprefix("و") in word_class("in"):
        return 2
    if (
        previous
        and previous[0] in word_class("place_noun")
        and any(
            p.removeprefix("و") in word_class("in") or p.removeprefix("ب") in word_class("place_noun")
            for p in previous[1:]
        )
    ):
        return 2
    return 0


def when(article: Article, sentence: Sentence, token: int, past: bool) -> DateExpression | None:
    """The date expression nearest to the trigger within its clause: no other verb stands between the two.

    What is told in the past tense has no date after the day of publication.
    """
    words = article.words
    candidates = []
    for date in article.dates(sentence):
        if date.bound is not None:  # منذ 2011, حتى 15 مايو: the end of a duration
            continue
        if past and article.anchor is not None and date.value > article.anchor:
            continue
        first, last = words.at(date.start), words.at(date.end)
        before = last <= token
        between = range(last, token) if before else range(token + 1, first)
        commas = sum(words.tokens[at].text in _PAUSES for at in between[:_DATE_REACH])
        if len(between) < _DATE_REACH and commas <= 2 and not any(opens_clause(article, at) for at in between):
            candidates.append((commas + before, len(between), date.start, date))
    return min(candidates, key=lambda c: c[:3])[3] if candidates else None


def opens_clause(article: Article, at: int) -> bool:
    """Whether a finite verb, أن or a relative pronoun stands there."""
    return article.words.name_at[at] < 0 and is_clause_word(article.words.lex[at])


@lru_cache(maxsize=1 << 16)
def is_clause_word(lex: str) -> bool:
    """Whether the word is a finite verb, أن or a relative pronoun."""
    classes = phrase_class(lex)
    finite = any(r.form.tense in ("past", "present", "future") and not r.pronoun for r in verb_readings(lex))
    return is_complementizer(lex) or "relative" in classes or (finite and not classes)


def precision(row: Row, countries: frozenset[str]) -> str:
    """How exactly a place is known: country, city, area, or place for one that the gazetteer does not know."""
    if lexical(row["canonical_name"]) in countries or row["geo_precision"] == "country":
        return "country"
    return {"point": "city", "area": "area"}.get(row["geo_precision"], "place")
