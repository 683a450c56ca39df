"""Scores of the table quotes against annotated documents.

A found statement matches an annotated one when their contents overlap (intersection over union, in code points) by at
least a threshold; each matches at most once, best overlaps first. On those matched at 0.3: type, cue (the spans
overlap, or both have none), speaker (the spans overlap, or the names are equal) and resolved name. Worst are statements
that were missed or made up, then a wrong speaker, then the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument, GoldQuote
from khabar.evaluation.outcome import NONE, Find, Miss, Outcome, Side, rows_by_article
from khabar.text.spans import Span
from khabar.text.tokens import lexical

LOOSE, TIGHT = "overlap_0.3", "overlap_0.8"
THRESHOLDS = {LOOSE: 0.3, TIGHT: 0.8}
FACTS = ("type", "cue", "speaker", "name")
"""What is judged on statements matched at 0.3."""
_SEVERITY = {"missed": 12, "spurious": 12, "speaker": 4, "extent": 3, "name": 2, "cue": 1, "type": 1}
Row = Mapping[str, Any]


def outcomes(documents: Iterable[GoldDocument], quotes: pa.Table) -> list[Outcome]:
    """Compare the rows of a table quotes with the annotated articles; other articles are left out."""
    rows = rows_by_article(quotes)
    return [compare(document.name, document.quotes, rows.get(document.article_id, ())) for document in documents]


def compare(name: str, gold: Sequence[GoldQuote], rows: Sequence[Row]) -> Outcome:
    """The statements of one article against its annotation."""
    outcome = Outcome(name)
    for measure, threshold in THRESHOLDS.items():
        pairs = matches(gold, rows, threshold)
        matched_gold, matched_rows = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, quote in enumerate(gold):
            outcome.annotated(measure, quote.quote_type, i in matched_gold)
        for j, row in enumerate(rows):
            outcome.found(measure, row["quote_type"], j in matched_rows)
    _judge(outcome, gold, rows)
    return outcome


def matches(gold: Sequence[GoldQuote], rows: Sequence[Row], threshold: float) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in rows), each used once, best overlap first."""
    pairs = []
    for i, quote in enumerate(gold):
        for j, row in enumerate(rows):
            overlap = _overlap(quote.span, _span(row))
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


def same_name(gold: str, found: str | None) -> bool:
    """Equal but for hamza seats, marks and white space."""
    return found is not None and _plain(gold) == _plain(found)


def _judge(outcome: Outcome, gold: Sequence[GoldQuote], rows: Sequence[Row]) -> None:
    """Facts, confusion, finds and errors at the loose threshold."""
    pairs = matches(gold, rows, THRESHOLDS[LOOSE])
    of_gold, of_row = dict(pairs), {j: i for i, j in pairs}
    outcome.finds = [Find(row["rule_id"], row["confidence"], j in of_row) for j, row in enumerate(rows)]
    for i, quote in enumerate(gold):
        row = rows[of_gold[i]] if i in of_gold else None
        outcome.confusion[quote.quote_type, row["quote_type"] if row else NONE] += 1
        if row is None:
            outcome.misses.append(_miss(outcome.article, ("missed",), quote, None))
        elif wrong := _compare(outcome, quote, row):
            outcome.misses.append(_miss(outcome.article, wrong, quote, row))
    for j, row in enumerate(rows):
        if j not in of_row:
            outcome.confusion[NONE, row["quote_type"]] += 1
            outcome.misses.append(_miss(outcome.article, ("spurious",), None, row))


def _compare(outcome: Outcome, quote: GoldQuote, row: Row) -> tuple[str, ...]:
    """Count the facts of a matched statement; return what is wrong about it."""
    facts = {
        "type": quote.quote_type == row["quote_type"],
        "cue": not _cue_differs(quote, row),
        "speaker": _speaker_right(quote, row),
        "name": same_name(quote.speaker_name, row["speaker_name"]),
    }
    for fact, right in facts.items():
        outcome.judged(fact, right)
    extent = _overlap(quote.span, _span(row)) >= THRESHOLDS[TIGHT]
    return tuple(fact for fact, right in (facts | {"extent": extent}).items() if not right)


def _span(row: Row) -> Span:
    return Span(row["char_start"], row["char_end"])


def _overlap(a: Span, b: Span) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


def _cue_differs(quote: GoldQuote, row: Row) -> bool:
    if quote.cue_span is None or row["cue_char_start"] is None:
        return (quote.cue_span is None) != (row["cue_char_start"] is None)
    return not quote.cue_span.overlaps(Span(row["cue_char_start"], row["cue_char_end"]))


def _speaker_right(quote: GoldQuote, row: Row) -> bool:
    start, end = row["speaker_char_start"], row["speaker_char_end"]
    if quote.speaker_span is not None and start is not None and quote.speaker_span.overlaps(Span(start, end)):
        return True
    return same_name(quote.speaker_name, row["speaker_name"])


def _plain(name: str) -> str:
    return " ".join(lexical(word) for word in name.replace("_", " ").replace('"', "").split())


def _miss(article: str, kinds: tuple[str, ...], quote: GoldQuote | None, row: Row | None) -> Miss:
    """An error; what was missed recurs by its cue, the rest by the rule and what is wrong."""
    gold = found = None
    if quote:
        words = f"{quote.cue_text or '–'} | {quote.speaker_text or '–'} = {quote.speaker_name} | {quote.text}"
        gold = Side(quote.span, quote.quote_type, words)
    if row:
        words = (
            f"{row['cue_text'] or '–'} | {row['speaker_text'] or '–'} = {row['speaker_name'] or '–'} | {row['text']}"
        )
        found = Side(_span(row), row["quote_type"], words)
    rule = row["rule_id"] if row else None
    cause = " ".join((*kinds, rule or lexical(quote.cue_text if quote else "")))
    return Miss(article, kinds, sum(_SEVERITY[kind] for kind in kinds), cause, gold, found, rule)
