"""Renders a table's schema as an Arrow schema, descriptions in the field metadata."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from khabar.schema.model import Table, load_table

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}


def arrow_schema(table: str | Table) -> pa.Schema:
    """The Arrow schema of a table, in the order of its YAML file."""
    spec = load_table(table) if isinstance(table, str) else table
    return pa.schema(
        [
            pa.field(c.name, TYPES[c.type], nullable=c.nullable, metadata={"description": c.description})
            for c in spec.columns
        ],
        metadata={"table": spec.name, "grain": spec.grain, "description": spec.description},
    )


def from_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table from rows, sorted as its schema says. A row must give every column; an unknown one is an error."""
    spec = load_table(table)
    rows = list(rows)
    names = [c.name for c in spec.columns]
    for row in rows[:1]:
        if set(row) != set(names):
            raise ValueError(f"{table}: columns differ from schemas/tables/{table}.yaml: {set(row) ^ set(names)}")
    data = {name: [row[name] for row in rows] for name in names}
    built = pa.table(data, schema=arrow_schema(spec))
    return built.sort_by([(key, "ascending") for key in spec.sort_by])
