"""Renders a table's schema as the expectations that its rows must meet.

Great Expectations looks at one table at a time. What concerns other tables or other rows is therefore expressed over
derived columns, which khabar.validation.frames computes beside the table's own; their names say what they hold:

- `articles.text[char_start:char_end]`: what the article says at a span
- `sentence_id.char_start`: char_start of the row that sentence_id names (within the same article, where both tables
  have articles); `sentence_id.sentence_id` is thus null where sentence_id names nothing
- `previous.char_end`: char_end of the row before, within the same article
- `given(country_code, country_code_null_reason)`: how many of the two have a value
- `in sort order`: whether the row stands where `sort_by` puts it
- `length(text)`: code points of the column text; char_count is checked against it
- `canonical(text)`: its canonical form

Checks in a schema may use the same names.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from khabar.schema.model import Check, Column, SpanColumns, Table

IN_ORDER = "in sort order"
PREVIOUS = "previous."
NULL_REASON = "_null_reason"
FUNCTIONS = ("length", "canonical")
_NULLS = {"ignore_row_if": "both_values_are_missing"}
_CALL = re.compile(rf"^(?P<function>{'|'.join(FUNCTIONS)})\((?P<column>[a-z][a-z0-9_]*)\)$")
_DOTTED = re.compile(r"^(?P<column>[a-z][a-z0-9_]*)\.(?P<other>[a-z][a-z0-9_]*)$")


@dataclass(frozen=True)
class Expectation:
    """One expectation, by the name that Great Expectations gives it, with its arguments and what it says in words."""

    type: str
    kwargs: dict[str, Any]
    says: str
    column: str | None = None
    """The column of the table that it is about; null where it is about the table as a whole."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at, its subject first."""
        single = [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]
        return (*single, *self.kwargs.get("column_list", ()), *self.kwargs.get("column_set", ()))


def expectations(table: Table) -> list[Expectation]:
    """Everything that the schema says about the rows of the table, each thing once, in the order of the columns."""
    rendered = [
        *_keys(table),
        *(rendered for column in table.columns for rendered in _column(table, column)),
        *(rendered for span in table.spans for rendered in _span(span)),
        *_disjoint(table),
        *(_check(table, check) for check in table.checks),
    ]
    seen: dict[tuple[str, str], Expectation] = {}
    for expectation in rendered:
        seen.setdefault((expectation.type, repr(sorted(expectation.kwargs.items()))), expectation)
    order: list[str | None] = [None, *(column.name for column in table.columns)]
    return sorted(seen.values(), key=lambda expectation: order.index(expectation.column))


def derived_columns(table: Table) -> list[str]:
    """The columns that the expectations need beside the table's own, in order of first use."""
    own = {column.name for column in table.columns}
    used = dict.fromkeys(name for expectation in expectations(table) for name in expectation.columns)
    return [name for name in used if name not in own]


def slice_column(span: SpanColumns) -> str:
    """Name of the derived column that holds what the article says at the span."""
    return f"articles.text[{span.start}:{span.end}]"


def given_column(column: str) -> str:
    """Name of the derived column that counts values of a column and of its null reason."""
    return f"given({column}, {column}{NULL_REASON})"


def dotted(name: str) -> tuple[str, str] | None:
    """The two parts of `column.other_column`, the name of a derived column that follows a reference."""
    match = _DOTTED.match(name)
    return (match["column"], match["other"]) if match else None


def call(name: str) -> tuple[str, str] | None:
    """Function and column of `function(column)`, the name of a derived column that is computed from one other."""
    match = _CALL.match(name)
    return (match["function"], match["column"]) if match else None


def _keys(table: Table) -> list[Expectation]:
    return [
        Expectation(
            "expect_column_values_to_be_unique",
            {"column": table.primary_key},
            "tells every row from the others",
            table.primary_key,
        ),
        Expectation(
            "expect_column_values_to_be_in_set",
            {"column": IN_ORDER, "value_set": [True]},
            f"rows are sorted by {', '.join(table.sort_by)}",
        ),
    ]


def _column(table: Table, column: Column) -> list[Expectation]:
    name, found = column.name, list[Expectation]()

    def add(kind: str, says: str, **kwargs: Any) -> None:
        found.append(Expectation(f"expect_column_{kind}", kwargs, says, name))

    if not column.nullable:
        add("values_to_not_be_null", "is always given", column=name)
    if column.allowed:
        add("values_to_be_in_set", "is one of the allowed values", column=name, value_set=list(column.allowed))
    if column.pattern:
        add("values_to_match_regex", "matches its pattern", column=name, regex=column.pattern)
    if column.min is not None or column.max is not None:
        bounds = {k: v for k, v in (("min_value", column.min), ("max_value", column.max)) if v is not None}
        add("values_to_be_between", "lies within its bounds", column=name, **bounds)
    if column.references:
        target = f"{name}.{column.references.split('.')[1]}"
        says = f"names a row of {column.references.split('.')[0]}"
        add("pair_values_to_be_equal", says, column_A=name, column_B=target, **_NULLS)
    if any(other.name == name + NULL_REASON for other in table.columns):
        says = "is given, or else the reason why it is not"
        add("values_to_be_in_set", says, column=given_column(name), value_set=[1])
    if name == "char_count" and any(other.name == "text" for other in table.columns):
        add("pair_values_to_be_equal", "counts the code points of text", column_A=name, column_B="length(text)")
    return found


def _span(span: SpanColumns) -> list[Expectation]:
    return [
        Expectation(
            "expect_column_pair_values_to_be_equal",
            {"column_A": span.text, "column_B": slice_column(span), **_NULLS},
            "is what the article says between the two offsets",
            span.text,
        ),
        Expectation(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": span.end, "column_B": span.start, **_NULLS},
            "lies behind the start",
            span.end,
        ),
    ]


def _disjoint(table: Table) -> list[Expectation]:
    if table.disjoint_within is None:
        return []
    first = table.spans[0]
    kwargs = {"column_A": first.start, "column_B": PREVIOUS + first.end, "or_equal": True}
    return [
        Expectation(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {**kwargs, "ignore_row_if": "either_value_is_missing"},
            f"starts where the row before in the same {table.disjoint_within} ends, or later",
            first.start,
        )
    ]


def _check(table: Table, check: Check) -> Expectation:
    bare = Expectation(check.expectation, check.kwargs, says=check.says or "meets a check of the schema")
    own = {column.name for column in table.columns}
    return replace(bare, column=next((name for name in bare.columns if name in own), None))
