"""One row per happening: mentions of the same event in one article are told together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khabar.dates import DateExpression
from khabar.events.actors import Code
from khabar.events.article import Row, Sentence
from khabar.events.parties import Party
from khabar.events.triggers import Reading
from khabar.text.tokens import lexical

_LOOK_BACK = 40  # events of a type that a mention is compared with, so that work stays linear


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
        twin = next((event for event in reversed(known[-_LOOK_BACK:]) if _same(event, mention)), None)
        if twin is None:
            known.append(mention)
        else:
            _add(twin, mention)
    return sorted((event for found in events.values() for event in found), key=lambda e: (e.start, e.end))


def _same(event: Mention, mention: Mention) -> bool:
    """Whether a mention tells the event again.

    A headline is told again by the text. A definite noun without parties of its own (الهجوم) points back. Otherwise
    parties and dates must fit, and something must be shared: a party, the word, or the sentence.
    """
    if _contradict(event.actor, mention.actor) or _contradict(event.recipient, mention.recipient):
        return False
    if event.date is not None and mention.date is not None and event.date.iso != mention.date.iso:
        return False
    if event.sentence.section == "title" and not any(o.sentence.section != "title" for o in event.others):
        return True
    reading = mention.reading
    if reading.tense == "noun" and reading.definite and (mention.actor is None or mention.actor.resolved):
        return True
    families = {part.reading.trigger.family for part in (event, *event.others)}
    if reading.trigger.family in families or mention.sentence.start == event.sentence.start:
        return True
    return _shared(event.actor, mention.actor) or _shared(event.recipient, mention.recipient)


def _contradict(one: Party | None, other: Party | None) -> bool:
    """Whether two parties that the text states are known to be different."""
    if one is None or other is None or one.resolved or other.resolved:
        return False
    return bool(one.name and other.name) and not _shared(one, other)


def _shared(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return False
    return one.key == other.key or bool(content_words(one) & content_words(other))


def content_words(party: Party) -> frozenset[str]:
    """Folded words of a party's phrase and name, articles off."""
    words = [lexical(word) for word in f"{party.text} {party.name or ''}".replace("_", " ").split()]
    return frozenset(word[2:] if word.startswith("ال") else word for word in words if len(word) > 2)


def _add(event: Mention, mention: Mention) -> None:
    """Takes over what the event lacks; parties that the text states go before those inferred."""
    first_told = event.sentence.section == "title" and not event.others
    event.others.append(mention)
    if mention.actor is not None and (event.actor is None or (event.actor.resolved and not mention.actor.resolved)):
        event.actor, event.actor_code = mention.actor, mention.actor_code
    better = event.recipient is not None and event.recipient.resolved
    if mention.recipient is not None and (event.recipient is None or (better and not mention.recipient.resolved)):
        event.recipient, event.recipient_code = mention.recipient, mention.recipient_code
    event.place = event.place or mention.place
    if event.date is None and mention.modality == event.modality:
        event.date = mention.date
    if first_told and event.modality == "asserted":
        event.modality = mention.modality


def spans(event: Mention) -> Sequence[tuple[int, int]]:
    """All mentions of an event, the first one first."""
    return [(part.start, part.end) for part in (event, *event.others)]
