"""Scores the table quotes against annotated documents.

A found statement matches an annotated one when their contents overlap (intersection over union, in code points) by at
least a threshold; each matches at most once, best overlaps first. On matched ones: type, cue (the spans overlap, or
both have none), speaker (the spans overlap, or the names are equal) and resolved name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument, GoldQuote
from khabar.text.spans import Span
from khabar.text.tokens import lexical


@dataclass
class Miss:
    """One disagreement, for people to read."""

    document: str
    kind: str
    """missed, spurious, extent, type, cue, speaker, name."""
    gold: str
    found: str


@dataclass
class Score:
    """Counts at one threshold."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=lambda: {"type": 0, "cue": 0, "speaker": 0, "name": 0})
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of found statements that are annotated."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of annotated statements that are found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.matched / (self.found + self.gold) if self.found + self.gold else 0.0

    def accuracy(self, what: str) -> float:
        """Share of matched statements whose `what` (type, cue, speaker, name) is right."""
        return self.right[what] / self.matched if self.matched else 0.0


def score(documents: Iterable[GoldDocument], quotes: pa.Table, threshold: float = 0.3) -> Score:
    """Scores all documents together; rows of other articles are left aside."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in quotes.to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    total = Score()
    for document in documents:
        _document(document, rows.get(document.article_id, []), threshold, total)
    return total


def matches(gold: Sequence[GoldQuote], rows: Sequence[dict[str, Any]], threshold: float) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in rows), each used once, best overlap first."""
    pairs = []
    for i, quote in enumerate(gold):
        for j, row in enumerate(rows):
            overlap = _overlap(quote.span, Span(row["char_start"], row["char_end"]))
            if overlap >= threshold:
                pairs.append((-overlap, _cue_differs(quote, row), i, j))
    used_gold: set[int] = set()
    used_rows: set[int] = set()
    result = []
    for _, _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_rows:
            used_gold.add(i)
            used_rows.add(j)
            result.append((i, j))
    return sorted(result)


def rule_counts(documents: Iterable[GoldDocument], quotes: pa.Table) -> dict[str, tuple[int, int]]:
    """(right, found) of each rule at overlap 0.3."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in quotes.to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    counts: dict[str, tuple[int, int]] = {}
    for document in documents:
        found = rows.get(document.article_id, [])
        right = {j for _, j in matches(document.quotes, found, 0.3)}
        for j, row in enumerate(found):
            before = counts.get(row["rule_id"], (0, 0))
            counts[row["rule_id"]] = (before[0] + (j in right), before[1] + 1)
    return dict(sorted(counts.items()))


def report(score_03: Score, score_08: Score) -> str:
    """The figures and every miss, as text."""
    lines = [
        f"overlap 0.3  P {score_03.precision:.3f}  R {score_03.recall:.3f}  F1 {score_03.f1:.3f}"
        f"  ({score_03.matched} of {score_03.gold} annotated, {score_03.found} found)",
        f"overlap 0.8  P {score_08.precision:.3f}  R {score_08.recall:.3f}  F1 {score_08.f1:.3f}",
        "on matched (0.3)  " + "  ".join(f"{what} {score_03.accuracy(what):.3f}" for what in score_03.right),
    ]
    lines += [f"{m.kind:9}{m.document}\n    gold   {m.gold}\n    found  {m.found}" for m in score_03.misses]
    return "\n".join(lines)


def _document(document: GoldDocument, rows: list[dict[str, Any]], threshold: float, total: Score) -> None:
    pairs = matches(document.quotes, rows, threshold)
    total.gold += len(document.quotes)
    total.found += len(rows)
    total.matched += len(pairs)
    for i, j in pairs:
        _compare(document, document.quotes[i], rows[j], total)
    for i in sorted(set(range(len(document.quotes))) - {i for i, _ in pairs}):
        total.misses.append(Miss(document.name, "missed", _gold_text(document.quotes[i]), ""))
    for j in sorted(set(range(len(rows))) - {j for _, j in pairs}):
        total.misses.append(Miss(document.name, "spurious", "", _row_text(rows[j])))


def _compare(document: GoldDocument, quote: GoldQuote, row: dict[str, Any], total: Score) -> None:
    checks = {
        "type": quote.quote_type == row["quote_type"],
        "cue": not _cue_differs(quote, row),
        "speaker": _speaker_right(quote, row),
        "name": same_name(quote.speaker_name, row["speaker_name"]),
    }
    for what, right in checks.items():
        total.right[what] += right
        if not right:
            total.misses.append(Miss(document.name, what, _gold_text(quote), _row_text(row)))
    if _overlap(quote.span, Span(row["char_start"], row["char_end"])) < 0.8:
        total.misses.append(Miss(document.name, "extent", _gold_text(quote), _row_text(row)))


def _overlap(a: Span, b: Span) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


def _cue_differs(quote: GoldQuote, row: dict[str, Any]) -> bool:
    if quote.cue_span is None or row["cue_char_start"] is None:
        return (quote.cue_span is None) != (row["cue_char_start"] is None)
    return not quote.cue_span.overlaps(Span(row["cue_char_start"], row["cue_char_end"]))


def _speaker_right(quote: GoldQuote, row: dict[str, Any]) -> bool:
    start, end = row["speaker_char_start"], row["speaker_char_end"]
    if quote.speaker_span is not None and start is not None and quote.speaker_span.overlaps(Span(start, end)):
        return True
    return same_name(quote.speaker_name, row["speaker_name"])


def same_name(gold: str, found: str | None) -> bool:
    """Equal but for hamza seats, marks and white space."""
    return found is not None and _plain(gold) == _plain(found)


def _plain(name: str) -> str:
    return " ".join(lexical(word) for word in name.replace("_", " ").replace('"', "").split())


def _gold_text(quote: GoldQuote) -> str:
    return f"[{quote.quote_type}] {quote.cue_text} | {quote.speaker_text} = {quote.speaker_name} | {quote.text}"


def _row_text(row: dict[str, Any]) -> str:
    return (
        f"[{row['quote_type']}] {row['cue_text']} | {row['speaker_text']} = {row['speaker_name']} | {row['text']}"
        f"  <{row['rule_id']}>"
    )
