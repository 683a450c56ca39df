"""Scores of the table entities: spans and types against gold, and which mentions name the same entity.

Strict: span and type are equal. Overlap: the spans share a code point and the types are equal. Same name: B³ (Bagga &
Baldwin 1998) within an article, over the spans that both sides have. Worst are names that were missed or made up, then
a wrong type, then a wrong boundary.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from khabar.evaluation.gold import GoldDocument
from khabar.evaluation.outcome import ALL, NONE, Counts, Find, Miss, Outcome, Side
from khabar.text.spans import Span
from khabar.text.tokens import lexical

STRICT, OVERLAP, SAME_NAME = "strict", "overlap", "same_name"
_SEVERITY = {"missed": 4, "spurious": 4, "type": 2, "boundary": 1}


@dataclass(frozen=True)
class Named:
    """One mention, gold or found: its span, its type, the name of the entity in its article, and who found it."""

    span: Span
    entity_type: str
    canonical_name: str
    rule_id: str = ""
    confidence: float = 1.0


def outcomes(documents: Iterable[GoldDocument], entities: pa.Table) -> list[Outcome]:
    """Compare the rows of a table entities with the annotated articles; other articles are left out."""
    rows: defaultdict[str, list[Named]] = defaultdict(list)
    columns = ("article_id", "char_start", "char_end", "entity_type", "canonical_name", "rule_id", "confidence")
    for article_id, start, end, *rest in zip(*(entities.column(c).to_pylist() for c in columns), strict=True):
        rows[article_id].append(Named(Span(start, end), *rest))
    found = []
    for document in documents:
        gold = [Named(e.span, e.entity_type, e.canonical_name) for e in document.entities]
        found.append(compare(document.name, document.text, gold, rows[document.article_id]))
    return found


def compare(name: str, text: str, gold: Sequence[Named], found: Sequence[Named]) -> Outcome:
    """The mentions of one article against its annotation."""
    outcome = Outcome(name)
    _strict(outcome, gold, found)
    _overlap(outcome, gold, found)
    outcome.counts[SAME_NAME, ALL].add(same_name(gold, found))
    gold_types = {mention.span: mention.entity_type for mention in gold}
    found_types = {mention.span: mention.entity_type for mention in found}
    for span in sorted(gold_types.keys() | found_types.keys()):
        outcome.confusion[gold_types.get(span, NONE), found_types.get(span, NONE)] += 1
    outcome.misses = _misses(name, text, gold, found)
    return outcome


def same_name(gold: Sequence[Named], found: Sequence[Named]) -> Counts:
    """B³ over the spans that both sides have: who is named together with whom."""
    expected = {mention.span: mention.canonical_name for mention in gold}
    got = {mention.span: mention.canonical_name for mention in found}
    shared = sorted(expected.keys() & got.keys())
    gold_groups, found_groups = _groups(expected, shared), _groups(got, shared)
    counts = Counts()
    for span in shared:
        both = len(gold_groups[expected[span]] & found_groups[got[span]])
        one = Counts(1, 1, both / len(gold_groups[expected[span]]), both / len(found_groups[got[span]]))
        counts.add(one)
    return counts


def _strict(outcome: Outcome, gold: Sequence[Named], found: Sequence[Named]) -> None:
    expected = {(mention.span, mention.entity_type) for mention in gold}
    got = {(mention.span, mention.entity_type) for mention in found}
    for key in sorted(expected):
        outcome.annotated(STRICT, key[1], key in got)
    for key in sorted(got):
        outcome.found(STRICT, key[1], key in expected)
    outcome.finds = [Find(m.rule_id, m.confidence, (m.span, m.entity_type) in expected) for m in found]


def _overlap(outcome: Outcome, gold: Sequence[Named], found: Sequence[Named]) -> None:
    for count, mine, others in ((outcome.annotated, gold, found), (outcome.found, found, gold)):
        for mention in mine:
            right = any(o.entity_type == mention.entity_type and o.span.overlaps(mention.span) for o in others)
            count(OVERLAP, mention.entity_type, right)


def _groups(names: Mapping[Span, str], spans: Iterable[Span]) -> dict[str, set[Span]]:
    groups: defaultdict[str, set[Span]] = defaultdict(set)
    for span in spans:
        groups[names[span]].add(span)
    return groups


def _misses(name: str, text: str, gold: Sequence[Named], found: Sequence[Named]) -> list[Miss]:
    """What is not strictly right; a gold and a found name that overlap are one error."""
    right = {(m.span, m.entity_type) for m in gold} & {(m.span, m.entity_type) for m in found}
    expected = [m for m in gold if (m.span, m.entity_type) not in right]
    got = [m for m in found if (m.span, m.entity_type) not in right]
    paired: set[int] = set()
    misses = []
    for mention in expected:
        rivals = [
            (-_shared(mention.span, rival.span), rival.span, j)
            for j, rival in enumerate(got)
            if j not in paired and rival.span.overlaps(mention.span)
        ]
        rival = min(rivals)[2] if rivals else None
        if rival is not None:
            paired.add(rival)
        misses.append(_miss(name, text, mention, None if rival is None else got[rival]))
    misses += [_miss(name, text, None, m) for j, m in enumerate(got) if j not in paired]
    return misses


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _miss(name: str, text: str, gold: Named | None, found: Named | None) -> Miss:
    if gold and found:
        wrong = {"type": gold.entity_type != found.entity_type, "boundary": gold.span != found.span}
        kinds = tuple(kind for kind, is_wrong in wrong.items() if is_wrong)
    else:
        kinds = ("missed",) if gold else ("spurious",)
    sides = [Side(m.span, m.entity_type, m.span.of(text)) if m else None for m in (gold, found)]
    named = next(side for side in sides if side)
    cause = " ".join((*kinds, *(lexical(word) for word in named.text.split())))
    severity = sum(_SEVERITY[kind] for kind in kinds)
    return Miss(name, kinds, severity, cause, sides[0], sides[1], found.rule_id if found else None)
