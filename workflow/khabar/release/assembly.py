"""Streams the tables of all shards into the candidate: sorted, merged, each distinct text once.

Sharding must never show in the output. Every shard's tables are sorted by article, so one pass over all of them, a
range of articles at a time, writes row group i of every table for the same range of articles. Memory is bounded by
`row_group_articles`, whatever the size of the corpus (besides eight bytes for each article's id).

A text that occurs in several shards is kept where its source path comes first; the rows that another shard built from
it are dropped and the counts and the accounting of seeds are merged.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.io import write_groups
from khabar.schema import arrow_schema, load_table
from khabar.schema.metadata import Dataset, file_metadata

ARTICLE_TABLES = ("articles", "sentences", "entities", "quotes", "events")
ROWS = tuple[pa.Table, ...]  # one table per shard


def assemble(
    shards: Mapping[str, Sequence[Path]], rejected: Path, candidate: Path, row_group_articles: int, dataset: Dataset
) -> dict[str, int]:
    """Write `candidate/<table>.parquet` for the five tables and `seeds`; return the number of rows of each.

    Args:
        shards: for each table, its file in every shard, the shards in the same order for all tables.
        rejected: rows of `seeds` for documents that never reached a shard.
        candidate: the folder to write into.
        row_group_articles: how many articles a row group of every table covers.
        dataset: what the file metadata says of the dataset.
    """
    if not shards["articles"]:
        shards = {table: [] for table in (*ARTICLE_TABLES, "seeds")}
    bounds = _bounds(shards["articles"], row_group_articles)
    counts: dict[str, int] = {}
    owners = [_owners(rows) for rows in _ranges(shards["articles"], bounds, ["article_id", "source_path"])]
    for table in ARTICLE_TABLES:
        merge = _merge_articles if table == "articles" else _merge_rows
        groups = (merge(table, rows, owner) for rows, owner in zip(_ranges(shards[table], bounds), owners, strict=True))
        counts[table] = _write(table, groups, candidate, dataset)
    counts["seeds"] = _write("seeds", _seed_groups(shards["seeds"], bounds, owners, rejected), candidate, dataset)
    return counts


def _bounds(articles: Sequence[Path], size: int) -> list[str | None]:
    """Upper limits (exclusive) of the article ranges; the last one is open."""
    columns = [pq.read_table(path, columns=["article_id"]).column(0) for path in articles]
    if not columns:
        return [None]
    chunks = [chunk for column in columns for chunk in column.chunks]
    ids = np.unique(pa.chunked_array(chunks, type=pa.string()).to_numpy().astype("S"))
    return [*(value.decode() for value in ids[size::size]), None]


def _ranges(paths: Sequence[Path], bounds: Sequence[str | None], columns: list[str] | None = None) -> Iterator[ROWS]:
    """For each range, its rows in every shard."""
    cursors = [_Cursor(path, columns) for path in paths]
    for bound in bounds:
        yield tuple(cursor.take(bound) for cursor in cursors)


class _Cursor:
    """Reads one file that is sorted by `article_id` (nulls last), a little at a time."""

    def __init__(self, path: Path, columns: list[str] | None = None) -> None:
        file = pq.ParquetFile(path)
        self._batches = file.iter_batches(batch_size=8192, columns=columns, use_threads=False)
        schema = file.schema_arrow
        kept = [schema.field(name) for name in columns or schema.names]
        self._held = pa.schema(kept, metadata=schema.metadata).empty_table()

    def take(self, bound: str | None) -> pa.Table:
        """The next rows with `article_id < bound`; all that have an id where there is no bound."""
        taken = []
        while True:
            cut = _first_at_or_above(self._held.column("article_id"), bound)
            taken.append(self._held.slice(0, cut))
            self._held = self._held.slice(cut)
            if len(self._held):
                break
            batch = next(self._batches, None)
            if batch is None:
                break
            self._held = pa.Table.from_batches([batch])
        return pa.concat_tables(taken)

    def rest(self) -> pa.Table:
        """What is left: the rows without an article."""
        return pa.concat_tables([self._held, *(pa.Table.from_batches([batch]) for batch in self._batches)])


def _first_at_or_above(ids: pa.ChunkedArray, bound: str | None) -> int:
    beyond = pc.is_null(ids) if bound is None else pc.fill_null(pc.greater_equal(ids, bound), True)
    first = pc.index(beyond, True).as_py()
    return len(ids) if first < 0 else int(first)


def _owners(articles: ROWS) -> dict[str, tuple[int, str]]:
    """For each text that several shards hold: the shard that keeps it and its source path."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for shard, table in enumerate(articles):
        for article, path in zip(
            *(table.column(name).to_pylist() for name in ("article_id", "source_path")), strict=True
        ):
            places[article].append((path, shard))
    return {article: min(found)[::-1] for article, found in places.items() if len(found) > 1}


