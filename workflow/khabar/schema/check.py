"""Finds what is wrong with a table's schema file, in sentences that name the file and the column."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from jsonschema import Draft202012Validator

from khabar.resources import json_schema_path
from khabar.schema.arrow import TYPES
from khabar.schema.contract import CONTRACT
from khabar.schema.expectations import NULL_REASON, PREVIOUS, call, derived_columns, dotted
from khabar.schema.model import Column, Table, read_table

_FORM = json_schema_path("table")


def problems(path: Path, others: dict[str, Table]) -> list[str]:
    """Everything that is wrong with the schema file, one sentence each; empty if nothing is.

    Args:
        path: the file.
        others: the other tables, by name, which it may refer to.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    wrong = list(_form(raw))
    if not wrong:
        table = read_table(path)
        wrong = list(_keys(path.stem, table)) or list(_columns(table, others)) or list(_checks(table, others))
    return [f"schemas/tables/{path.name}: {sentence}" for sentence in wrong]


def _form(raw: Any) -> Iterator[str]:
    form = json.loads(_FORM.read_text(encoding="utf-8"))
    checker = Draft202012Validator(form, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in sorted(checker.iter_errors(raw), key=lambda error: [str(part) for part in error.absolute_path]):
        place = ".".join(str(part) for part in error.absolute_path) or "the file"
        yield f"{place}: {error.message}."


def _contract(table: Table, names: list[str]) -> Iterator[str]:
    promised = CONTRACT.get(table.name, ())
    yield from (f"column {name} of the contract is missing." for name in promised if name not in names)
    kept = [name for name in names if name in promised]
    if kept != [name for name in promised if name in names]:
        yield f"the columns of the contract stand in another order than {', '.join(promised)}."


def _keys(stem: str, table: Table) -> Iterator[str]:
    names = [column.name for column in table.columns]
    if table.name != stem:
        yield f"the table is named {table.name}, the file {stem}."
    yield from _contract(table, names)
    used = {"primary_key": [table.primary_key], "sort_by": table.sort_by, "disjoint_within": [table.disjoint_within]}
    used["spans"] = [name for span in table.spans for name in (span.start, span.end, span.text)]
    for key, columns in used.items():
        yield from (f"{key} names {name}, which is no column." for name in columns if name and name not in names)
    if table.primary_key in names and table.column(table.primary_key).nullable:
        yield f"column {table.primary_key}: the primary key may not be nullable."
    if table.disjoint_within and not table.spans:
        yield "disjoint_within needs a span."


def _columns(table: Table, others: dict[str, Table]) -> Iterator[str]:
    names = [column.name for column in table.columns]
    for column in table.columns:
        faults = [*_nulls(column, names), *_kind(column, others | {table.name: table})] or _example(column)
        yield from (f"column {column.name}: {fault}" for fault in faults)


def _nulls(column: Column, names: list[str]) -> Iterator[str]:
    reason = column.name + NULL_REASON
    if column.nullable and not column.null_meaning and reason not in names:
        yield f"it is nullable, so it needs null_meaning, or a column {reason} behind it."
    if column.null_meaning and not column.nullable:
        yield "it has a null_meaning but is not nullable."
    if column.null_meaning and reason in names:
        yield f"it has a null_meaning although {reason} says why it is null."
    if reason in names and names.index(reason) != names.index(column.name) + 1:
        yield f"{reason} does not stand directly behind it."
    if column.name.endswith(NULL_REASON):
        subject = column.name.removesuffix(NULL_REASON)
        if subject not in names:
            yield f"there is no column {subject} whose null it could explain."
        if not (column.nullable and column.allowed and column.type == "string"):
            yield "a null reason is a nullable string with allowed values."


def _kind(column: Column, tables: dict[str, Table]) -> Iterator[str]:
    if column.references:
        table, key = column.references.split(".")
        if table not in tables or key not in [other.name for other in tables[table].columns]:
            yield f"it refers to {column.references}, which does not exist."
        elif tables[table].column(key).type != column.type:
            yield f"its type is {column.type}, that of {column.references} is {tables[table].column(key).type}."
    if (column.allowed or column.pattern) and column.type != "string":
        yield f"allowed values and patterns are for strings, its type is {column.type}."
    if (column.min is not None or column.max is not None) and column.type not in ("int32", "int64", "float64"):
        yield f"bounds are for numbers, its type is {column.type}."


def _example(column: Column) -> Iterator[str]:
    try:
        value = pa.scalar(example_value(column), TYPES[column.type]).as_py()
    except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError, TypeError, AttributeError):
        yield f"the example {column.example!r} is no {column.type}."
        return
    if column.allowed and value not in column.allowed:
        yield f"the example {value!r} is not among the allowed values."
    if column.pattern and not re.search(column.pattern, str(value)):
        yield f"the example {value!r} does not match {column.pattern}."
    if (column.min is not None and value < column.min) or (column.max is not None and value > column.max):
        yield f"the example {value!r} is out of bounds."


def example_value(column: Column) -> Any:
    """The example as a value of Python; a time or date may be written as a string in ISO form.

    >>> example_value(Column("published_at", "timestamp", "…", example="2020-06-25T01:24Z"))
    datetime.datetime(2020, 6, 25, 1, 24, tzinfo=datetime.timezone.utc)
    """
    value = column.example
    if column.type == "timestamp":
        value = datetime.fromisoformat(value) if isinstance(value, str) else value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value
    if column.type == "date":
        return date.fromisoformat(value) if isinstance(value, str) else date(value.year, value.month, value.day)
    return value


def _checks(table: Table, others: dict[str, Table]) -> Iterator[str]:
    own = {column.name: column for column in table.columns}
    for check in table.checks:
        if "mostly" in check.kwargs and not check.why:
            yield f"the check {check.expectation} tolerates failures (mostly) without a why."
    known = derived_columns(replace(table, checks=()))
    for name in derived_columns(table):
        called = call(name)
        if name in known or name.startswith(PREVIOUS) or (called and called[1] in own):
            continue
        column, other = dotted(name) or ("", "")
        target = own[column].references if column in own else None
        parent = (others | {table.name: table}).get(target.split(".")[0]) if target else None
        if parent is None or other not in [each.name for each in parent.columns]:
            yield f"a check names {name}, which is neither a column nor reached by a reference."
