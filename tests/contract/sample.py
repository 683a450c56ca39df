"""A small valid dataset made from the schemas: real spans and keys, and examples where any value does."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from khabar.ids import make_id
from khabar.schema import Column, Table, from_rows
from khabar.schema.contract import load_tables
from khabar.schema.expectations import NULL_REASON

Row = dict[str, Any]
SENTENCES = (
    "الخبر {}: قال المدير في طرابلس اليوم إن الأمر مهم جدا.",
    "وأضاف المتحدث باسم الوزارة أمس أن العمل مستمر هنا.",
)
ROWS = len(SENTENCES)
"""Rows that each article has in each table but articles and seeds, where it has one."""

_FIXED: dict[str, Row] = {
    "articles": {"duplicate_count": 0},
    "seeds": {"status": "accepted", "reason_code": None, "message": None, "duplicate_of": None},
}


def sample(articles: int) -> dict[str, pa.Table]:
    """Table → its rows, valid and sorted, for this many articles."""
    rows = sample_rows(articles)
    return {name: from_rows(name, found) for name, found in rows.items()}


def sample_rows(articles: int) -> dict[str, list[Row]]:
    """Table → its rows; those of one article stand together, articles in the order of their id."""
    texts = sorted(("\n".join(SENTENCES).format(number) for number in range(articles)), key=_article_id)
    return {
        table.name: [row for number, text in enumerate(texts) for row in _rows(table, number, text)]
        for table in load_tables()
    }


def manifest(articles: int) -> dict[str, Any]:
    """The manifest of a seed folder that gave the sample."""
    return {"counts": {"documents": articles}}


def new_id(column: Column, *parts: object) -> str:
    """An identifier of the form that the column's pattern asks for; other strings as they are."""
    prefix = re.match(r"\^([a-z]+)_", column.pattern or "")
    return make_id(prefix[1], *parts) if prefix else "-".join(str(part) for part in parts)


def _rows(table: Table, number: int, text: str) -> Iterator[Row]:
    for index in range(1 if table.name in ("articles", "seeds") else ROWS):
        row = {column.name: _value(table, column) for column in table.columns} | _FIXED.get(table.name, {})
        for column in table.columns:
            if column.references:
                row[column.name] = _key(*column.references.split("."), number, index, text)
        row |= {"article_id": _article_id(text)} | _spans(table, text, index)
        if table.name in ("articles", "seeds"):
            row["source_path"] = _path(number)
        if table.name == "articles":
            row |= {"text": text, "char_count": len(text)}
        row[table.primary_key] = _key(table.name, table.primary_key, number, index, text)
        if "entity_id" in row:
            row["entity_id"] = _key(table.name, "entity_id", number, index, text)
        yield row | _FIXED.get(table.name, {})


def _value(table: Table, column: Column) -> Any:
    if column.name.endswith(NULL_REASON) and any(
        c.name == column.name.removesuffix(NULL_REASON) for c in table.columns
    ):
        return None
    value = column.example
    if column.type == "timestamp" and isinstance(value, str):
        value = datetime.fromisoformat(value.replace("Z", "+00:00"))
    if column.type == "timestamp" and value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    if column.type == "date" and isinstance(value, str):
        value = date.fromisoformat(value)
    return value


def _key(table: str, column: str, number: int, index: int, text: str) -> str:
    """The key of a row, the same whichever table asks for it."""
    if column == "source_path":
        return _path(number)
    if column == "article_id":
        return _article_id(text)
    spec = next(t for t in load_tables() if t.name == table)
    return new_id(spec.column(column), text, index)


def _spans(table: Table, text: str, index: int) -> Row:
    """For each span of the table another word of the sentence; for a sentence all of it."""
    line = text.split("\n")[index]
    start = text.index(line)
    values: Row = {}
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\w+", line)]
    for place, span in enumerate(table.spans):
        first, end = (start, start + len(line)) if table.name == "sentences" else words[place]
        values |= {span.start: first, span.end: end, span.text: text[first:end]}
    return values


def _article_id(text: str) -> str:
    return make_id("art", text)


def _path(number: int) -> str:
    return f"sample/{number:04}.txt"
