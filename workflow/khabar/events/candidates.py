"""Everyone who might take part in an event: names, nouns for people and bodies, nationalities, what the rules found."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from khabar.events.article import Article, Sentence
from khabar.events.complements import complements
from khabar.events.markers import attached, is_somebody, marker
from khabar.events.merging import Mention
from khabar.events.parties import Party, country_of_adjective, named, party, speaker
from khabar.text.words import is_verb
from khabar.text.words import word_class as phrase_class

MOST_TRIGGERS = 3  # triggers of one event that are looked around
_WIDEST = 45  # tokens on either side of a trigger
_ADJECTIVE_REACH = 4


class Place(NamedTuple):
    """One place in the text that names a candidate: its sentence and its tokens [first, last)."""

    sentence: Sentence
    first: int
    last: int
    kind: str
    """name, noun, part (a phrase after the trigger) or adjective."""
    party: Party
    key: str
    """Key of the party."""
    marker: str
    """What stands before it."""
    quote_id: str | None
    """The quote that holds it."""


class Candidate(NamedTuple):
    """One who may take part, at every place that names it near a trigger."""

    party: Party
    key: str
    """Key of the party."""
    places: tuple[Place, ...]


class Cast:
    """Everyone that one article names, found once for all its events."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.counts = Counter(row["canonical_name"] for row in article.mentions if row["entity_type"] != "MISC")
        self.ranks = {name: rank for rank, (name, _) in enumerate(self.counts.most_common(3))}
        self.index = {sentence.start: i for i, sentence in enumerate(article.sentences)}
        self.in_title = {
            article.mentions[index]["canonical_name"]
            for sentence in article.sentences[:1]
            if sentence.section == "title"
            for index in article.words.name_at[sentence.first : sentence.last]
            if index >= 0
        }
        self._places: dict[int, list[Place]] = {}
        self._names: dict[int, list[Place]] = {}
        self._parts: dict[int, list[tuple[str, Place]]] = {}

    def places(self, sentence: Sentence) -> list[Place]:
        """Names and nouns of a sentence that can stand for someone, in text order."""
        if sentence.start not in self._places:
            self._places[sentence.start] = list(self._read(sentence))
        return self._places[sentence.start]

    def names(self, sentence: Sentence) -> list[Place]:
        """Names of a sentence, in text order."""
        if sentence.start in self._places:
            return [place for place in self._places[sentence.start] if place.kind == "name"]
        if sentence.start not in self._names:
            self._names[sentence.start] = list(self._read(sentence, names_only=True))
        return self._names[sentence.start]

    def _placed(self, sentence: Sentence, first: int, last: int, kind: str, party: Party) -> Place:
        quote = self.article.quote_around(party.start, party.end)
        before = marker(self.article, party, first, sentence.first)
        return Place(sentence, first, last, kind, party, party.key, before, quote["quote_id"] if quote else None)

    def _read(self, sentence: Sentence, names_only: bool = False) -> Iterator[Place]:
        words = self.article.words
        at = sentence.first
        while at < sentence.last:
            index = words.name_at[at]
            if index >= 0:
                end = words.name_end(at)
                if words.names[index].kind != "MISC":
                    yield self._placed(sentence, at, end, "name", named(self.article, index))
                at = end
                continue
            if not names_only and is_somebody(words.tokens[at].text):
                found = self._phrase(at)
                if found is not None:
                    yield self._placed(sentence, at, found[1], "noun", found[0])
            at += 1

    def _phrase(self, at: int) -> tuple[Party, int] | None:
        words = self.article.words
        if is_verb(words.lex[at]) and not phrase_class(words.lex[at]):
            return None
        phrase = self.article.reader.after(at, attached(words.tokens[at].text))
        found = party(self.article, phrase) if phrase is not None else None
        return (found, phrase.last) if found is not None and phrase is not None else None

    def parts(self, mention: Mention) -> list[tuple[str, Place]]:
        """Phrases after a trigger with how they are attached."""
        if mention.token not in self._parts:
            found = []
            for part in complements(self.article, mention.sentence, mention.token + 1):
                one = party(self.article, part.phrase)
                if one is not None:
                    place = self._placed(mention.sentence, part.phrase.first, part.phrase.last, "part", one)
                    found.append((part.marker, place))
            self._parts[mention.token] = found
        return self._parts[mention.token]

    def candidates(self, event: Mention) -> list[Candidate]:
        """Everyone near the triggers of an event: whom the rules found first, then in text order."""
        triggers = triggers_of(event)
        found: dict[str, tuple[Party, list[Place]]] = {}
        for mention in triggers:
            for one in (mention.actor, mention.recipient):
                if one is not None:
                    found.setdefault(one.key, (one, []))
        for sentence in self._around(triggers):
            near = [m.token for m in triggers if m.sentence.start == sentence.start]
            for place in self.places(sentence) if near else self.names(sentence):
                if near and all(abs(place.first - token) > _WIDEST for token in near):
                    continue
                if any(place.first <= token < place.last and place.kind == "noun" for token in near):
                    continue
                found.setdefault(place.key, (place.party, []))[1].append(place)
        for mention in triggers:
            for _, place in self.parts(mention):
                known = found.setdefault(place.key, (place.party, []))[1]
                if all(place.first != other.first for other in known):
                    known.append(place)
            self._special(mention, found)
        return [Candidate(_nearest(one, places, triggers), key, tuple(places)) for key, (one, places) in found.items()]

    def _special(self, mention: Mention, found: dict[str, tuple[Party, list[Place]]]) -> None:
        """Nationalities at the trigger and the speaker of the quotation around it."""
        for at in range(mention.token + 1, min(mention.token + _ADJECTIVE_REACH, mention.sentence.last)):
            country = country_of_adjective(self.article, at)
            if country is not None:
                place = self._placed(mention.sentence, at, at + 1, "adjective", country)
                found.setdefault(place.key, (country, []))[1].append(place)
        said = self.speaker(mention)
        if said is not None:
            found.setdefault(said.key, (said, []))

    def speaker(self, mention: Mention) -> Party | None:
        """Who says what holds the trigger, or says it by the trigger."""
        quote = self.article.quote_of_cue.get(mention.token) or self.article.quote_around(mention.start, mention.end)
        return speaker(self.article, quote) if quote is not None else None

    def _around(self, triggers: list[Mention]) -> list[Sentence]:
        """The sentences of the triggers, the one before the first in the body, and the headline."""
        sentences = self.article.sentences
        wanted = {self.index[m.sentence.start] for m in triggers}
        body = [i for i in sorted(wanted) if sentences[i].section != "title"]
        if body and body[0] > 0:
            wanted.add(body[0] - 1)
        wanted.add(0)
        return [sentences[i] for i in sorted(wanted)]


def _nearest(party: Party, places: list[Place], triggers: list[Mention]) -> Party:
    """The party as the place nearest to a trigger words it; as the rules have it where none stands in its sentence."""
    near = [
        (abs(place.first - mention.token), number, place.party)
        for mention in triggers
        for number, place in enumerate(places)
        if place.sentence.start == mention.sentence.start
    ]
    return min(near, key=lambda one: one[:2])[2] if near and not party.resolved else party


def triggers_of(event: Mention) -> list[Mention]:
    """The first triggers of an event."""
    return [event, *event.others][:MOST_TRIGGERS]
