"""What a release holds, counted; memory does not grow with the corpus."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from khabar.release.promotion import RELEASE_FILES
from khabar.report.bars import Bar, bars, counted, named, ordered
from khabar.report.frequent import Frequent
from khabar.report.matrices import speaker_key
from khabar.report.rows import MONTH, Row, groups, source, tally
from khabar.report.times import Period, periods
from khabar.schema import Table, load_table

_SOURCES = 20
_NAMES = 15  # of each type
_SPEAKERS = 40
_DEEDS = 25
_REJECTED = 30
ARTICLES = "articles"
QUADS = tuple(load_table("events").column("quad_class").allowed or ())


@dataclass(frozen=True)
class Speaker:
    """One who is quoted."""

    key: str
    name: str
    role: str
    count: int
    share: float


@dataclass(frozen=True)
class Deed:
    """Who did what to whom, in the words of the articles."""

    actor: str
    event_type: str
    recipient: str
    count: int


@dataclass(frozen=True)
class Seeds:
    """What became of the seed documents."""

    statuses: Sequence[Bar]
    reasons: Sequence[Bar]
    first: Sequence[Row]
    """The first rejected ones."""


def rows(release: Path) -> dict[str, int]:
    """Table → rows."""
    return {Path(name).stem: pq.ParquetFile(release / name).metadata.num_rows for name in RELEASE_FILES}


def described(release: Path) -> dict[str, str]:
    """What the files say of the dataset: title, version, licence, citation."""
    metadata = pq.read_schema(release / "articles.parquet").metadata or {}
    return {key.decode(): value.decode() for key, value in metadata.items() if key != b"ARROW:schema"}


def values(release: Path, table: Table, column: str) -> list[Bar]:
    """Rows of a table by a column that has few values, with what each value means."""
    allowed = table.column(column).allowed or {}
    kinds = {name: name for name in allowed}
    counts = ordered(counted(release, table.name, column))
    return [
        Bar(bar.name or "none", bar.count, bar.share, bar.note, kinds.get(bar.name, ""))
        for bar in bars(counts, allowed)
    ]


def event_types(release: Path) -> list[Bar]:
    """Events by type, each with its quad class as its kind."""
    meanings = load_table("events").column("event_type").allowed or {}
    counts: Counter[str] = Counter()
    quads: dict[str, str] = {}
    for (kind, quad), count in tally(release, "events", ["event_type", "quad_class"]):
        counts[kind] += count
        quads[kind] = quad
    return [Bar(b.name, b.count, b.share, b.note, quads[b.name]) for b in bars(ordered(counts), meanings)]


def articles_by_month(release: Path) -> tuple[list[Period], int]:
    """Articles over time, and how many are not dated."""
    counts: Counter[tuple[str, int]] = Counter()
    undated = 0
    for (month,), count in tally(release, "articles", [f"{MONTH}published_at"]):
        if month is None:
            undated += count
        else:
            counts[ARTICLES, month] += count
    return periods(counts, (ARTICLES,)), undated


def events_by_month(release: Path) -> tuple[list[Period], int]:
    """Events over time by quad class, and how many are not dated."""
    counts: Counter[tuple[str, int]] = Counter()
    undated = 0
    for (quad, month), count in tally(release, "events", ["quad_class", f"{MONTH}event_date"]):
        if month is None:
            undated += count
        else:
            counts[quad, month] += count
    return periods(counts, QUADS), undated


def sources(release: Path) -> list[tuple[Bar, list[Period]]]:
    """The sources with most articles, each with its articles over time, on one scale of time and height."""
    columns = ["outlet", "source_id", f"{MONTH}published_at"]
    found = Frequent((_source(outlet, folder), n) for (outlet, folder, _), n in tally(release, "articles", columns))
    most = found.top(_SOURCES)
    counts: Counter[tuple[str, int]] = Counter()
    names = [name for name, _ in most]
    for (outlet, folder, month), count in tally(release, "articles", columns):
        if month is not None and (name := _source(outlet, folder)) in names:
            counts[name, month] += count
    return [(bar, _of_series(periods(counts, tuple(names)), place)) for place, bar in enumerate(bars(most))]


def most_named(release: Path) -> dict[str, list[Bar]]:
    """Type of entity → those that are mentioned most."""
    seen = Frequent(tally(release, "entities", ["entity_type", "entity_id"]))
    most: dict[str, list[tuple[str, int]]] = {
        kind: [] for kind in load_table("entities").column("entity_type").allowed or ()
    }
    for (kind, entity), count in seen.top():
        if len(most[kind]) < _NAMES:
            most[kind].append((entity, count))
    keys = [entity for found in most.values() for entity, _ in found]
    names = named(release, "entities", "entity_id", ["canonical_name", "name_latin"], keys)
    return {
        kind: [Bar(names[bar.name][0], bar.count, bar.share, names[bar.name][1], kind) for bar in bars(found)]
        for kind, found in most.items()
        if found
    }


def speakers(release: Path) -> list[Speaker]:
    """Those who are quoted most."""
    columns = ["speaker_entity_id", "speaker_name"]
    seen = Frequent((speaker_key(*key), n) for key, n in tally(release, "quotes", columns) if any(key))
    most = bars(seen.top(_SPEAKERS))
    keys = [bar.name for bar in most]
    names = named(release, "quotes", "speaker_entity_id", ["speaker_name"], keys)
    said = {bar.name: names.get(bar.name, (bar.name,))[0] or bar.name for bar in most}
    roles = _roles(release, said)
    return [Speaker(bar.name, said[bar.name], roles.get(bar.name, ""), bar.count, bar.share) for bar in most]


def deeds(release: Path) -> list[Deed]:
    """Who does what to whom most often, of events that name both."""
    columns = ["actor_name", "actor_text", "event_type", "recipient_name", "recipient_text"]
    seen = Frequent(
        ((actor or actor_text, kind, recipient or recipient_text), count)
        for (actor, actor_text, kind, recipient, recipient_text), count in tally(release, "events", columns)
        if (actor or actor_text) and (recipient or recipient_text)
    )
    return [Deed(*key, count) for key, count in seen.top(_DEEDS)]


def seeds(release: Path) -> Seeds:
    """Seed documents by status, the rejected ones by reason, and the first rejected ones."""
    reasons = counted(release, "seeds", "reason_code")
    del reasons[""]
    first: list[Row] = []
    for found in groups(release, "seeds", ["source_path", "reason_code", "message"]):
        if len(first) < _REJECTED:
            first += [row for row in found.to_pylist() if row["reason_code"]][: _REJECTED - len(first)]
    meanings = load_table("seeds").column("reason_code").allowed or {}
    return Seeds(values(release, load_table("seeds"), "status"), bars(ordered(reasons), meanings), first)


def _source(outlet: str | None, folder: str | None) -> str:
    return source({"outlet": outlet, "source_id": folder})


def _of_series(found: Sequence[Period], place: int) -> list[Period]:
    """The periods with one series alone, as high as the largest of any series."""
    highest = max((count for period in found for _, count, _ in period.counts), default=0)
    return [
        Period(
            p.name, p.label, ((p.counts[place][0], p.counts[place][1], round(100 * p.counts[place][1] / highest, 2)),)
        )
        for p in found
    ]


def _roles(release: Path, said: Mapping[str, str]) -> dict[str, str]:
    """The role that each speaker is most often given."""
    counts: dict[str, Counter[str]] = {}
    for (entity, name, role), count in tally(release, "quotes", ["speaker_entity_id", "speaker_name", "speaker_role"]):
        key = speaker_key(entity, name)
        if role and key in said:
            counts.setdefault(key, Counter())[role] += count
    return {key: ordered(counter)[0][0] for key, counter in counts.items()}
