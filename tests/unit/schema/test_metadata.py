"""The dataset as a whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.schema import load_table
from khabar.schema.metadata import DATASET, UNNAMED, Creator, load_dataset, schema_version


def test_the_dataset_of_the_repository_is_described() -> None:
    dataset = load_dataset()
    assert dataset.title == "Khabar sample dataset"
    assert dataset.creators == (Creator("The Khabar maintainers"),)
    assert "Arabic" in dataset.keywords


def test_the_citation_names_version_and_address() -> None:
    dataset = replace(load_dataset(), version="2.1.0", date="2027-01-31")
    assert dataset.citation == "The Khabar maintainers (2027): Khabar sample dataset, version 2.1.0 [Data set]."
    assert replace(dataset, doi="10.1/x").citation.endswith("[Data set]. https://doi.org/10.1/x")


def test_a_dataset_without_description_claims_nothing() -> None:
    unnamed = load_dataset(UNNAMED)
    assert unnamed.licence_url is None
    assert unnamed.licence == "LicenseRef-not-stated"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("colour: red", "colour"),
        ("licence: ''", "licence may not be empty"),
        ("creators: [{}]", "name"),
        ("version: '1.0'", "semantic"),
        ("date: 2026", "day"),
        ("datasheet: {}", "keys motivation"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "dataset.yaml"
    path.write_text(f"{DATASET.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"dataset.yaml: .*{message}"):
        load_dataset(path)


def test_the_schema_version_follows_the_columns_and_not_their_descriptions() -> None:
    table = load_table("quotes")
    first, *rest = table.columns
    assert schema_version(replace(table, columns=(replace(first, description="another"), *rest))) == schema_version(
        table
    )
    assert schema_version(replace(table, columns=tuple(rest))) != schema_version(table)
    assert schema_version(replace(table, columns=(replace(first, type="int64"), *rest))) != schema_version(table)
