"""Reads the tables of a release, one row group at a time."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Row = dict[str, Any]
Key = tuple[Any, ...]
MONTH = "month of "
"""`month of published_at` as a column: months since the year 0, so that they can be counted through."""


def groups(release: Path, table: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """The row groups of a table, one after the other; columns may be asked for as months."""
    file = pq.ParquetFile(release / f"{table}.parquet")
    wanted = columns or file.schema_arrow.names
    stored = list(dict.fromkeys(name.removeprefix(MONTH) for name in wanted))
    for number in range(file.num_row_groups):
        rows = file.read_row_group(number, columns=stored, use_threads=False)
        yield pa.table({name: _column(rows, name) for name in wanted})


def tally(release: Path, table: str, columns: list[str]) -> Iterator[tuple[Key, int]]:
    """How often each combination of values occurs in each row group; null is None."""
    for rows in groups(release, table, columns):
        counted = rows.group_by(columns, use_threads=False).aggregate([([], "count_all")])
        values = (counted.column(name).to_pylist() for name in columns)
        yield from zip(zip(*values, strict=True), counted.column("count_all").to_pylist(), strict=True)


def rows_of(release: Path, table: str, column: str, keys: Collection[str]) -> list[Row]:
    """The rows whose value in `column` is one of `keys`, in the order of the table."""
    wanted = pa.array(sorted(keys), pa.string())
    found: list[Row] = []
    for rows in groups(release, table):
        found += rows.filter(pc.is_in(rows.column(column), value_set=wanted)).to_pylist()
    return found


def sources(release: Path, table: str, columns: list[str]) -> Iterator[tuple[str, Key]]:
    """For each row of a table, who published its article (see `source`), and its values in `columns`.

    Both tables are sorted by article, so that only the articles of one row group are held.
    """
    articles = groups(release, "articles", ["article_id", "outlet", "source_id"])
    known: dict[str, str] = {}
    for rows in groups(release, table, ["article_id", *columns]):
        ids = rows.column("article_id").to_pylist()
        if not ids:
            continue
        known = {article: name for article, name in known.items() if article >= ids[0]}
        while ids[-1] not in known:
            known |= {row["article_id"]: source(row) for row in next(articles).to_pylist()}
        for article, *values in zip(ids, *(rows.column(name).to_pylist() for name in columns), strict=True):
            yield known[article], tuple(values)


def source(article: Row) -> str:
    """Who published an article: its outlet, else the folder of its source.yaml, else nothing.

    >>> source({"outlet": None, "source_id": "agency"})
    'agency'
    """
    return article["outlet"] or article["source_id"] or ""


def _column(rows: pa.Table, name: str) -> pa.ChunkedArray:
    column = rows.column(name.removeprefix(MONTH))
    if name.startswith(MONTH):
        return pc.add(pc.multiply(pc.year(column), 12), pc.subtract(pc.month(column), 1))
    return column
