"""Who quotes whom, and who does what to whom, as matrices of the most frequent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar.report.frequent import Frequent
from khabar.report.rows import sources, tally

_ROWS = 12
_COLUMNS = 10


@dataclass(frozen=True)
class Cell:
    """What a row and a column share."""

    count: int
    share: int
    """Per cent of the largest cell."""
    conflict: int | None = None
    """Per cent of its events that are conflict; None where it counts no events."""
    most: str = ""
    """The most frequent type of its events."""
    all: str = ""
    """Every type of its events with its count."""


@dataclass(frozen=True)
class Matrix:
    """Rows of cells; None where a row and a column share nothing."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell | None]]]


def who_quotes_whom(release: Path, speakers: Mapping[str, str]) -> Matrix:
    """Sources × the speakers that are quoted most (key as in `speaker_key` → name)."""
    columns = list(speakers)[:_COLUMNS]
    counts: Counter[tuple[str, str]] = Counter()
    for source, values in sources(release, "quotes", ["speaker_entity_id", "speaker_name"]):
        key = speaker_key(*values)
        if key in columns:
            counts[source, key] += 1
    largest = max(counts.values(), default=0)

    def cell(pair: tuple[str, str]) -> Cell | None:
        return Cell(counts[pair], 100 * counts[pair] // largest) if pair in counts else None

    rows = [(row, [cell((row, key)) for key in columns]) for row in _most(_sums(counts, 0))]
    return Matrix([speakers[key] for key in columns], rows)


def who_does_what(release: Path) -> Matrix:
    """Codes of actors × codes of recipients, with the types of the events between them."""
    columns = ["actor_code", "recipient_code", "event_type", "quad_class"]
    pairs: Frequent[tuple[str, ...]] = Frequent(item for item in tally(release, "events", columns) if all(item[0]))
    counts: Counter[tuple[str, str]] = Counter()
    types: dict[tuple[str, str], Counter[str]] = {}
    conflict: Counter[tuple[str, str]] = Counter()
    for (actor, recipient, kind, quad), count in pairs.top():
        counts[actor, recipient] += count
        types.setdefault((actor, recipient), Counter())[kind] += count
        conflict[actor, recipient] += count * quad.endswith("conflict")
    recipients = _most(_sums(counts, 1), _COLUMNS)
    kept = {pair: count for pair, count in counts.items() if pair[1] in recipients}
    actors = _most(_sums(kept, 0))
    largest = max(kept.values(), default=0)

    def cell(pair: tuple[str, str]) -> Cell | None:
        if pair not in kept:
            return None
        kinds = sorted(types[pair].items(), key=lambda item: (-item[1], item[0]))
        said = ", ".join(f"{kind} {count}" for kind, count in kinds)
        count = kept[pair]
        return Cell(count, 100 * count // largest, 100 * conflict[pair] // count, kinds[0][0], said)

    return Matrix(recipients, [(actor, [cell((actor, recipient)) for recipient in recipients]) for actor in actors])


def speaker_key(entity_id: str | None, name: str | None) -> str:
    """What tells speakers apart: the entity where it is known, else the name; "" of one who is not named.

    >>> speaker_key(None, "مصدر أمني")
    'مصدر أمني'
    """
    return entity_id or name or ""


def _sums(counts: Mapping[tuple[str, str], int], side: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for pair, count in counts.items():
        sums[pair[side]] += count
    return sums


def _most(counts: Mapping[str, int], number: int = _ROWS) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))[:number]
