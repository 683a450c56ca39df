"""One row per happening: mentions of the same event in one article are told together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khabar.dates import DateExpression
from khabar.events.actors import Code
from khabar.events.article import Row, Sentence
from khabar.events.parties import Party
from khabar.events.triggers import Reading
from khabar.text.tokens import lexical


@dataclass
class Mention:
    """One trigger in the text with what its sentence says about the event."""

    start: int
    end: int
    token: int
    sentence: Sentence
    reading: Reading
    actor: Party | None
    recipient: Party | None
    actor_code: Code
    recipient_code: Code
    place: Row | None
    date: DateExpression | None
    modality: str
    quote_id: str | None
    others: list["Mention"] = field(default_factory=list)

    @property
    def event_type(self) -> str:
        """PLOVER type."""
        return self.reading.trigger.event_type


def merge(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in text order → events, each under its first mention, with what later ones add."""
    events: dict[str, list[Mention]] = {}
    for mention in mentions:
        known = events.setdefault(mention.event_type, [])
        twin = next((event for event in reversed(known) if _same(event, mention)), None)
        if twin is None:
            known.append(mention)
        else:
            _add(twin, mention)
    return sorted((event for found in events.values() for event in found), key=lambda e: (e.start, e.end))


def _same(event: Mention, mention: Mention) -> bool:
    parts = [event, *event.others]
    if any(mention.start < part.end and part.start < mention.end for part in parts):
        return True
    actor = _fit(event.actor, mention.actor)
    recipient = _fit(event.recipient, mention.recipient)
    dates = event.date is None or mention.date is None or event.date.iso == mention.date.iso
    if actor < 0 or recipient < 0 or not dates:
        return False
    lemmas = {lexical(part.reading.trigger.lemma) for part in parts}
    same_word = lexical(mention.reading.trigger.lemma) in lemmas
    return actor + recipient > 0 or same_word or mention.sentence.start == event.sentence.start


def _fit(one: Party | None, other: Party | None) -> int:
    """1 the same, 0 one is unknown, -1 different."""
    if one is None or other is None:
        return 0
    if one.key == other.key:
        return 1
    words, others = content_words(one), content_words(other)
    if words & others:
        return 1
    return -1


def content_words(party: Party) -> frozenset[str]:
    """Folded words of a party's phrase and name, articles off."""
    words = [lexical(word) for word in f"{party.text} {party.name or ''}".replace("_", " ").split()]
    return frozenset(word[2:] if word.startswith("ال") else word for word in words if len(word) > 2)


def _add(event: Mention, mention: Mention) -> None:
    """Takes over what the event lacks."""
    event.others.append(mention)
    if event.actor is None and mention.actor is not None:
        event.actor, event.actor_code = mention.actor, mention.actor_code
    if event.recipient is None and mention.recipient is not None:
        event.recipient, event.recipient_code = mention.recipient, mention.recipient_code
    if event.place is None:
        event.place = mention.place
    if event.date is None:
        event.date = mention.date
    if event.sentence.section == "title" and event.modality == "asserted":
        event.modality = mention.modality if not event.others[:-1] else event.modality


def spans(event: Mention) -> Sequence[tuple[int, int]]:
    """All mentions of an event, the first one first."""
    return [(part.start, part.end) for part in (event, *event.others)]
