"""Croissant 1.1 (https://docs.mlcommons.org/croissant/): the tables as record sets, for machine-learning tools.

The JSON-LD context stands in the file, so that reading it needs no network.
"""

from collections.abc import Sequence
from typing import Any

from khabar.package.facts import Facts
from khabar.schema.model import Column, Table, load_table

VERSION = "http://mlcommons.org/croissant/1.1"
PARQUET = "application/x-parquet"
_TYPES = {
    "string": "sc:Text",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
    "float64": "sc:Float",
    "bool": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
}
# The context of the specification, whole: readers compare it with theirs.
_TERMS = (
    "arrayShape citeAs column conformsTo containedIn data dataType description equivalentProperty examples extract "
    "field fileProperty fileObject fileSet format includes isArray isLiveDataset jsonPath key md5 name parentField "
    "path recordSet references regex repeated replace samplingRate separator source subField transform"
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{term: f"cr:{term}" for term in _TERMS.split()},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
}


def render(facts: Facts) -> dict[str, Any]:
    """The content of croissant.json."""
    dataset, names = facts.dataset, [table.name for table in facts.tables]
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "datePublished": dataset.date,
        "license": dataset.licence_url or dataset.licence,
        "citeAs": dataset.citation,
        "inLanguage": dataset.language,
        "keywords": list(dataset.keywords),
        "isLiveDataset": False,
        "creator": [
            {"@type": "Person" if creator.orcid else "Organization", "name": creator.name}
            for creator in dataset.creators
        ],
        "rai:dataCollection": dataset.datasheet["collection"],
        "rai:dataBiases": dataset.datasheet["biases"],
        "rai:dataUseCases": dataset.datasheet["uses"],
        "rai:personalSensitiveInformation": dataset.datasheet["people"],
        "distribution": [_file(facts, table) for table in facts.tables],
        "recordSet": [_record_set(table, names[:number]) for number, table in enumerate(facts.tables)],
    }
    if dataset.url:
        described["url"] = dataset.url
    return described


def _file(facts: Facts, table: Table) -> dict[str, Any]:
    packaged = facts.files[f"{table.name}.parquet"]
    return {
        "@type": "cr:FileObject",
        "@id": packaged.name,
        "name": packaged.name,
        "description": f"{table.grain}; {facts.figures.rows[table.name]} rows",
        "contentUrl": packaged.name,
        "contentSize": f"{packaged.byte_size} B",
        "encodingFormat": PARQUET,
        "sha256": packaged.sha256,
    }


def _record_set(table: Table, before: Sequence[str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": {"@id": f"{table.name}/{table.primary_key}"},
        "field": [_field(table, column, before) for column in table.columns],
    }


def _field(table: Table, column: Column, before: Sequence[str]) -> dict[str, Any]:
    """A column; it refers to keys of tables that stand before its own, for readers want no circles."""
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
    other, _, key = (column.references or "").partition(".")
    if other in before and key == load_table(other).primary_key:
        described["references"] = {"field": {"@id": f"{other}/{key}"}}
    return described
