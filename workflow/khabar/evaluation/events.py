"""Scores the table events against annotated documents.

A found event matches an annotated one of the same type whose trigger, or any of its further mentions, its own trigger
overlaps; each matches at most once, in text order. On matched ones: actor, recipient and location (a shared content
word of the phrase or the canonical name; precision and recall over those that either side gives), date (the same day,
month or year, or none on both sides) and modality.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument, GoldEvent
from khabar.text.spans import Span
from khabar.text.tokens import lexical

_ISO_LENGTH = {"month": 7, "year": 4}
_SHORTEST = 3  # letters of a word that counts as content


@dataclass
class Counts:
    """Right, spurious and missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / total if total else 0.0

    def line(self, name: str) -> str:
        """The figures as one line."""
        return (
            f"{name:12} P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  (right {self.right}, spurious {self.spurious}, missed {self.missed})"
        )


@dataclass
class Miss:
    """One disagreement, for people to read."""

    document: str
    kind: str
    """missed, spurious, actor, recipient, location, date or modality."""
    gold: str
    found: str


@dataclass
class EventScore:
    """Scores of all documents together."""

    events: Counts = field(default_factory=Counts)
    types: dict[str, Counts] = field(default_factory=dict)
    parties: dict[str, Counts] = field(
        default_factory=lambda: {"actor": Counts(), "recipient": Counts(), "location": Counts()}
    )
    same: dict[str, int] = field(default_factory=lambda: {"date": 0, "modality": 0})
    misses: list[Miss] = field(default_factory=list)

    def accuracy(self, what: str) -> float:
        """Share of matched events whose date or modality is right."""
        return self.same[what] / self.events.right if self.events.right else 0.0


def score(documents: Iterable[GoldDocument], events: pa.Table) -> EventScore:
    """Scores all documents together; rows of other articles are left aside."""
    rows = _by_article(events)
    total = EventScore()
    for document in documents:
        found = rows.get(document.article_id, [])
        pairs = matches(document.events, found)
        for i, j in pairs:
            _count(total, document.events[i].event_type, "right")
            _compare(document, document.events[i], found[j], total)
        for i in sorted(set(range(len(document.events))) - {i for i, _ in pairs}):
            _count(total, document.events[i].event_type, "missed")
            total.misses.append(Miss(document.name, "missed", _gold_text(document.events[i]), ""))
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            _count(total, found[j]["event_type"], "spurious")
            total.misses.append(Miss(document.name, "spurious", "", _row_text(found[j])))
    return total


def matches(gold: Sequence[GoldEvent], rows: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in rows), each used once; a row goes to the first event whose mention it is."""
    pairs = []
    used: set[int] = set()
    for j, row in enumerate(rows):
        span = Span(row["char_start"], row["char_end"])
        fitting = [
            (not event.span.overlaps(span), i)
            for i, event in enumerate(gold)
            if i not in used
            and event.event_type == row["event_type"]
            and any(mention.overlaps(span) for mention in (event.span, *event.also))
        ]
        if fitting:
            i = min(fitting)[1]
            used.add(i)
            pairs.append((i, j))
    return sorted(pairs)


def rule_counts(documents: Iterable[GoldDocument], events: pa.Table) -> dict[tuple[str, str], tuple[int, int]]:
    """(event type, lemma) → (right, fired); lemma "" for the whole type, type "all" for everything."""
    rows = _by_article(events)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for document in documents:
        found = rows.get(document.article_id, [])
        right = {j for _, j in matches(document.events, found)}
        for j, row in enumerate(found):
            for key in (("all", ""), (row["event_type"], ""), (row["event_type"], row["trigger_lemma"])):
                before = counts.get(key, (0, 0))
                counts[key] = (before[0] + (j in right), before[1] + 1)
    return dict(sorted(counts.items()))


def report(total: EventScore) -> str:
    """The figures and every miss, as text."""
    lines = [total.events.line("events"), *(counts.line(f"  {name}") for name, counts in sorted(total.types.items()))]
    lines += [counts.line(name) for name, counts in total.parties.items()]
    lines += [f"{what:12} {total.accuracy(what):.3f}" for what in total.same]
    lines += [f"{m.kind:9} {m.document}\n    gold   {m.gold}\n    found  {m.found}" for m in total.misses]
    return "\n".join(lines)


def content_words(text: str | None) -> frozenset[str]:
    """Folded words of three letters or more, articles off.

    >>> sorted(content_words("القوات #الروسية"))
    ['روسيه', 'قوات']
    """
    cleaned = "".join(letter if letter.isalnum() else " " for letter in text or "")
    words = (lexical(word) for word in cleaned.split())
    bare = (word[2:] if word.startswith("ال") else word for word in words)
    return frozenset(word for word in bare if len(word) >= _SHORTEST)


def _by_article(events: pa.Table) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in events.to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def _count(total: EventScore, event_type: str, what: str) -> None:
    for counts in (total.events, total.types.setdefault(event_type, Counts())):
        setattr(counts, what, getattr(counts, what) + 1)


def _compare(document: GoldDocument, event: GoldEvent, row: dict[str, Any], total: EventScore) -> None:
    gold = {"actor": event.actor, "recipient": event.recipient, "location": event.location}
    for what, expected in gold.items():
        found = " ".join(filter(None, (row[f"{what}_text"], row[f"{what}_name"])))
        counts = total.parties[what]
        right = not content_words(expected).isdisjoint(content_words(found))
        counts.right += right
        counts.spurious += bool(found) and not right
        counts.missed += bool(expected) and not right
        if not right and (found or expected):
            total.misses.append(Miss(document.name, what, _gold_text(event), _row_text(row)))
    facts = {"date": _iso(row) == event.date, "modality": row["modality"] == event.modality}
    for what, right in facts.items():
        total.same[what] += right
        if not right:
            total.misses.append(Miss(document.name, what, _gold_text(event), _row_text(row)))


def _iso(row: dict[str, Any]) -> str:
    date = row["event_date"]
    return "" if date is None else date.isoformat()[: _ISO_LENGTH.get(row["event_date_precision"], 10)]


def _gold_text(event: GoldEvent) -> str:
    return (
        f"{event.event_type} {event.trigger} | {event.actor} → {event.recipient} | {event.location} | {event.date}"
        f" | {event.modality}"
    )


def _row_text(row: dict[str, Any]) -> str:
    return (
        f"{row['event_type']} {row['text']} | {row['actor_text']} ({row['actor_code']}) → {row['recipient_text']}"
        f" ({row['recipient_code']}) | {row['location_name']} | {_iso(row)} | {row['modality']}"
    )
