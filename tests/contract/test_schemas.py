"""Every schema file says what it must, and says it right."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contract.sample import sample
from khabar.resources import REPOSITORY
from khabar.schema import arrow_schema
from khabar.schema.check import problems
from khabar.schema.contract import CONTRACT, load_tables
from khabar.schema.model import read_table
from khabar.schema.render import outdated

FILES = sorted((REPOSITORY / "schemas" / "tables").glob("*.yaml"))


def test_there_is_a_schema_for_each_table_of_the_contract() -> None:
    assert [path.stem for path in FILES] == sorted(CONTRACT)
    assert [table.name for table in load_tables()] == list(CONTRACT)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "schemas").glob("*.schema.json")), ids=lambda path: path.name)
def test_a_json_schema_is_one_and_says_what_it_is_of(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_schema_is_well_formed_and_means_something(path: Path) -> None:
    others = {other.stem: read_table(other) for other in FILES if other != path}
    assert problems(path, others) == []


@pytest.mark.parametrize("table", CONTRACT)
def test_the_arrow_schema_carries_every_description(table: str) -> None:
    fields = list(arrow_schema(table))
    assert len(fields) >= len(CONTRACT[table])
    assert all((field.metadata or {})[b"description"] for field in fields)


def test_the_sample_has_rows_in_every_table() -> None:
    assert all(len(rows) > 0 for rows in sample(2).values())


def test_renderings_are_up_to_date() -> None:
    assert outdated(REPOSITORY) == []
