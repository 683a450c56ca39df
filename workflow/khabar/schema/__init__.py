"""The schemas: one YAML file per table is the truth; everything else about a table is rendered from it."""

from khabar.schema.arrow import arrow_schema, from_rows
from khabar.schema.model import Check, Column, SpanColumns, Table, load_table

__all__ = ["Check", "Column", "SpanColumns", "Table", "arrow_schema", "from_rows", "load_table"]
