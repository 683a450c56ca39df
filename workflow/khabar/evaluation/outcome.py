"""What comparing rows with gold gives: the same for names, quotes and events, one `Outcome` for each article."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from khabar.text.spans import Span

ALL = "all"
"""The class of a measure that counts every row."""
NONE = "none"
"""In a confusion table: what the other side lacks."""

Key = tuple[str, str]
"""A measure and a class of rows: ("strict", "PER"), ("type_and_trigger", "all")."""


@dataclass
class Counts:
    """How many are annotated and found, and how many of each are right.

    The two numbers of right ones differ where matching is not one to one, and are fractions for B³.

    >>> round(Counts(gold=4, found=2, gold_right=2, found_right=2).f1, 3)
    0.667
    """

    gold: float = 0
    found: float = 0
    gold_right: float = 0
    found_right: float = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found."""
        return self.gold_right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Counts") -> None:
        """Count what `other` counted, too."""
        self.gold += other.gold
        self.found += other.found
        self.gold_right += other.gold_right
        self.found_right += other.found_right


class Side(NamedTuple):
    """What one side, gold or the table, says about a place in the text."""

    span: Span
    label: str
    """Its type."""
    text: str
    """It in words, for people to read."""


class Miss(NamedTuple):
    """One disagreement: what is annotated, what was found instead, and in what they differ."""

    article: str
    kinds: tuple[str, ...]
    """("missed",), ("spurious",), or what is wrong about a matched row: type, boundary, extent, cue, speaker, …"""
    severity: int
    """Larger is worse; each table says what weighs how much."""
    cause: str
    """What errors of the same cause share: the name, the cue, the rule."""
    gold: Side | None
    found: Side | None
    rule_id: str | None
    """The rule that found it; None for what was missed."""

    @property
    def start(self) -> int:
        """Where in the article it is."""
        return min(side.span.start for side in (self.gold, self.found) if side)


class Find(NamedTuple):
    """One row of the table: who found it, how sure, and whether it is right."""

    rule_id: str
    confidence: float
    right: bool


@dataclass
class Outcome:
    """One article (or, for CoNLL files, one sentence) of one table, compared with its gold."""

    article: str
    counts: defaultdict[Key, Counts] = field(default_factory=lambda: defaultdict(Counts))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(gold type, found type), `NONE` for what one side lacks."""
    finds: list[Find] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def annotated(self, measure: str, label: str, right: bool) -> None:
        """Count something annotated, in its class and in all."""
        for each in (label, ALL):
            counts = self.counts[measure, each]
            counts.gold += 1
            counts.gold_right += right

    def found(self, measure: str, label: str, right: bool) -> None:
        """Count something found, in its class and in all."""
        for each in (label, ALL):
            counts = self.counts[measure, each]
            counts.found += 1
            counts.found_right += right

    def judged(self, measure: str, right: bool) -> None:
        """Count a fact about a matched row: its share of right ones is precision, recall and F1 alike."""
        self.counts[measure, ALL].add(Counts(1, 1, right, right))


def totals(outcomes: Iterable[Outcome]) -> dict[Key, Counts]:
    """The counts of all articles together, by measure and class."""
    found: defaultdict[Key, Counts] = defaultdict(Counts)
    for outcome in outcomes:
        for key, counts in outcome.counts.items():
            found[key].add(counts)
    return dict(sorted(found.items()))


def confusion(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Gold type → found type → how often, over all articles."""
    pairs: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        pairs.update(outcome.confusion)
    table: dict[str, dict[str, int]] = {}
    for (gold, found), count in sorted(pairs.items()):
        table.setdefault(gold, {})[found] = count
    return table


def by_rule(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Rule → how often it fired on the annotated articles, and how often it was right."""
    counts: dict[str, dict[str, int]] = {}
    for find in (find for outcome in outcomes for find in outcome.finds):
        rule = counts.setdefault(find.rule_id, {"fired_on_gold": 0, "right": 0})
        rule["fired_on_gold"] += 1
        rule["right"] += find.right
    return dict(sorted(counts.items()))


def worst_first(outcomes: Iterable[Outcome]) -> list[Miss]:
    """Every error: the most severe first, then whose cause recurs most, then the nearest to its article's start."""
    misses = [miss for outcome in outcomes for miss in outcome.misses]
    recurrence = Counter(miss.cause for miss in misses)
    return sorted(misses, key=lambda m: (-m.severity, -recurrence[m.cause], m.start, m.article, m.kinds))


def rows_by_article(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """The rows of each article, in the order of the table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    return rows
