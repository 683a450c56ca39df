"""Finds one row of a release by its identifier, and the rows that it hangs on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.dataset as ds

from khabar.schema import load_table

Row = dict[str, Any]
KEYS: Mapping[str, tuple[str, str]] = {
    "art": ("articles", "article_id"),
    "sen": ("sentences", "sentence_id"),
    "men": ("entities", "mention_id"),
    "ent": ("entities", "entity_id"),
    "quo": ("quotes", "quote_id"),
    "evt": ("events", "event_id"),
}
"""Prefix of an identifier → table and column that it stands in."""


class Found(NamedTuple):
    """A row with what it hangs on."""

    table: str
    row: Row
    article: Row
    sentence: Row | None
    seeds: list[Row]
    """Every seed document with this text: the accepted one first, then its duplicates."""
    linked: list[tuple[str, Row]]
    """Column → the row of another table that it refers to: the speaker's mention, the quote that tells an event."""
    of_article: dict[str, list[Row]]
    """Every sentence and every mention of the article."""


def find(release: Path, row_id: str) -> Found:
    """The row that has the identifier; of an entity_id, its first mention.

    Raises:
        ValueError: no identifier of Khabar, or none of this release.
    """
    known = KEYS.get(row_id.split("_", 1)[0])
    if known is None:
        raise ValueError(f"{row_id} is no identifier of Khabar: they begin with {', '.join(f'{k}_' for k in KEYS)}.")
    table, column = known
    row = _first(release, table, column, row_id)
    if row is None:
        raise ValueError(f"{release}/{table}.parquet has no row {row_id}; is it an identifier of another release?")
    article = row if table == "articles" else _first(release, "articles", "article_id", row["article_id"])
    sentence = _first(release, "sentences", "sentence_id", row["sentence_id"]) if "sentence_id" in row else None
    if article is None:
        raise ValueError(f"{release}/articles.parquet has no row {row['article_id']}, which {row_id} refers to.")
    seeds = _rows(release, "seeds", "article_id", article["article_id"])
    seeds.sort(key=lambda seed: (seed["status"], seed["source_path"]))
    of_article = {each: _rows(release, each, "article_id", article["article_id"]) for each in ("sentences", "entities")}
    return Found(table, row, article, sentence, seeds, list(_linked(release, table, row)), of_article)


def _linked(release: Path, table: str, row: Row) -> Iterator[tuple[str, Row]]:
    for column in load_table(table).columns:
        if column.references is None or row[column.name] is None:
            continue
        if column.references.split(".")[0] in ("articles", "sentences", "seeds"):
            continue
        other, key = column.references.split(".")
        if (target := _first(release, other, key, row[column.name])) is not None:
            yield column.name, target


def _first(release: Path, table: str, column: str, value: str) -> Row | None:
    found = _rows(release, table, column, value)
    return found[0] if found else None


def _rows(release: Path, table: str, column: str, value: str) -> list[Row]:
    """Rows of a table with the value; the file is scanned, not loaded whole."""
    rows: list[Row] = ds.dataset(release / f"{table}.parquet").to_table(filter=ds.field(column) == value).to_pylist()
    return rows
