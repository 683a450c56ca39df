"""For every expectation that the schemas give rise to: one broken row, and exactly that expectation notices."""

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pytest

from contract.corrupt import corruption, depends_on, swapped
from contract.sample import Row, sample_rows
from khabar.schema import arrow_schema
from khabar.schema.contract import CONTRACT, load_tables
from khabar.schema.expectations import IN_ORDER, Expectation, expectations
from khabar.validation.candidate import key_hash
from khabar.validation.frames import FrameBuilder, outside_references
from khabar.validation.gx import Suite, new_context

TABLES = {table.name: table for table in load_tables()}
CASES = [(name, place) for name, table in TABLES.items() for place in range(len(expectations(table)))]


def name_of(case: tuple[str, int]) -> str:
    expectation = expectations(TABLES[case[0]])[case[1]]
    return f"{case[0]}: {expectation.type} {' '.join(expectation.columns)}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_one_broken_row_is_noticed_by_its_expectation_alone(case: tuple[str, int]) -> None:
    table, place = case
    found, changed = noticed(table)
    expected = expectations(TABLES[table])
    assert place in found[place], f"{expected[place]} did not notice the row that was broken for it"
    for other in found[place] - {place}:
        condition = set(re.findall(r"\w+", expected[other].kwargs.get("row_condition", "")))
        touched = condition.union(*(depends_on(TABLES[table], name) for name in expected[other].columns))
        assert touched & changed[place], f"{expected[other]} noticed a row whose change does not concern it"


def test_every_table_has_expectations() -> None:
    assert {name for name, _ in CASES} == set(CONTRACT)
    assert len(CASES) > 150


@cache
def noticed(name: str) -> tuple[dict[int, set[int]], dict[int, set[str]]]:
    """Break every other article of the sample, each for one expectation, and run the suite once.

    The articles between stay as they are, so that a row that no longer stands in its place disturbs no other case.
    Returns which expectations noticed something in each broken article, and which columns were changed there.
    """
    table = TABLES[name]
    cases = expectations(table)
    articles = 2 * len(cases) + 1
    rows = sample_rows(articles)
    size = len(rows[name]) // articles
    changed = {place: break_article(name, rows, place, size, case) for place, case in enumerate(cases)}
    group = {other: table_of(other, found) for other, found in rows.items()}
    keys = {
        target: np.sort(key_hash(group[target.split(".")[0]].column(target.split(".")[1])))
        for target in outside_references(TABLES)
    }
    frame = FrameBuilder(table, TABLES, keys).build(group)
    found: dict[int, set[int]] = {place: set() for place in range(len(cases))}
    for place, result in Suite(new_context(), name, cases).run(frame).items():
        assert not result.exception_info["raised_exception"], result.exception_info["exception_message"]
        for row in result.result["partial_unexpected_index_list"]:
            article = row // size
            if article % 2:
                found[article // 2].add(place)
    return found, changed


def break_article(name: str, rows: dict[str, list[Row]], place: int, size: int, expectation: Expectation) -> set[str]:
    table, first = TABLES[name], (2 * place + 1) * size
    if IN_ORDER in expectation.columns:
        rows[name] = swapped(rows[name], first if size > 1 else first - 1)
        return set(table.sort_by)
    changes = corruption(table, expectation, rows[name][first : first + size], TABLES)
    if expectation.type.endswith("to_be_unique") and size == 1:
        changes = {table.primary_key: rows[name][0][table.primary_key]}
    rows[name][first + size - 1] |= changes
    return set(changes)


def table_of(name: str, rows: list[Row]) -> pa.Table:
    """The rows in the order in which they are, wrong as they may be."""
    schema = pa.schema([field.with_nullable(True) for field in arrow_schema(name)])
    return pa.table({column: [row[column] for row in rows] for column in schema.names}, schema=schema)
