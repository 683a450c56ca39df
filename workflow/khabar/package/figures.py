"""Figures of the tables that descriptions and datasheet quote. Reads one row group at a time."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.schema.model import Table


@dataclass
class SourceFigures:
    """What became of the documents of one source folder."""

    statuses: Counter[str] = field(default_factory=Counter)
    """accepted, duplicate, rejected → documents."""
    byte_size: int = 0
    digest: str = ""
    """SHA-256 over one line `sha256  path` for each of its documents, in the order of seeds.parquet."""

    @property
    def documents(self) -> int:
        """Documents found, whatever became of them."""
        return self.statuses.total()


@dataclass(frozen=True)
class Figures:
    """Counts of a dataset."""

    rows: dict[str, int]
    """Table → rows."""
    missing: dict[str, dict[str, int]]
    """Table → nullable column → rows where it is null."""
    values: dict[str, dict[str, dict[str, int]]]
    """Table → column with allowed values → value → rows, in the order of the schema; values that occur."""
    sources: dict[str, SourceFigures]
    """Source folder → its documents; `` (empty) for documents that no source.yaml covers."""
    years: dict[str, int]
    """Year of publication → articles; empty where the date is unknown."""
    outlets: dict[str, int]
    """Outlet → articles, most first; empty where it is unknown."""
    countries: dict[str, int]
    """ISO 3166-1 alpha-3 code → mentions of what belongs to the country, most first."""
    tokens: int
    """Words, numbers and punctuation marks of all articles."""


def figures(folder: Path, tables: Sequence[Table]) -> Figures:
    """Count what the Parquet files in a folder hold."""
    outlets = _counts(folder, "articles", "outlet")
    countries = _counts(folder, "entities", "country_code")
    del countries[""]
    return Figures(
        rows={table.name: _open(folder, table.name).metadata.num_rows for table in tables},
        missing={table.name: _missing(folder, table) for table in tables},
        values={table.name: _values(folder, table) for table in tables},
        sources=_sources(folder),
        years=dict(sorted(_years(folder).items())),
        outlets=dict(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        countries=dict(sorted(countries.items(), key=lambda item: (-item[1], item[0]))),
        tokens=sum(pc.sum(group.column(0)).as_py() or 0 for group in _groups(folder, "articles", ["token_count"])),
    )


def _open(folder: Path, table: str) -> pq.ParquetFile:
    return pq.ParquetFile(folder / f"{table}.parquet")


def _groups(folder: Path, table: str, columns: list[str]) -> Iterator[pa.Table]:
    file = _open(folder, table)
    for group in range(file.num_row_groups):
        yield file.read_row_group(group, columns=columns, use_threads=False)


def _missing(folder: Path, table: Table) -> dict[str, int]:
    nullable = [column.name for column in table.columns if column.nullable]
    counts = Counter(dict.fromkeys(nullable, 0))
    for group in _groups(folder, table.name, nullable):
        counts.update({name: group.column(name).null_count for name in nullable})
    return dict(counts)


def _values(folder: Path, table: Table) -> dict[str, dict[str, int]]:
    listed = {column.name: list(column.allowed) for column in table.columns if column.allowed}
    counts: dict[str, Counter[str]] = {name: Counter() for name in listed}
    for group in _groups(folder, table.name, list(listed)) if listed else ():
        for name in listed:
            counts[name].update(_tally(group.column(name)))
    return {name: {v: counts[name][v] for v in allowed if counts[name][v]} for name, allowed in listed.items()}


def _tally(column: pa.ChunkedArray) -> Counter[str]:
    tally = pc.value_counts(column)
    return Counter({value or "": n for value, n in zip(*(tally.field(i).to_pylist() for i in range(2)), strict=True)})


def _counts(folder: Path, table: str, column: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for group in _groups(folder, table, [column]):
        total += _tally(group.column(0))
    return total


def _years(folder: Path) -> Counter[str]:
    years: Counter[str] = Counter()
    for group in _groups(folder, "articles", ["published_at"]):
        years += _tally(pc.cast(pc.year(group.column(0)), pa.string()))
    return years


def _sources(folder: Path) -> dict[str, SourceFigures]:
    found: dict[str, SourceFigures] = {}
    hashes: dict[str, hashlib._Hash] = {}
    for group in _groups(folder, "seeds", ["source_id", "status", "byte_size", "sha256", "source_path"]):
        for source, status, size, digest, path in zip(*(c.to_pylist() for c in group.columns), strict=True):
            of = found.setdefault(source or "", SourceFigures())
            of.statuses[status] += 1
            of.byte_size += size or 0
            hashes.setdefault(source or "", hashlib.sha256()).update(f"{digest or '-'}  {path}\n".encode())
    for source, of in found.items():
        of.digest = hashes[source].hexdigest()
    return dict(sorted(found.items()))
