"""Breaks one row of the sample so that a given expectation must notice."""

import re
from typing import Any

from contract.sample import Row, new_id
from khabar.schema import Column, Table
from khabar.schema.expectations import (
    IN_ORDER,
    NULL_REASON,
    PREVIOUS,
    Expectation,
    call,
    dotted,
    given_column,
    slice_column,
)

NOBODY = "0000000000000000"


def corruption(table: Table, expectation: Expectation, rows: list[Row], tables: dict[str, Table]) -> Row:
    """The values that the last row of an article must take; `rows` are all rows of the article.

    Raises:
        NotImplementedError: nothing here breaks this kind of expectation; add what does.
    """
    kwargs, row = expectation.kwargs, rows[-1]
    column = kwargs.get("column") or kwargs.get("column_A")
    derived = kwargs.get("column_B")
    match expectation.type.removeprefix("expect_column_"):
        case "values_to_not_be_null":
            return _meeting(kwargs.get("row_condition")) | {column: None}
        case "values_to_be_null":
            return _meeting(kwargs.get("row_condition")) | {column: _some_value(table.column(column))}
        case "values_to_be_unique":
            return {column: rows[0][column] if len(rows) > 1 else "the same"}
        case "values_to_match_regex" | "values_to_not_match_regex":
            return {column: "\ufeff no such form"}
        case "values_to_be_between":
            return {column: kwargs["min_value"] - 1 if "min_value" in kwargs else kwargs["max_value"] + 1}
        case "value_lengths_to_be_between":
            return {column: "" if kwargs.get("min_value") else "x" * (kwargs["max_value"] + 1)}
        case "values_to_be_in_set":
            return _outside_set(table, column)
        case "pair_values_to_be_equal":
            return _unequal(table, row, column, derived, tables)
        case "pair_values_a_to_be_greater_than_b":
            return _not_greater(table, rows, column, derived)
    raise NotImplementedError(f"no corruption for {expectation}")


def _meeting(condition: str | None) -> Row:
    """Values that meet a condition of the form `status == "rejected"`; a condition with != holds as it is."""
    match = re.fullmatch(r'(\w+) == "(\w+)"', condition or "")
    return {match[1]: match[2]} if match else {}


def _some_value(column: Column) -> Any:
    return next(iter(column.allowed)) if column.allowed else column.example


def _outside_set(table: Table, column: str) -> Row:
    for own in table.columns:
        if column == given_column(own.name):
            reasons = table.column(own.name + NULL_REASON).allowed or {}
            return {own.name + NULL_REASON: next(iter(reasons))}
    return {column: "(not allowed)"}


def _unequal(table: Table, row: Row, column: str, other: str, tables: dict[str, Table]) -> Row:
    if any(other == slice_column(span) for span in table.spans):
        return {column: row[column] + "ب"}
    if call(other) == ("canonical", column):
        return {column: row[column] + "\u200f"}
    if (reference := dotted(other)) and reference[0] == column:
        parent, key = (table.column(column).references or "").split(".")
        return {column: new_id(tables[parent].column(key), NOBODY)}
    if isinstance(row[column], int):
        return {column: row[column] + 1}
    return {column: f"{row[column]}?"}


def _not_greater(table: Table, rows: list[Row], column: str, other: str) -> Row:
    row = rows[-1]
    if other.startswith(PREVIOUS):
        span = table.spans[0]
        start = rows[-2][span.end] - 1
        return {span.start: start, span.text: rows[-2][span.text][-1] + "\n" + row[span.text]}
    if column in row and other in row:
        return {column: row[other]}
    if column in row:
        return {column: -1}
    return {other: 10_000_000}


def depends_on(table: Table, name: str) -> set[str]:
    """The table's own columns that a column of a frame is computed from."""
    if name == IN_ORDER:
        return set(table.sort_by)
    if called := call(name):
        return {called[1]}
    if name.startswith(PREVIOUS):
        return {name.removeprefix(PREVIOUS)}
    for span in table.spans:
        if name == slice_column(span):
            return {span.start, span.end, "article_id"}
    for column in table.columns:
        if name == given_column(column.name):
            return {column.name, column.name + NULL_REASON}
    reference = dotted(name)
    return {reference[0], "article_id"} if reference else {name}


def swapped(rows: list[Any], first: int) -> list[Any]:
    """The rows with two neighbours in each other's place."""
    return [*rows[:first], rows[first + 1], rows[first], *rows[first + 2 :]]
