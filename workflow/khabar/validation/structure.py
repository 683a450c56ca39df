"""The suite `columns`: every file has the columns of its schema, in order, with their types and descriptions.

One row for each column of each table, so that this is known before the rows are looked at.
"""

import pandas as pd
import pyarrow as pa

from khabar.schema.arrow import arrow_schema
from khabar.schema.expectations import Expectation
from khabar.validation.candidate import Candidate

KEY = "column"
_ASPECTS = {
    "position": "stands in its place",
    "type": "has its type",
    "nullable": "may be null only where the schema allows it",
    "description": "carries its description",
}


def structure_expectations() -> list[Expectation]:
    """One expectation for each aspect of a column."""
    return [
        Expectation(
            "expect_column_pair_values_to_be_equal",
            {"column_A": f"{aspect} in the file", "column_B": f"{aspect} in the schema"},
            says,
        )
        for aspect, says in _ASPECTS.items()
    ]


def structure_frame(candidate: Candidate) -> pd.DataFrame:
    """One row for each column that a schema or a file has; an aspect is empty where that side lacks the column."""
    rows = []
    for name, table in candidate.tables.items():
        expected, found = _aspects(arrow_schema(table)), _aspects(candidate.schema(name))
        for column in dict.fromkeys([*expected, *found]):
            row = {KEY: f"{name}.{column}"}
            for aspect in _ASPECTS:
                row[f"{aspect} in the file"] = found.get(column, {}).get(aspect, "(no such column)")
                row[f"{aspect} in the schema"] = expected.get(column, {}).get(aspect, "(no such column)")
            rows.append(row)
    return pd.DataFrame(rows)


def _aspects(schema: pa.Schema) -> dict[str, dict[str, str]]:
    return {
        each.name: {
            "position": str(position),
            "type": str(each.type),
            "nullable": "yes" if each.nullable else "no",
            "description": (each.metadata or {}).get(b"description", b"").decode(),
        }
        for position, each in enumerate(schema, start=1)
    }
