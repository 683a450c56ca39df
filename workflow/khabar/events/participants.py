"""Who takes part in an event: what each candidate shows, and the likeliest actor and recipient.

What the rules found is one sign among others: how a phrase stands to the triggers, who speaks, who takes part in the
other events of the article, what kind of actor it is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from khabar.events.actors import can_act, can_suffer, code, country_names
from khabar.events.article import Article
from khabar.events.candidates import Candidate, Cast, Place, triggers_of
from khabar.events.choice import choose_pair
from khabar.events.clauses import Clauses, kind_of
from khabar.events.merging import Mention, content_words
from khabar.events.parties import Party, agrees, media
from khabar.events.setting import precision
from khabar.events.triggers import triggers, word_class
from khabar.text.tokens import lexical

_ROLES = ("actor", "recipient")
_COUNTS = ((1, 1), (3, 2), (7, 4))


class Options(NamedTuple):
    """The candidates of one event and what speaks for each and for none."""

    candidates: list[Candidate]
    features: list[list[str]]
    none: list[str]


class Participants:
    """Chooses the participants of the events of one article."""

    def __init__(self, article: Article, events: Sequence[Mention], clauses: Clauses) -> None:
        self.article = article
        self.clauses = clauses
        self.events = events
        self.cast = Cast(article)
        self.found = [(event.actor, event.recipient) for event in events]
        self.keys = [tuple(one.key if one is not None else None for one in pair) for pair in self.found]
        self.takers = {key for keys in self.keys for key in keys}
        self.parts = Counter(part for keys in self.keys for part in zip(_ROLES, keys, strict=True))
        self.pairs = Counter(keys for keys in self.keys if None not in keys)
        self._kinds: dict[str, tuple[str, str, bool, list[str]]] = {}

    def choose(self, number: int) -> tuple[Party | None, Party | None]:
        """Actor and recipient of an event of the article."""
        options = self.options(number)
        parties = [candidate.party for candidate in options.candidates]

        def apart(one: int, two: int) -> bool:
            return one != two and not same(parties[one], parties[two])

        pair = choose_pair(options.none, options.features, apart)
        actor, recipient = (parties[best] if best is not None else None for best in pair)
        return self._from(number, actor), self._from(number, recipient)

    def _from(self, number: int, party: Party | None) -> Party | None:
        """Marks whom no sentence of the event names as resolved."""
        if party is None or party.resolved:
            return party
        sentences = (mention.sentence for mention in (self.events[number], *self.events[number].others))
        named = any(sentence.start <= party.start < sentence.end for sentence in sentences)
        return party if named else party._replace(resolved=True)

    def options(self, number: int) -> Options:
        """Everyone who might take part in an event of the article, with what speaks for each."""
        event = self.events[number]
        candidates = self.cast.candidates(event)
        rules = self._rules(number)
        rows = [self._features(number, candidate, rules) for candidate in candidates]
        return Options(candidates, rows, list(_nobody(event, *self.found[number], len(candidates))))

    def _features(self, number: int, candidate: Candidate, rules: Mapping[str, list[str]]) -> list[str]:
        event, key = self.events[number], candidate.key
        found = [*self._kind(event, candidate), *rules.get(key, ()), *self._elsewhere(number, key)]
        near = False
        for mention in triggers_of(event):
            here = [place for place in candidate.places if place.sentence.start == mention.sentence.start]
            if here:
                nearest = min(here, key=lambda place: (abs(place.first - mention.token), place.first))
                placed = self._place(mention, nearest)
                found += [feature for feature in placed if feature not in found] if near else placed
                near = True
        return found if near else [*found, "elsewhere", f"elsewhere {event.event_type}"]

    def _kind(self, event: Mention, candidate: Candidate) -> list[str]:
        """What kind of actor it is and how prominent in the article."""
        key, party = candidate.key, candidate.party
        if key not in self._kinds:
            self._kinds[key] = self._always(party)
        kind, sector, acts, always = self._kinds[key]
        suffers = acts or can_suffer(self.article, event.reading, party)
        return [*always, f"{event.event_type} {kind}", f"{event.event_type} {sector}", f"suffers {suffers}"]

    def _always(self, party: Party) -> tuple[str, str, bool, list[str]]:
        """Type of name, sector, whether it can act, and what it shows whatever the event."""
        kind = party.mention["entity_type"] if party.mention is not None and party.name else "noun"
        if party.mention is not None and kind == "LOC" and not party.mention["country_code"]:
            kind = "site"
        elif party.mention is not None and kind == "LOC" and precision(party.mention, country_names()) != "country":
            kind = "town"
        sector, acts = code(self.article, party).sector or "-", can_act(self.article, party)
        found = [f"is {kind}", f"is {sector}", f"acts {acts}"]
        if party.name:
            count = self.cast.counts[party.name]
            found.append(f"told {next((step for most, step in _COUNTS if count <= most), 8)}")
            if party.name in self.cast.ranks:
                found.append(f"rank {self.cast.ranks[party.name]}")
            if party.name in self.cast.in_title:
                found.append("in title")
        if lexical(party.name or party.text) in media():
            found.append("medium")
        return kind, sector, acts, found

    def _rules(self, number: int) -> dict[str, list[str]]:
        """Key of a party → what the rules say of it, and whether it speaks."""
        event, found = self.events[number], dict[str, dict[str, None]]()
        for role, one in zip(_ROLES, self.found[number], strict=True):
            if one is not None:
                found.setdefault(one.key, {})[f"final {role}"] = None
        for mention in triggers_of(event):
            pair = self.found[number] if mention is event else (mention.actor, mention.recipient)
            for role, one in zip(_ROLES, pair, strict=True):
                if one is not None:
                    found.setdefault(one.key, {})[f"rule {role} {one.resolved}"] = None
            said = self.cast.speaker(mention)
            if said is not None:
                way = "cue" if mention.token in self.article.quote_of_cue else "quote"
                found.setdefault(said.key, {}).update(
                    {f"speaker {way}": None, f"speaker {way} {event.event_type}": None}
                )
        return {key: list(features) for key, features in found.items()}

    def _elsewhere(self, number: int, key: str) -> list[str]:
        """What part it has in the other events of the article."""
        event, own = self.events[number], self.keys[number]
        if key not in self.takers:
            return _takes_no_part(event.event_type)
        found = []
        for role, mine in zip(_ROLES, own, strict=True):
            count = self.parts[role, key] - (mine == key)
            found += [f"others {role} {min(count, 3)}", f"others {role} {min(count, 2)} {event.event_type}"]
        if number and key in self.keys[number - 1]:
            same_sentence = self.events[number - 1].sentence.start == event.sentence.start
            for role, other in zip(_ROLES, self.keys[number - 1], strict=True):
                if other == key:
                    found += [f"before {role}", f"before {role} {same_sentence}"]
        actor, recipient = own
        if actor is not None:
            if self.pairs[actor, key] > (recipient == key):
                found.append("foe")
            if self.pairs[key, actor]:
                found.append("foe back")
        return found

    def _place(self, mention: Mention, place: Place) -> list[str]:
        """How a phrase stands to a trigger in its sentence."""
        kind, before = kind_of(mention), place.marker
        away = self.clauses.gap(mention.token, place.first, place.last)
        side = away.side
        within = place.quote_id is not None and place.quote_id == mention.quote_id
        found = [
            f"{kind} {side} {before}",
            f"{side} {before}",
            f"{mention.event_type} {side} {before}",
            f"{side} {away.distance}",
            f"{place.kind} {side}",
            f"verbs {side} {min(away.verbs, 2)}",
            f"clauses {side} {min(away.complementizers, 1)} {kind}",
            f"commas {side} {min(away.commas, 2)}",
            f"quoted {mention.quote_id is not None} {place.quote_id is not None} {within}",
        ]
        wanted = [lexical(one) for one in mention.reading.trigger.recipient]
        if side == "A" and before in wanted:
            found += [f"listed {min(wanted.index(before), 1)}", f"listed {away.distance}"]
        if kind[0] in "VPc":
            fits = agrees(place.party, mention.reading.gender == "f", mention.reading.plural)
            found.append(f"agrees {side} {fits}")
        return found + self._part(mention, place, wanted, kind) if side == "A" else found

    def _part(self, mention: Mention, place: Place, wanted: list[str], kind: str) -> list[str]:
        """Which of the phrases behind the trigger it is."""
        bare = 0
        for number, (attached, other) in enumerate(self.cast.parts(mention)):
            if other.key == place.key:
                word = attached or str(min(bare, 2))
                found = [
                    f"part {word}",
                    f"part {word} {kind}",
                    f"part {word} {mention.event_type}",
                ]
                if attached in wanted:
                    found.append("part listed")
                if word == "0" and mention.reading.trigger.lemma in _needs_object():
                    found.append(f"object wanted {self._has_more(mention, number, wanted)}")
                return found
            bare += attached == ""
        return ["no part"]

    def _has_more(self, mention: Mention, number: int, wanted: list[str]) -> bool:
        """Whether a further phrase behind the trigger can be its object."""
        return any(attached == "" or attached in wanted for attached, _ in self.cast.parts(mention)[number + 1 :])


@cache
def _needs_object() -> frozenset[str]:
    lemmas = word_class("needs_object")
    return frozenset(one.lemma for one in triggers() if lexical(one.lemma) in lemmas)


@cache
def _takes_no_part(event_type: str) -> list[str]:
    return [f"others {role} 0{end}" for role in _ROLES for end in ("", f" {event_type}")]


def _nobody(event: Mention, actor: Party | None, recipient: Party | None, count: int) -> Iterator[str]:
    """What speaks for nobody."""
    kind = kind_of(event)
    yield "none"
    yield f"none {event.event_type}"
    yield f"none {kind}"
    yield f"none of {min(count, 6)}"
    yield f"none {event.modality}"
    yield f"none quoted {event.quote_id is not None}"
    yield f"none title {event.sentence.section == 'title'}"
    for role, one in (("actor", actor), ("recipient", recipient)):
        rule = "missing" if one is None else "resolved" if one.resolved else "stated"
        yield f"none {role} {rule}"
        yield f"none {role} {rule} {kind}"
        yield f"none {role} {rule} {event.event_type}"


def without(options: Options, actor: Party | None) -> Options:
    """The options left for the recipient when the actor is known."""
    if actor is None:
        return options
    kept = [i for i, candidate in enumerate(options.candidates) if not same(candidate.party, actor)]
    return Options([options.candidates[i] for i in kept], [options.features[i] for i in kept], options.none)


def same(one: Party, other: Party) -> bool:
    """Whether two phrases may mean the same party: the same name, or a word in common where one has no name."""
    if one.name and other.name:
        return one.name == other.name
    return one.key == other.key or not content_words(one).isdisjoint(content_words(other))
