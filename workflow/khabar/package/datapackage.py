"""Data Package v2 (https://datapackage.org): the tables as resources with Table Schemas, for data-wrangling tools.

The loader reads its types and categories here, so that a release explains itself whatever the version of Khabar.
"""

import re
from typing import Any

from khabar.package.facts import Facts, Packaged
from khabar.schema.model import Column, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_OTHER = re.compile(r"[^a-z0-9]+")  # what cannot stand in a name: the letters of "أخبار 2020"
_TYPES = {
    "string": "string",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "date": "date",
    "timestamp": "datetime",
}


def render(facts: Facts) -> dict[str, Any]:
    """The content of datapackage.json."""
    dataset = facts.dataset
    described: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _OTHER.sub("-", dataset.title.lower()).strip("-") or "dataset",
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "created": f"{dataset.date}T00:00:00Z",
        "keywords": list(dataset.keywords),
        "licenses": [_licence(facts)],
        "contributors": [{"title": creator.name, "roles": ["creator"]} for creator in dataset.creators],
        "sources": [{"title": source.title} for source in facts.sources],
        "citation": dataset.citation,
        "resources": [_resource(table, facts.files[f"{table.name}.parquet"]) for table in facts.tables],
    }
    if dataset.url:
        described["homepage"] = dataset.url
    return {key: value for key, value in described.items() if value != []}


def _licence(facts: Facts) -> dict[str, str]:
    described = {"name": facts.dataset.licence, "title": facts.dataset.licence_note}
    if facts.dataset.licence_url:
        described["path"] = facts.dataset.licence_url
    return described


def _resource(table: Table, packaged: Packaged) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": packaged.name,
        "title": f"One row is {table.grain}.",
        "description": table.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": packaged.byte_size,
        "hash": f"sha256:{packaged.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    keys = [column for column in table.columns if _is_key(column)]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [],  # Parquet has nulls of its own
        "primaryKey": [table.primary_key],
        "foreignKeys": [_foreign_key(table, column) for column in keys],
    }


def _is_key(column: Column) -> bool:
    """Whether a column refers to the primary key of a table; an entity_id is shared by many mentions."""
    return bool(column.references) and not str(column.references).endswith(".entity_id")


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    other, field = str(column.references).split(".")
    return {"fields": [column.name], "reference": {"resource": "" if other == table.name else other, "fields": [field]}}


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
        "constraints": _constraints(column),
    }
    if column.unit:
        described["unit"] = column.unit
    if column.allowed:
        described["categories"] = [{"value": value, "label": label} for value, label in column.allowed.items()]
    return described


def _constraints(column: Column) -> dict[str, Any]:
    bounds = {"minimum": column.min, "maximum": column.max}
    constraints: dict[str, Any] = {"required": not column.nullable}
    constraints |= {name: _bound(column, value) for name, value in bounds.items() if value is not None}
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return constraints


def _bound(column: Column, value: float) -> float:
    return int(value) if column.type.startswith("int") else value
