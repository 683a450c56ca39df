"""The configuration is what its schema says, and the schema describes every key."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from khabar.resources import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "schemas" / "params.schema.json").read_text(encoding="utf-8"))
PARAMS = yaml.safe_load((REPOSITORY / "params.yaml").read_text(encoding="utf-8"))


def keys(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, entry in schema.get("properties", {}).items():
        yield name, entry
        yield from keys(entry)


def test_the_configuration_fits_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(PARAMS)) == []


def test_every_key_is_described() -> None:
    described = dict(keys(SCHEMA))
    assert set(described) >= {*PARAMS, *PARAMS["limits"]}
    assert all(entry["description"] for entry in described.values())


@pytest.mark.parametrize("key", ["shard_documents", "row_group_articles"])
def test_a_size_of_nothing_is_refused(key: str) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(PARAMS | {key: 0})


def test_an_unknown_key_is_refused() -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(PARAMS | {"shard_docs": 1})
