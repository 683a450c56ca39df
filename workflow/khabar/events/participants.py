"""Who takes part in an event: what each candidate shows, and the likeliest actor and recipient.

What the rules found is one sign among others: how a phrase stands to the triggers, who speaks, who takes part in the
other events of the article, what kind of actor it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khabar.events.actors import can_act, can_suffer, code
from khabar.events.article import Article
from khabar.events.candidates import Candidate, Cast, Place, triggers_of
from khabar.events.choice import choose_pair
from khabar.events.clauses import Clauses, kind_of, marker
from khabar.events.merging import Mention, content_words
from khabar.events.parties import Party, agrees, media
from khabar.text.tokens import lexical

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
        self.parts = Counter(
            (role, one.key)
            for pair in self.found
            for role, one in zip(("actor", "recipient"), pair, strict=True)
            if one is not None
        )
        self.pairs = Counter((one.key, two.key) for one, two in self.found if one is not None and two is not None)
        self._kinds: dict[str, tuple[str, str, bool]] = {}

    def choose(self, number: int) -> tuple[Party | None, Party | None]:
        """Actor and recipient of an event of the article."""
        options = self.options(number)
        parties = [candidate.party for candidate in options.candidates]
        pair = choose_pair(options.none, options.features, lambda one, two: not same(parties[one], parties[two]))
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
        rows = [list(dict.fromkeys(self._features(number, candidate))) for candidate in candidates]
        return Options(candidates, rows, list(_nobody(event, *self.found[number], len(candidates))))

    def _features(self, number: int, candidate: Candidate) -> Iterator[str]:
        event, party = self.events[number], candidate.party
        yield from self._kind(event, party)
        yield from self._by_rule(number, party.key)
        yield from self._elsewhere(number, party.key)
        near = False
        for mention in triggers_of(event):
            here = [place for place in candidate.places if place.sentence.start == mention.sentence.start]
            if here:
                near = True
                yield from self._place(
                    mention, min(here, key=lambda place: (abs(place.first - mention.token), place.first))
                )
        if not near:
            yield "elsewhere"
            yield f"elsewhere {event.event_type}"

    def _kind(self, event: Mention, party: Party) -> Iterator[str]:
        """What kind of actor it is and how prominent in the article."""
        kind, sector, acts = self._kind_of(party)
        yield f"is {kind}"
        yield f"is {sector}"
        yield f"is {kind} {sector}"
        yield f"{event.event_type} {kind}"
        yield f"{event.event_type} {sector}"
        yield f"acts {acts}"
        yield f"suffers {acts or can_suffer(self.article, event.reading, party)}"
        if party.name:
            count = self.cast.counts[party.name]
            yield f"told {next((step for most, step in _COUNTS if count <= most), 8)}"
            if party.name in self.cast.ranks:
                yield f"rank {self.cast.ranks[party.name]}"
            if party.name in self.cast.in_title:
                yield "in title"
        if lexical(party.name or party.text) in media():
            yield "medium"

    def _kind_of(self, party: Party) -> tuple[str, str, bool]:
        """Type of name, sector, and whether it can act."""
        if party.key not in self._kinds:
            kind = party.mention["entity_type"] if party.mention is not None and party.name else "noun"
            sector = code(self.article, party).sector or "-"
            self._kinds[party.key] = (kind, sector, can_act(self.article, party))
        return self._kinds[party.key]

    def _by_rule(self, number: int, key: str) -> Iterator[str]:
        """What the rules say of the event, and who speaks."""
        event = self.events[number]
        for role, one in zip(("actor", "recipient"), self.found[number], strict=True):
            if one is not None and one.key == key:
                yield f"final {role}"
        for mention in triggers_of(event):
            pair = self.found[number] if mention is event else (mention.actor, mention.recipient)
            for role, one in zip(("actor", "recipient"), pair, strict=True):
                if one is not None and one.key == key:
                    yield f"rule {role} {one.resolved}"
            said = self.cast.speaker(mention)
            if said is not None and said.key == key:
                way = "cue" if mention.token in self.article.quote_of_cue else "quote"
                yield f"speaker {way}"
                yield f"speaker {way} {event.event_type}"

    def _elsewhere(self, number: int, key: str) -> Iterator[str]:
        """What part it has in the other events of the article."""
        event, (actor, recipient) = self.events[number], self.found[number]
        for role, own in (("actor", actor), ("recipient", recipient)):
            count = self.parts[role, key] - (own is not None and own.key == key)
            yield f"others {role} {min(count, 3)}"
            yield f"others {role} {min(count, 2)} {event.event_type}"
        if number:
            for role, one in zip(("actor", "recipient"), self.found[number - 1], strict=True):
                if one is not None and one.key == key:
                    yield f"before {role}"
                    yield f"before {role} {self.events[number - 1].sentence.start == event.sentence.start}"
                    yield f"before {role} {event.event_type}"
        if actor is not None:
            if self.pairs[actor.key, key] > (recipient is not None and recipient.key == key):
                yield "foe"
            if self.pairs[key, actor.key]:
                yield "foe back"

    def _place(self, mention: Mention, place: Place) -> Iterator[str]:
        """How a phrase stands to a trigger in its sentence."""
        kind, before = kind_of(mention), marker(self.article, place)
        away = self.clauses.gap(mention.token, place.first, place.last)
        side = away.side
        yield f"{kind} {side} {before}"
        yield f"{side} {before}"
        yield f"{mention.event_type} {side} {before}"
        yield f"{side} {away.distance}"
        yield f"{place.kind} {side}"
        yield f"verbs {side} {min(away.verbs, 2)}"
        yield f"clauses {side} {min(away.complementizers, 1)} {kind}"
        yield f"commas {side} {min(away.commas, 2)}"
        wanted = [lexical(one) for one in mention.reading.trigger.recipient]
        if side == "A" and before in wanted:
            yield f"listed {min(wanted.index(before), 1)}"
            yield f"listed {kind} {away.distance}"
        if kind[0] in "VPc":
            yield f"agrees {side} {agrees(place.party, mention.reading.gender == 'f', mention.reading.plural)}"
        quote = self.article.quote_around(place.party.start, place.party.end)
        within = quote is not None and quote["quote_id"] == mention.quote_id
        yield f"quoted {mention.quote_id is not None} {quote is not None} {within}"
        yield from self._part(mention, place, wanted, kind, side)

    def _part(self, mention: Mention, place: Place, wanted: list[str], kind: str, side: str) -> Iterator[str]:
        """Which of the phrases behind the trigger it is."""
        bare = 0
        for number, (attached, other) in enumerate(self.cast.parts(mention)):
            if other.party.key == place.party.key:
                word = attached or str(min(bare, 2))
                yield f"part {word}"
                yield f"part {word} {kind}"
                yield f"part {word} {mention.event_type}"
                yield f"part {word} {kind} {_subject(mention)}"
                yield f"part number {min(number, 3)}"
                if attached in wanted:
                    yield "part listed"
                return
            bare += attached == ""
        if side == "A":
            yield "no part"


def _subject(mention: Mention) -> str:
    """Where the subject stands by the rules."""
    if mention.actor is None:
        return "none"
    return "resolved" if mention.actor.resolved else "before" if mention.actor.start < mention.start else "after"


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
