"""Each description satisfies the reference tool of its standard, offline, and says the same as the tables."""

import json
import math
from importlib import resources
from pathlib import Path
from typing import Any

import frictionless
import mlcroissant
import pandas as pd
import pyarrow.parquet as pq
import pytest
import requests
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from datacite import schema45
from rocrate.rocrate import ROCrate
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

from khabar.package.files import CITATION, CROISSANT, DATACITE, DATAPACKAGE
from khabar.package.sums import sha256
from khabar.schema.contract import load_tables

TABLES = [table.name for table in load_tables()]


def descriptor(release: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((release / name).read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def croissant(release: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=release / CROISSANT)


def test_croissant_is_valid(each: Path) -> None:
    croissant = mlcroissant.Dataset(jsonld=each / CROISSANT)
    issues = croissant.metadata.issues
    assert not issues.errors
    assert [warning for warning in issues.warnings if "schema.org/url" not in warning] == []
    assert croissant.metadata.ctx.is_v1_1()


@pytest.mark.parametrize("table", TABLES)
def test_the_records_of_croissant_equal_the_table(croissant: mlcroissant.Dataset, release: Path, table: str) -> None:
    rows = pq.read_table(release / f"{table}.parquet").to_pylist()
    records = list(croissant.records(table))
    assert len(records) == len(rows) > 0
    for record, row in zip(records, rows, strict=True):
        assert {key.split("/")[-1]: plain(value) for key, value in record.items()} == {
            key: plain(value) for key, value in row.items()
        }


def plain(value: Any) -> Any:
    """A value without what sets pandas, mlcroissant and pyarrow apart: bytes, missing values, kinds of time."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bytes):
        return value.decode()
    return pd.Timestamp(value) if hasattr(value, "year") else value


def test_the_data_package_is_valid_and_its_sizes_and_hashes_are_those_of_the_files(each: Path) -> None:
    content = descriptor(each, DATAPACKAGE)
    assert list(frictionless.Package.metadata_validate(content)) == []
    for resource in content["resources"]:
        path = each / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["hash"] == f"sha256:{sha256(path)}"


def test_the_rows_satisfy_the_data_package(release: Path) -> None:
    # Rows are given as such: frictionless reads Parquet through pandas, which turns integers with nulls into floats.
    content = descriptor(release, DATAPACKAGE)
    for resource in content["resources"]:
        rows = pq.read_table(release / resource.pop("path")).to_pylist()
        resource |= {"data": rows, "format": "inline"}
        for key in ("mediatype", "bytes", "hash"):
            del resource[key]
    report = frictionless.Package.from_descriptor(content).validate()
    assert report.flatten(["name", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_the_data_package_notices_a_value_that_is_not_allowed(release: Path) -> None:
    content = next(r for r in descriptor(release, DATAPACKAGE)["resources"] if r["name"] == "quotes")
    del content["schema"]["foreignKeys"]  # the other tables are not there
    rows = pq.read_table(release / "quotes.parquet").to_pylist()
    rows[0]["quote_type"] = "shouted"
    report = frictionless.Resource(data=rows, schema=frictionless.Schema.from_descriptor(content["schema"])).validate()
    assert ["quote_type"] in report.flatten(["fieldName"])


def test_rocrate_reads_the_crate(each: Path) -> None:
    crate = ROCrate(each)
    assert crate.version == "1.2"
    assert crate.root_dataset["version"] == "1.0.0"
    assert len(crate.data_entities) == len(crate.root_dataset["hasPart"]) > 15
    assert crate.dereference("#run")["instrument"]["name"] == "Khabar"


@pytest.mark.parametrize("profile", ["ro-crate-1.2", "process-run-crate-0.5"])
def test_the_crate_meets_every_requirement(each: Path, profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HttpRequester, "get", context_of_rocrate, raising=False)
    asked = services.ValidationSettings(
        rocrate_uri=str(each),
        profile_identifier=profile,
        requirement_severity=models.Severity.REQUIRED,
        offline=True,
    )
    result = services.validate(asked)
    issues = {str(issue.check.identifier): issue.message for issue in result.get_issues()}
    # The profile of runs builds on RO-Crate 1.1, whose descriptor names that version.
    issues.pop("ro-crate-1.1_5.3", None)
    assert issues == {}


def context_of_rocrate(_requester: HttpRequester, url: str, **_more: Any) -> requests.Response:
    """The JSON-LD context that the rocrate package carries, in place of the one on the web."""
    assert url.startswith("https://w3id.org/ro/crate/")
    response = requests.Response()
    response.status_code = 200
    response.headers["Content-Type"] = "application/ld+json"
    response._content = resources.files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    return response


def test_datacite_has_its_published_schema(each: Path) -> None:
    content = descriptor(each, DATACITE)
    assert list(schema45.validator.iter_errors(content)) == []
    assert content["version"] == "1.0.0"


def test_the_citation_file_has_its_published_schema(each: Path) -> None:
    arguments = ["--builtin-schema", "vendor.citation-file-format", "--force-filetype", "yaml"]
    result = CliRunner().invoke(check_jsonschema, [*arguments, str(each / CITATION)])
    assert result.exit_code == 0, result.output
