"""The typed form of a `schemas/tables/<table>.yaml` file."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from khabar.resources import schema_path


@dataclass(frozen=True)
class Column:
    """One column: what it holds and what every value of it must satisfy."""

    name: str
    type: str
    description: str
    nullable: bool = False
    example: Any = None
    unit: str | None = None
    allowed: dict[str, str] | None = None
    """Allowed value → what it means."""
    pattern: str | None = None
    min: float | None = None
    max: float | None = None
    references: str | None = None
    """`table.column` that every value must occur in (`articles.article_id`)."""
    null_meaning: str | None = None
    """What null says; required for a nullable column without a `<column>_null_reason` beside it."""


@dataclass(frozen=True)
class Check:
    """A further expectation of Great Expectations, by its Python name, with its arguments."""

    expectation: str
    kwargs: dict[str, Any]
    says: str | None = None
    """What is expected, in words that follow the column's name."""
    why: str | None = None
    """Why some rows may depart from it (`mostly`)."""


@dataclass(frozen=True)
class SpanColumns:
    """Columns that hold one span: articles.text[start:end] == text, or all three are null."""

    start: str
    end: str
    text: str


@dataclass(frozen=True)
class Table:
    """One table: its grain, its keys, its columns in order, its checks."""

    name: str
    grain: str
    description: str
    primary_key: str
    sort_by: tuple[str, ...]
    columns: tuple[Column, ...]
    spans: tuple[SpanColumns, ...] = ()
    disjoint_within: str | None = None
    """Column within whose groups the first span's rows must be disjoint and in order."""
    checks: tuple[Check, ...] = field(default=())

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


@cache
def load_table(name: str) -> Table:
    """Read `schemas/tables/<name>.yaml`."""
    return read_table(schema_path(name))


def read_table(path: Path) -> Table:
    """Read the schema file of one table."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Table(
        name=raw["table"],
        grain=raw["grain"],
        description=raw["description"],
        primary_key=raw["primary_key"],
        sort_by=tuple(raw["sort_by"]),
        columns=tuple(Column(name=key, **value) for key, value in raw["columns"].items()),
        spans=tuple(SpanColumns(**span) for span in raw.get("spans", ())),
        disjoint_within=raw.get("disjoint_within"),
        checks=tuple(Check(**check) for check in raw.get("checks", ())),
    )