def _kept(rows: ROWS, owners: Mapping[str, tuple[int, str]]) -> pa.Table:
    """Rows of all shards without those of a text that another shard keeps."""
    kept = []
    for shard, table in enumerate(rows):
        lost = [article for article, (owner, _) in owners.items() if owner != shard]
        mask = pc.invert(pc.is_in(table.column("article_id"), value_set=pa.array(lost, pa.string())))
        kept.append(table.filter(mask) if lost else table)
    return pa.concat_tables(kept)


def _sorted(table: str, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(key, "ascending") for key in load_table(table).sort_by])


def _merge_rows(table: str, rows: ROWS, owners: Mapping[str, tuple[int, str]]) -> pa.Table:
    return _sorted(table, _kept(rows, owners)) if rows else arrow_schema(table).empty_table()


def _merge_articles(table: str, rows: ROWS, owners: Mapping[str, tuple[int, str]]) -> pa.Table:
    merged = _merge_rows(table, rows, owners)
    if not owners:
        return merged
    copies: dict[str, int] = defaultdict(lambda: -1)
    for shard in rows:
        for article, more in zip(
            *(shard.column(c).to_pylist() for c in ("article_id", "duplicate_count")), strict=True
        ):
            copies[article] += more + 1
    counts = pa.array([copies[article] for article in merged.column("article_id").to_pylist()])
    position = merged.schema.get_field_index("duplicate_count")
    return merged.set_column(position, merged.field(position), counts.cast(merged.field(position).type))


def _seed_groups(
    paths: Sequence[Path], bounds: Sequence[str | None], owners: Sequence[Mapping[str, tuple[int, str]]], rejected: Path
) -> Iterator[pa.Table]:
    """Seeds by article, so that copies stand beside the text they repeat; then those that gave no article."""
    schema = arrow_schema("seeds")
    cursors = [_Cursor(path) for path in paths]
    for bound, owner in zip(bounds, owners, strict=True):
        rows = [cursor.take(bound) for cursor in cursors]
        if rows:
            merged = pa.concat_tables(rows)
            yield _sorted("seeds", _repoint(merged, owner) if owner else merged)
    lost = [table.cast(schema) for table in (cursor.rest() for cursor in cursors)]
    yield _sorted("seeds", pa.concat_tables([*lost, pq.read_table(rejected).cast(schema)]))


def _repoint(seeds: pa.Table, owners: Mapping[str, tuple[int, str]]) -> pa.Table:
    """Copies of a text whose first source is in another shard become duplicates of that source."""
    rows = seeds.to_pylist()
    for row in rows:
        owner = owners.get(row["article_id"])
        if owner and row["source_path"] != owner[1]:
            row["status"], row["duplicate_of"] = "duplicate", owner[1]
    return pa.Table.from_pylist(rows, schema=seeds.schema)


def _write(table: str, groups: Iterator[pa.Table], candidate: Path, dataset: Dataset) -> int:
    rows = 0
    schema = arrow_schema(table)
    schema = schema.with_metadata({**schema.metadata, **file_metadata(dataset, load_table(table))})

    def counted() -> Iterator[pa.Table]:
        nonlocal rows
        for group in groups:
            rows += len(group)
            yield group

    write_groups(counted(), schema, candidate / f"{table}.parquet")
    return rows
