"""One row per happening: mentions of the same event in one article are told together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from khabar.dates import DateExpression
from khabar.events.actors import Code
from khabar.events.article import Row, Sentence
from khabar.events.parties import Party
from khabar.events.triggers import Reading
from khabar.text.tokens import lexical

_ONE_STORY = frozenset(("CONSULT", "COERCE"))  # types whose words for one event differ: زار, التقى, محادثات
_NEARLY = 60  # hundredths of log odds
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
    acts: bool
    """Whether the word before the trigger is a finite verb: a noun there is its subject."""
    others: list["Mention"] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    """Families of all its triggers."""
    in_text: bool = False
    """Whether it is told outside the headline."""
    score: int = 0
    """Log odds, in hundredths, that it tells an event (khabar.events.selection)."""

    def __post_init__(self) -> None:
        self.families.add(self.reading.trigger.family)
        self.in_text = self.sentence.section != "title"

    @property
    def event_type(self) -> str:
        """PLOVER type."""
        return self.reading.trigger.event_type


def merge(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in text order → events, each under its first mention, with what later ones add.

    A trigger of the scope echo (متظاهرون) tells an event again but is none by itself, unless it is said to act.
    """
    events: dict[str, list[Mention]] = {}
    for mention in mentions:
        known = events.setdefault(mention.event_type, [])
        twin = next((event for event in reversed(known[-_LOOK_BACK:]) if _same(event, mention)), None)
        if twin is None:
            if mention.reading.trigger.scope != "echo" or mention.acts:
                known.append(mention)
        else:
            _add(twin, mention)
    return sorted((event for found in events.values() for event in found), key=lambda e: (e.start, e.end))


def surest_first(event: Mention) -> Mention:
    """The event under the mention of the highest score, the first one where several have it.

    In the sentence of the first mention another one leads only if it is surer by far: شنت غارات is told by its verb.
    """
    best = max((event, *event.others), key=lambda mention: mention.score)
    near = best.sentence.start == event.sentence.start and best.score - event.score <= _NEARLY
    if best is event or near:
        return replace(event, score=best.score)
    first = replace(event, others=[], families=set())
    others = sorted((first, *(one for one in event.others if one is not best)), key=lambda one: one.start)
    taken = ("start", "end", "token", "sentence", "reading", "modality", "quote_id", "acts", "score")
    return replace(event, others=others, **{name: getattr(best, name) for name in taken})


def _same(event: Mention, mention: Mention) -> bool:
    """Whether a mention tells the event again.

    Parties and dates must fit. A headline is told again by the text; a definite noun without parties of its own
    (الهجوم) points back to its family, an attack to any attack; otherwise the word must be of the same family, or stand
    in the same sentence, or be of a type of _ONE_STORY and share a party. A sentence that brings a date of its own to
    an undated event tells another one.
    """
    if _contradict(event, mention) or not _dates_fit(event, mention):
        return False
    family = mention.reading.trigger.family in event.families
    if _is_headline_only(event) or (_points_back(mention) and (family or mention.event_type == "ASSAULT")):
        return True
    same_sentence = mention.sentence.start == event.sentence.start
    dated = mention.date is not None and event.date is None
    if dated and not same_sentence and mention.reading.tense != "noun" and event.sentence.section != "title":
        return False
    if _of_other_kind(event, mention):
        return False
    return same_sentence or family or (mention.event_type in _ONE_STORY and _share_a_party(event, mention))


def _share_a_party(event: Mention, mention: Mention) -> bool:
    """Whether someone takes part in both, in whatever role."""
    parties = [p for p in (event.actor, event.recipient) if p is not None]
    others = [p for p in (mention.actor, mention.recipient) if p is not None]
    return any(
        one.key == other.key or not content_words(one).isdisjoint(content_words(other))
        for one in parties
        for other in others
    )


def _is_headline_only(event: Mention) -> bool:
    """Whether the event is told by the headline alone so far."""
    return not event.in_text


def _points_back(mention: Mention) -> bool:
    """Whether a definite noun states no party of its own."""
    stated = [p for p in (mention.actor, mention.recipient) if p is not None and not p.resolved]
    unnamed = not any(party is mention.actor or party.name for party in stated)
    return mention.reading.tense == "noun" and mention.reading.definite and unnamed


def _dates_fit(event: Mention, mention: Mention) -> bool:
    return event.date is None or mention.date is None or event.date.iso == mention.date.iso


def _contradict(event: Mention, mention: Mention) -> bool:
    """Whether stated parties are known to be different: two names, not of a state and of someone who acts for it."""
    pairs = (
        (event.actor, mention.actor, event.actor_code, mention.actor_code),
        (event.recipient, mention.recipient, event.recipient_code, mention.recipient_code),
    )
    for one, other, code, other_code in pairs:
        if one is None or other is None or not (one.name and other.name) or not _stated(one, other):
            continue
        state = any(p.mention is not None and p.mention["entity_type"] == "LOC" for p in (one, other))
        if not (state and code.country and code.country == other_code.country):
            return True
    return False


def _of_other_kind(event: Mention, mention: Mention) -> bool:
    """Whether stated parties are of different countries or sectors."""
    pairs = (
        (event.actor, mention.actor, event.actor_code, mention.actor_code),
        (event.recipient, mention.recipient, event.recipient_code, mention.recipient_code),
    )
    for one, other, code, other_code in pairs:
        known = zip(code, other_code, strict=True)
        if _stated(one, other) and any(a and b and a != b for a, b in known):
            return True
    return False


def _stated(one: Party | None, other: Party | None) -> bool:
    """Whether both parties are stated by the text itself and share no word."""
    if one is None or other is None or one.resolved or other.resolved:
        return False
    return one.key != other.key and content_words(one).isdisjoint(content_words(other))


def content_words(party: Party) -> frozenset[str]:
    """Folded words of a party's phrase and name, articles off."""
    return _content_words(party.text, party.name or "")


@lru_cache(maxsize=1 << 14)
def _content_words(text: str, name: str) -> frozenset[str]:
    words = [lexical(word) for word in f"{text} {name}".replace("_", " ").split()]
    return frozenset(word[2:] if word.startswith("ال") else word for word in words if len(word) > 2)


def _add(event: Mention, mention: Mention) -> None:
    """Takes over what the event lacks; parties that the text states go before those inferred."""
    first_told = event.sentence.section == "title" and not event.others
    event.others.append(mention)
    family = mention.reading.trigger.family in event.families
    event.families |= mention.families
    event.in_text |= mention.in_text
    inferred = event.actor is not None and event.actor.resolved and family
    if mention.actor is not None and (event.actor is None or (inferred and not mention.actor.resolved)):
        event.actor, event.actor_code = mention.actor, mention.actor_code
    better = event.recipient is not None and event.recipient.resolved
    if mention.recipient is not None and (event.recipient is None or (better and not mention.recipient.resolved)):
        event.recipient, event.recipient_code = mention.recipient, mention.recipient_code
    event.place = event.place or mention.place
    near = mention.sentence.start == event.sentence.start or mention.reading.tense != "noun"
    if event.date is None and (first_told or near):
        event.date = mention.date
    if first_told and event.modality == "asserted":
        event.modality = mention.modality
