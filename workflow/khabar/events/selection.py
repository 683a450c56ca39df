"""Selects the candidates that tell an event: a logistic regression over what each of them shows.

Weights, in hundredths of log odds, and their card are `models/event_selection.tsv` and `models/event_selection.md`;
`khabar.events.train_selection` makes them again. Sums are of whole numbers, so that no machine decides otherwise.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import NamedTuple

from khabar.entities.word_classes import word_class
from khabar.events.actors import Code
from khabar.events.article import Article
from khabar.events.merging import Mention
from khabar.events.parties import Party
from khabar.events.scope import SIDE_TOPICS, verdicts
from khabar.resources import model_path
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_verb

HUNDREDTHS = 100
"""Scores are log odds in whole hundredths."""
FLOOR = -35
"""Least score with which a candidate tells an event again."""
KEPT = -15
"""Least score that the surest mention of an event must have: where F1 on annotated articles is best."""

_PARTS = ((0.05, "0"), (0.2, "1"), (0.4, "2"), (0.6, "3"), (0.8, "4"), (0.95, "5"))
_COUNTS = ((0, "0"), (1, "1"), (2, "2"), (4, "3"), (8, "5"))
_SENTENCES = ((0, "0"), (1, "1"), (2, "2"), (3, "3"), (5, "4"), (8, "6"), (12, "9"), (20, "13"))
_BACK, _FORE, _GOVERNOR, _CLAUSE = 10, 5, 5, 8  # tokens before or after that are looked at
_NEIGHBOURS = (("two before", -2), ("before", -1), ("after", 1), ("two after", 2), ("three after", 3))
_STOPS = frozenset(".؟!?؛;:،")


class Candidate(NamedTuple):
    """A word that can report an event."""

    mention: Mention
    absorbed: bool
    """Whether a trigger of the same type before it requires it: رسوما in فرض رسوما."""


def select(candidates: Sequence[Candidate], scores: Sequence[int], floor: int = FLOOR) -> Iterator[Mention]:
    """The mentions that can tell an event, each with its score; one for each word, the likeliest."""
    scored = zip(candidates, scores, strict=True)
    for _, same in groupby(scored, key=lambda one: one[0].mention.token):
        candidate, value = max(same, key=lambda one: one[1])
        if value >= floor:
            yield replace(candidate.mention, score=value, others=[], families=set())


def score(found: Sequence[str]) -> int:
    """Log odds, in hundredths, that what shows these features tells an event."""
    known = weights()
    return sum(known.get(feature, 0) for feature in found)


def features(article: Article, candidates: Sequence[Candidate]) -> list[list[str]]:
    """What each candidate of an article shows, whatever the others turn out to be."""
    return [list(dict.fromkeys(found)) for found in _Signs(article, candidates).all()]


class _Signs:
    """What the candidates of one article show; they are in text order."""

    def __init__(self, article: Article, candidates: Sequence[Candidate]) -> None:
        self.article = article
        self.words = article.words
        self.candidates = candidates
        self.plain = [one.mention for one in candidates if not one.absorbed]
        self.verdicts = dict(zip(map(id, self.plain), verdicts(article, self.plain), strict=True))
        self.at: dict[int, list[Candidate]] = {}
        for one in candidates:
            self.at.setdefault(one.mention.token, []).append(one)
        self.families = Counter(_family(one.mention) for one in candidates)
        self.types = Counter(one.mention.event_type for one in candidates)
        self.sentences = {sentence.start: number for number, sentence in enumerate(article.sentences)}
        self.topics = [*self._topics()]

    def all(self) -> Iterator[list[str]]:
        """The features of each candidate."""
        families, types = Counter[str](), Counter[str]()
        for one in self.candidates:
            mention = one.mention
            kind = mention.reading.tense
            again = _step(families[_family(mention)], _COUNTS)
            found = [*self._reading(one), *self._scope(one), *self._parties(mention), *self._setting(mention)]
            found += [*self._neighbours(mention), *self._company(one)]
            found += [f"told before {again}", f"told before {again} {kind}{_definite(mention)}"]
            found.append(f"type before {_step(types[mention.event_type], _COUNTS)}")
            found.append(f"family in all {_step(self.families[_family(mention)], _COUNTS)}")
            found.append(f"type in all {_step(self.types[mention.event_type], _COUNTS)}")
            families[_family(mention)] += 1
            types[mention.event_type] += 1
            yield found

    def _topics(self) -> Iterator[str]:
        topics = self.article.topics
        yield f"topic {max(topics, key=lambda topic: topics[topic])}"
        yield f"politics {_step(topics['politics'], _PARTS)}"
        yield f"aside {_step(sum(topics[topic] for topic in SIDE_TOPICS), _PARTS)}"
        yield f"accident {self.article.tells_accident}"

    def _reading(self, one: Candidate) -> Iterator[str]:
        """Type, family and lemma; what form the word has."""
        reading, kind = one.mention.reading, one.mention.event_type
        trigger = reading.trigger
        yield from (
            "any",
            f"is {kind}",
            f"family {kind} {trigger.family}",
            f"lemma {kind} {trigger.lemma} {trigger.kind}",
        )
        yield from (f"lemma {trigger.lemma}", f"form {reading.tense}", f"form {kind} {reading.tense}")
        if reading.passive:
            yield "passive"
        if reading.definite:
            yield from ("definite", f"definite {kind}", f"definite {kind} {trigger.family}")
        if reading.pronoun:
            yield from ("pronoun", f"pronoun {reading.tense}")
        if reading.preposition:
            yield from (f"attached {reading.preposition}", f"attached {reading.preposition} {kind}")
        if reading.plural:
            yield f"plural {reading.tense}"
        if one.absorbed:
            yield "absorbed"

    def _scope(self, one: Candidate) -> Iterator[str]:
        """What the scope of the row and the topic of the article say."""
        mention, scope = one.mention, one.mention.reading.trigger.scope or "open"
        verdict = self.verdicts.get(id(mention), "off scope")
        yield from (f"scope {scope}", f"rules {verdict}", f"rules {verdict} {scope}")
        yield from (f"rules {verdict} {mention.event_type}", f"rules {verdict} {mention.reading.tense}")
        yield from self.topics
        yield from (f"{self.topics[0]} {mention.event_type}", f"{self.topics[1]} {scope}", f"{self.topics[2]} {scope}")
        if mention.reading.trigger.family == "kill":
            yield f"{self.topics[3]} kill"
        political = f"political {mention.actor_code.is_political or mention.recipient_code.is_political}"
        yield from (political, *(f"{political} {more}" for more in (scope, mention.event_type, self.topics[1])))

    @staticmethod
    def _parties(mention: Mention) -> Iterator[str]:
        yield from _party("actor", mention.actor, mention.actor_code, mention)
        yield from _party("recipient", mention.recipient, mention.recipient_code, mention)
        if mention.actor is None and mention.recipient is None:
            form = mention.reading.tense
            yield from ("nobody", f"nobody {form}", f"nobody {mention.event_type} {form}")

    def _setting(self, mention: Mention) -> Iterator[str]:
        """Where in the article, whether in a quotation, with which modality, place and date."""
        section, kind, form = mention.sentence.section, mention.event_type, mention.reading.tense
        yield from (f"section {section}", f"section {section} {kind}")
        yield f"sentence {_step(self.sentences[mention.sentence.start], _SENTENCES)}"
        yield from (f"place {mention.place is not None}", f"date {mention.date is not None}")
        yield from (f"modality {mention.modality}", f"modality {mention.modality} {form}")
        yield f"modality {mention.modality} {kind}"
        if mention.quote_id:
            yield from ("quoted", f"quoted {kind}", f"quoted {form}", f"quoted {mention.modality}")
        if mention.token in self.article.quote_of_cue:
            yield from ("cue", f"cue {kind}")

    def _neighbours(self, mention: Mention) -> Iterator[str]:
        """Classes of the word and of those around it, and names beside it."""
        words, sentence, kind = self.words, mention.sentence, mention.event_type
        for name, distance in _NEIGHBOURS:
            at = mention.token + distance
            if not sentence.first <= at < sentence.last:
                yield f"{name} nothing"
                continue
            yield from _classes(name, words.lex[at], kind)
        yield from _classes("itself", words.lex[mention.token], kind)
        if mention.token > sentence.first and words.name_at[mention.token - 1] >= 0:
            yield "before a name"
        if mention.token + 1 < sentence.last and words.name_at[mention.token + 1] >= 0:
            yield f"after a name {words.names[words.name_at[mention.token + 1]].kind}"

    def _company(self, one: Candidate) -> Iterator[str]:
        """Other candidates near it, the word that governs it, and the clause that it stands in."""
        mention = one.mention
        token, sentence, kind = mention.token, mention.sentence, mention.event_type
        governor = self._governor(mention)
        yield from (f"governed by {governor}", f"governed by {governor} {mention.reading.tense}")
        back = self._nearest(range(token - 1, max(token - _BACK - 1, sentence.first - 1), -1))
        if back is not None:
            yield f"behind {back.event_type} {_step(token - back.token, _COUNTS)}"
            yield f"behind {back.event_type} {kind}"
        fore = self._nearest(range(token + 1, min(token + _FORE + 1, sentence.last)))
        if fore is not None:
            yield from (f"before {fore.event_type} {fore.token - token}", f"before {fore.event_type} {kind}")
        clause = range(max(token - _CLAUSE, sentence.first), token)
        if any(is_complementizer(self.words.lex[at]) for at in clause):
            yield from ("in clause", f"in clause {kind}")
        if len(self.at[token]) > 1:
            rivals = sorted(rival.mention.event_type for rival in self.at[token])
            yield from ("rivals", f"{kind} among {' '.join(rivals)}")

    def _nearest(self, tokens: Sequence[int]) -> Mention | None:
        """The first candidate at one of the tokens."""
        return next((self.at[at][0].mention for at in tokens if at in self.at), None)

    def _governor(self, mention: Mention) -> str:
        """The nearest candidate or verb before it in its clause."""
        for at in range(mention.token - 1, max(mention.token - _GOVERNOR - 1, mention.sentence.first - 1), -1):
            if self.words.tokens[at].text in _STOPS:
                break
            if at in self.at:
                other = self.at[at][0].mention
                return f"{other.reading.trigger.event_type} {other.reading.tense}"
            if is_verb(self.words.lex[at]):
                return f"verb {self.words.lex[at].removeprefix('و')}"
        return "nothing"


def _party(role: str, party: Party | None, code: Code, mention: Mention) -> Iterator[str]:
    if party is None:
        yield from (f"no {role}", f"no {role} {mention.reading.tense}", f"no {role} {mention.event_type}")
        return
    sector = code.sector or "-"
    yield from (f"{role} {sector}", f"{role} {mention.event_type} {sector}", f"{role} country {bool(code.country)}")
    yield from (f"{role} named {bool(party.name)}", f"{role} resolved {party.resolved}")


def _classes(name: str, lex: str, kind: str) -> Iterator[str]:
    """Coarse, middle and fine class of a word."""
    found = word_class(lexical(lex))
    if not found:
        yield f"{name} unknown"
        return
    coarse, middle, fine = found
    yield from (f"{name} c{coarse}", f"{name} c{coarse} {kind}", f"{name} m{middle}", f"{name} f{fine}")


def _family(mention: Mention) -> str:
    return f"{mention.reading.trigger.family} {mention.reading.trigger.event_type}"


def _definite(mention: Mention) -> str:
    return " definite" if mention.reading.definite else ""


def _step(value: float, steps: Sequence[tuple[float, str]]) -> str:
    """The name of the first step that the value does not exceed."""
    return next((name for most, name in steps if value <= most), "x")


@cache
def weights() -> dict[str, int]:
    """Feature → its weight in hundredths of log odds; a feature without one says nothing."""
    with model_path("event_selection.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["feature"]: int(row["weight"]) for row in rows}
