"""Builds the frame that the expectations of one table look at: its rows and the derived columns.

The derived columns are those that khabar.schema.expectations names. Strings are `str` and whole numbers `int64`, or
`float64` where null occurs, because comparing a missing value of these types says False, never "unknown": an
expectation cannot pass for want of a value.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from khabar.schema.expectations import (
    IN_ORDER,
    NULL_REASON,
    PREVIOUS,
    call,
    derived_columns,
    dotted,
    given_column,
    slice_column,
)
from khabar.schema.model import SpanColumns, Table
from khabar.text.canonical import canonical
from khabar.validation.candidate import has_articles, key_hash

OUTSIDE = "(outside the text)"
INCOMPLETE = "(one offset is missing)"
NO_ARTICLE = "(no such article)"
_SEPARATOR = "\x1f"


class FrameBuilder:
    """Builds the frames of one table, group after group; remembers the last row, which the next must follow."""

    def __init__(self, table: Table, tables: Mapping[str, Table], keys: Mapping[str, np.ndarray]) -> None:
        """Prepare.

        Args:
            table: the table whose rows are checked.
            tables: all tables, by name.
            keys: `table.column` → sorted hashes, for every referenced column outside the row group.
        """
        self._table, self._tables, self._keys = table, tables, keys
        self._last: tuple[Any, ...] | None = None
        self._builders = {name: self._builder(name) for name in derived_columns(table)}

    def build(self, group: Mapping[str, pa.Table]) -> pd.DataFrame:
        """The frame of one row group; `group` holds that of every table that may be looked at."""
        rows = group[self._table.name]
        derived = {name: build(rows, group) for name, build in self._builders.items()}
        widened = rows.cast(pa.schema([pa.field(field.name, _wide(field.type)) for field in rows.schema]))
        frame: pd.DataFrame = widened.to_pandas(date_as_object=False)
        return frame.assign(**{name: _series(values) for name, values in derived.items()})

    def _builder(self, name: str) -> Callable[[pa.Table, Mapping[str, pa.Table]], Any]:
        if name == IN_ORDER:
            return self._in_order
        if name.startswith(PREVIOUS):
            return lambda rows, _: _previous(rows, name.removeprefix(PREVIOUS), self._table.disjoint_within)
        if called := call(name):
            return partial(_FUNCTIONS[called[0]], called[1])
        for span in self._table.spans:
            if name == slice_column(span):
                return partial(_slices, span)
        for column in self._table.columns:
            if name == given_column(column.name):
                return partial(_given, column.name)
        if parts := dotted(name):
            return self._reference(*parts)
        raise ValueError(f"schemas/tables/{self._table.name}.yaml: a check names {name!r}, which is no column")

    def _reference(self, column: str, other: str) -> Callable[[pa.Table, Mapping[str, pa.Table]], Any]:
        references = self._table.column(column).references
        if references is None:
            raise ValueError(
                f"schemas/tables/{self._table.name}.yaml: {column} refers to no table, so {column}.{other} is nothing"
            )
        parent, key = references.split(".")
        if has_articles(self._table) and has_articles(self._tables[parent]):
            return lambda rows, group: _named(rows, column, group[parent], key, other)
        if other != key:
            raise ValueError(f"{self._table.name}: only the key of {parent} can be looked up from {column}")
        return lambda rows, _: _known(rows.column(column), self._keys[references])

    def _in_order(self, rows: pa.Table, group: Mapping[str, pa.Table]) -> list[bool]:
        del group
        columns = [_sortable(rows.column(name)) for name in self._table.sort_by]
        in_order, last = [], self._last
        for current in zip(*columns, strict=True):
            in_order.append(last is None or last <= current)
            last = current
        self._last = last
        return in_order


def outside_references(tables: Mapping[str, Table]) -> list[str]:
    """Every `table.column` that is referred to across row groups."""
    found = [
        column.references
        for table in tables.values()
        for column in table.columns
        if column.references and not (has_articles(table) and has_articles(tables[column.references.split(".")[0]]))
    ]
    return sorted(set(found))


def _wide(kind: pa.DataType) -> pa.DataType:
    return pa.int64() if kind == pa.int32() else kind


def _series(values: Any) -> pd.Series:
    """Derived values with the types of the module's docstring."""
    if isinstance(values, pa.ChunkedArray | pa.Array):
        converted: pd.Series = values.cast(_wide(values.type)).to_pandas(date_as_object=False)
        return converted.reset_index(drop=True)
    return pd.Series(values)


