"""Scores of the table entities: spans and types against gold, and which mentions name the same entity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument
from khabar.text.spans import Span

ALL = "all"
"""The key of the score over all types."""


@dataclass(frozen=True)
class Named:
    """One mention, gold or found: its span, its type, and the name of the entity within its article."""

    span: Span
    entity_type: str
    canonical_name: str


@dataclass
class Counts:
    """True positives, found and gold; for overlap the two true positives differ."""

    found: int = 0
    gold: int = 0
    found_right: float = 0.0
    gold_right: float = 0.0

    def scores(self) -> dict[str, float]:
        """Precision, recall and F1 in per cent."""
        precision = 100 * self.found_right / self.found if self.found else 0.0
        recall = 100 * self.gold_right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 1), "recall": round(recall, 1), "f1": round(f1, 1)}


@dataclass
class EntityScores:
    """Scores over articles, and every miss."""

    strict: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    """By type: span and type are equal."""
    overlap: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    """By type: spans share a code point and types are equal."""
    coreference: Counts = field(default_factory=Counts)
    """B³ over the mentions whose span is in both: who is named together with whom."""
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(gold type, found type) of equal spans; "none" for a span that the other side lacks."""
    misses: list[dict[str, Any]] = field(default_factory=list)
    """article, side (missed, spurious), start, end, entity_type, text."""

    def summary(self) -> dict[str, Any]:
        """All scores as plain values."""
        return {
            "strict": {kind: counts.scores() for kind, counts in sorted(self.strict.items())},
            "overlap": {kind: counts.scores() for kind, counts in sorted(self.overlap.items())},
            "coreference_b3": self.coreference.scores(),
        }


def score_table(documents: Iterable[GoldDocument], entities: pa.Table) -> EntityScores:
    """Score the rows of a table entities on the annotated articles; other articles are left out."""
    rows: defaultdict[str, list[Named]] = defaultdict(list)
    columns = ("article_id", "char_start", "char_end", "entity_type", "canonical_name")
    for article_id, start, end, kind, name in zip(*(entities.column(c).to_pylist() for c in columns), strict=True):
        rows[article_id].append(Named(Span(start, end), kind, name))
    scores = EntityScores()
    for document in documents:
        gold = [Named(e.span, e.entity_type, e.canonical_name) for e in document.entities]
        add_article(scores, document.name, document.text, gold, rows[document.article_id])
    return scores


def add_article(scores: EntityScores, name: str, text: str, gold: Sequence[Named], found: Sequence[Named]) -> None:
    """Add the mentions of one article to the scores."""
    _add_strict(scores, gold, found)
    _add_overlap(scores, gold, found)
    _add_coreference(scores.coreference, gold, found)
    gold_types = {mention.span: mention.entity_type for mention in gold}
    found_types = {mention.span: mention.entity_type for mention in found}
    for span in sorted(gold_types.keys() | found_types.keys()):
        expected, got = gold_types.get(span, "none"), found_types.get(span, "none")
        scores.confusion[expected, got] += 1
        if expected != got:
            for side, kind in (("missed", expected), ("spurious", got)):
                if kind != "none":
                    miss = {"article": name, "side": side, "start": span.start, "end": span.end, "entity_type": kind}
                    scores.misses.append(miss | {"text": span.of(text)})


def _add_strict(scores: EntityScores, gold: Sequence[Named], found: Sequence[Named]) -> None:
    expected = {(mention.span, mention.entity_type) for mention in gold}
    got = {(mention.span, mention.entity_type) for mention in found}
    for key, mentions in (("gold", expected), ("found", got)):
        for span, kind in mentions:
            right = (span, kind) in expected and (span, kind) in got
            for each in (kind, ALL):
                counts = scores.strict[each]
                setattr(counts, key, getattr(counts, key) + 1)
                setattr(counts, f"{key}_right", getattr(counts, f"{key}_right") + right)


def _add_overlap(scores: EntityScores, gold: Sequence[Named], found: Sequence[Named]) -> None:
    for key, mine, others in (("gold", gold, found), ("found", found, gold)):
        for mention in mine:
            right = any(o.entity_type == mention.entity_type and o.span.overlaps(mention.span) for o in others)
            for each in (mention.entity_type, ALL):
                counts = scores.overlap[each]
                setattr(counts, key, getattr(counts, key) + 1)
                setattr(counts, f"{key}_right", getattr(counts, f"{key}_right") + right)


def _add_coreference(counts: Counts, gold: Sequence[Named], found: Sequence[Named]) -> None:
    """B³ (Bagga & Baldwin 1998) within one article, over the spans that both sides have."""
    expected = {mention.span: mention.canonical_name for mention in gold}
    got = {mention.span: mention.canonical_name for mention in found}
    shared = sorted(expected.keys() & got.keys())
    gold_groups, found_groups = _groups(expected, shared), _groups(got, shared)
    for span in shared:
        both = len(gold_groups[expected[span]] & found_groups[got[span]])
        counts.gold += 1
        counts.found += 1
        counts.gold_right += both / len(gold_groups[expected[span]])
        counts.found_right += both / len(found_groups[got[span]])


def _groups(names: Mapping[Span, str], spans: Iterable[Span]) -> dict[str, set[Span]]:
    groups: defaultdict[str, set[Span]] = defaultdict(set)
    for span in spans:
        groups[names[span]].add(span)
    return groups


def report(scores: EntityScores) -> str:
    """The figures and every miss, as text."""
    lines = []
    for measure, by_type in (("strict", scores.strict), ("overlap", scores.overlap)):
        for kind, counts in sorted(by_type.items()):
            lines.append(_line(f"{measure} {kind}", counts))
    lines.append(_line("coreference B³", scores.coreference))
    lines += [f"{m['side']:9}{m['article']} {m['start']}: {m['entity_type']} {m['text']}" for m in scores.misses]
    return "\n".join(lines)


def _line(name: str, counts: Counts) -> str:
    found = counts.scores()
    return f"{name:16}P {found['precision']:5.1f}  R {found['recall']:5.1f}  F1 {found['f1']:5.1f}"
