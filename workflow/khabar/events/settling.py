"""Settles who, where and when: the choice among everything that an article offers for its events."""

from collections.abc import Sequence

from khabar.events.actors import Code, code
from khabar.events.article import Article
from khabar.events.clauses import Clauses
from khabar.events.dating import Dates
from khabar.events.merging import Mention
from khabar.events.participants import Participants
from khabar.events.parties import Party
from khabar.events.placing import Places

_NO_CODE = Code("", "")


def settle(article: Article, events: Sequence[Mention]) -> None:
    """Sets actor, recipient, place and date of the events that the rules found, all by what the rules found."""
    if not events:
        return
    clauses = Clauses(article)
    participants, places = Participants(article, events, clauses), Places(article, events, clauses)
    dates = Dates(article, clauses)
    chosen = [
        (participants.choose(number), places.choose(event), dates.choose(event)) for number, event in enumerate(events)
    ]
    for event, ((actor, recipient), place, date) in zip(events, chosen, strict=True):
        event.actor, event.actor_code = actor, _code(article, actor)
        event.recipient, event.recipient_code = recipient, _code(article, recipient)
        event.place, event.date = place, date


def _code(article: Article, party: Party | None) -> Code:
    return code(article, party) if party is not None else _NO_CODE
