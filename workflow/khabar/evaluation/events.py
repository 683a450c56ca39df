"""Scores of the table events against annotated documents.

A found event matches an annotated one of the same type whose trigger, or any of its further mentions, its own trigger
overlaps; each matches at most once, in text order. On matched ones: actor, recipient and location (a shared content
word of the phrase or the canonical name; precision and recall over those that either side gives), date (the same day,
month or year, or none on both sides) and modality. Worst are events that were missed or made up, then a right trigger
of a wrong type, then wrong parties, then place, date and modality.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument, GoldEvent
from khabar.evaluation.outcome import ALL, NONE, Counts, Find, Miss, Outcome, Side, rows_by_article
from khabar.text.spans import Span
from khabar.text.tokens import lexical

MATCHED = "type_and_trigger"
PARTIES = ("actor", "recipient", "location")
FACTS = ("date", "modality")
"""What is judged on matched events."""
_SEVERITY = {"missed": 12, "spurious": 12, "type": 10, "actor": 3, "recipient": 3, "location": 1, "date": 1}
_SEVERITY["modality"] = 1
_ISO_LENGTH = {"month": 7, "year": 4}
_SHORTEST = 3  # letters of a word that counts as content
Row = Mapping[str, Any]


def outcomes(documents: Iterable[GoldDocument], events: pa.Table) -> list[Outcome]:
    """Compare the rows of a table events with the annotated articles; other articles are left out."""
    rows = rows_by_article(events)
    return [compare(document.name, document.events, rows.get(document.article_id, ())) for document in documents]


def compare(name: str, gold: Sequence[GoldEvent], rows: Sequence[Row]) -> Outcome:
    """The events of one article against its annotation."""
    outcome = Outcome(name)
    pairs = matches(gold, rows)
    of_gold, of_row = dict(pairs), {j: i for i, j in pairs}
    for i, event in enumerate(gold):
        outcome.annotated(MATCHED, event.event_type, i in of_gold)
    for j, row in enumerate(rows):
        outcome.found(MATCHED, row["event_type"], j in of_row)
        outcome.finds.append(Find(row["rule_id"], row["confidence"], j in of_row))
    for i, j in pairs:
        outcome.confusion[gold[i].event_type, rows[j]["event_type"]] += 1
        if wrong := _compare(outcome, gold[i], rows[j]):
            outcome.misses.append(_miss(name, wrong, gold[i], rows[j]))
    _unmatched(
        outcome, [e for i, e in enumerate(gold) if i not in of_gold], [r for j, r in enumerate(rows) if j not in of_row]
    )
    return outcome


def matches(gold: Sequence[GoldEvent], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in rows), each used once; a row goes to the first event whose mention it is."""
    pairs = []
    used: set[int] = set()
    for j, row in enumerate(rows):
        fitting = [
            (not event.span.overlaps(_span(row)), i)
            for i, event in enumerate(gold)
            if i not in used and event.event_type == row["event_type"] and _is_mentioned(event, row)
        ]
        if fitting:
            i = min(fitting)[1]
            used.add(i)
            pairs.append((i, j))
    return sorted(pairs)


def content_words(text: str | None) -> frozenset[str]:
    """Folded words of three letters or more, articles off.

    >>> sorted(content_words("القوات #الروسية"))
    ['روسيه', 'قوات']
    """
    cleaned = "".join(letter if letter.isalnum() else " " for letter in text or "")
    words = (lexical(word) for word in cleaned.split())
    bare = (word[2:] if word.startswith("ال") else word for word in words)
    return frozenset(word for word in bare if len(word) >= _SHORTEST)


def party_counts(expected: str, found: str) -> Counts:
    """One party of a matched event: right when the two share a content word.

    >>> party_counts("الجيش التركي", "الجيش"), party_counts("", "الجيش").precision
    (Counts(gold=1, found=1, gold_right=1, found_right=1), 0.0)
    """
    right = not content_words(expected).isdisjoint(content_words(found))
    return Counts(int(right or bool(expected)), int(right or bool(found)), int(right), int(right))


def _unmatched(outcome: Outcome, gold: Sequence[GoldEvent], rows: Sequence[Row]) -> None:
    """Events without a row and rows without an event; where their triggers overlap, only the type is wrong."""
    paired: set[int] = set()
    for event in gold:
        rival = next((j for j, row in enumerate(rows) if j not in paired and _is_mentioned(event, row)), None)
        if rival is None:
            outcome.confusion[event.event_type, NONE] += 1
            outcome.misses.append(_miss(outcome.article, ("missed",), event, None))
        else:
            paired.add(rival)
            outcome.confusion[event.event_type, rows[rival]["event_type"]] += 1
            outcome.misses.append(_miss(outcome.article, ("type",), event, rows[rival]))
    for j, row in enumerate(rows):
        if j not in paired:
            outcome.confusion[NONE, row["event_type"]] += 1
            outcome.misses.append(_miss(outcome.article, ("spurious",), None, row))


def _compare(outcome: Outcome, event: GoldEvent, row: Row) -> tuple[str, ...]:
    """Count parties and facts of a matched event; return what is wrong about it."""
    wrong = []
    for party, expected in zip(PARTIES, (event.actor, event.recipient, event.location), strict=True):
        counts = party_counts(expected, " ".join(filter(None, (row[f"{party}_text"], row[f"{party}_name"]))))
        outcome.counts[party, ALL].add(counts)
        if counts.gold_right < max(counts.gold, counts.found):
            wrong.append(party)
    facts = {"date": _iso(row) == event.date, "modality": row["modality"] == event.modality}
    for fact, right in facts.items():
        outcome.judged(fact, right)
    return (*wrong, *(fact for fact, right in facts.items() if not right))


def _span(row: Row) -> Span:
    return Span(row["char_start"], row["char_end"])


def _is_mentioned(event: GoldEvent, row: Row) -> bool:
    return any(mention.overlaps(_span(row)) for mention in (event.span, *event.also))


def _iso(row: Row) -> str:
    date = row["event_date"]
    return "" if date is None else date.isoformat()[: _ISO_LENGTH.get(row["event_date_precision"], 10)]


def _miss(article: str, kinds: tuple[str, ...], event: GoldEvent | None, row: Row | None) -> Miss:
    """An error; what was missed recurs by type and trigger, the rest by the rule and what is wrong."""
    gold = found = None
    if event:
        parts = (f"{event.actor or '–'} > {event.recipient or '–'}", event.location, event.date, event.modality)
        gold = Side(event.span, event.event_type, " | ".join((event.trigger, *filter(None, parts))))
    if row:
        actor, recipient = (f"{row[f'{p}_text'] or '–'} ({row[f'{p}_code'] or '–'})" for p in ("actor", "recipient"))
        parts = (f"{actor} > {recipient}", row["location_name"] or "", _iso(row), row["modality"])
        found = Side(_span(row), row["event_type"], " | ".join((row["text"], *filter(None, parts))))
    rule = row["rule_id"] if row else None
    cause = " ".join((*kinds, rule or (f"{event.event_type} {lexical(event.trigger)}" if event else "")))
    return Miss(article, kinds, sum(_SEVERITY[kind] for kind in kinds), cause, gold, found, rule)