def _given(column: str, rows: pa.Table, _: Mapping[str, pa.Table]) -> np.ndarray:
    """How many of the column and its null reason have a value."""
    given = [rows.column(name).is_valid().to_numpy() for name in (column, column + NULL_REASON)]
    counts: np.ndarray = np.sum(given, axis=0)
    return counts


def _length(column: str, rows: pa.Table, _: Mapping[str, pa.Table]) -> pa.ChunkedArray:
    return pc.utf8_length(rows.column(column))


def _canonical(column: str, rows: pa.Table, _: Mapping[str, pa.Table]) -> pa.Array:
    texts = rows.column(column).to_pylist()
    return pa.array([None if text is None else canonical(text) for text in texts], pa.string())


_FUNCTIONS = {"length": _length, "canonical": _canonical}


def _slices(span: SpanColumns, rows: pa.Table, group: Mapping[str, pa.Table]) -> pa.Array:
    """What the article says at each span; a remark in brackets where it can say nothing."""
    articles = group["articles"]
    texts = articles.column("text").to_pylist()
    places = pc.index_in(rows.column("article_id"), value_set=_one(articles.column("article_id")))
    columns = (places, rows.column(span.start), rows.column(span.end))
    return pa.array([_slice(texts, *row) for row in zip(*(c.to_pylist() for c in columns), strict=True)], pa.string())


def _slice(texts: list[str], place: int | None, start: int | None, end: int | None) -> str | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        return INCOMPLETE
    if place is None:
        return NO_ARTICLE
    text = texts[place]
    return text[start:end] if 0 <= start <= end <= len(text) else OUTSIDE


def _named(rows: pa.Table, column: str, parents: pa.Table, key: str, other: str) -> pa.ChunkedArray:
    """`other` of the row of the same article that `column` names; null where there is none."""
    places = pc.index_in(_within_article(rows, column), value_set=_one(_within_article(parents, key)))
    return parents.column(other).take(places)


def _within_article(rows: pa.Table, column: str) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(rows.column("article_id"), rows.column(column), _SEPARATOR)


def _known(values: pa.ChunkedArray, known: np.ndarray) -> pa.ChunkedArray:
    """The values whose hash is known; null in place of the others."""
    hashes = key_hash(values)
    places = np.searchsorted(known, hashes)
    found = np.zeros(len(hashes), dtype=bool)
    inside = places < len(known)
    found[inside] = known[places[inside]] == hashes[inside]
    return pc.if_else(pa.array(found), values, pa.scalar(None, values.type))


def _previous(rows: pa.Table, column: str, within: str | None) -> pa.Array:
    """The value of the row before; null in the first row of each group of `within`."""
    values = rows.column(column).to_pylist()
    groups = rows.column(within or "article_id").to_pylist()
    before = zip([None, *groups[:-1]], [None, *values[:-1]], strict=True)
    same = [value if group == current else None for current, (group, value) in zip(groups, before, strict=False)]
    return pa.array(same, pa.int64())


def _sortable(values: pa.ChunkedArray) -> list[tuple[bool, Any]]:
    """The values in a form that compares like Arrow sorts: ascending, nulls last."""
    return [(value is None, 0 if value is None else value) for value in values.to_pylist()]


def _one(values: pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks()
