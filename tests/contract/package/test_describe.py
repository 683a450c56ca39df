"""The descriptions are of this build, the same for the same build, and safe whatever a source calls itself."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from khabar.io import write_groups
from khabar.package import pages, rocrate
from khabar.package.describe import describe
from khabar.package.figures import figures
from khabar.package.files import CRATE, DATACITE, DATASHEET, DESCRIPTIONS, DICTIONARY, README, SUMS, TITLES
from khabar.resources import REPOSITORY
from khabar.schema.contract import load_tables
from khabar.schema.metadata import UNNAMED, load_dataset

from .conftest import facts_of, tables


def test_everything_that_is_promised_is_there(release: Path) -> None:
    assert {path.name for path in release.iterdir()} == {f"{t.name}.parquet" for t in load_tables()} | set(TITLES)
    readme = (release / README).read_text(encoding="utf-8")
    assert all(f"[{name}]({name})" in readme for name in TITLES)


def test_the_same_build_gives_the_same_bytes_and_no_machine_shows(release: Path, tmp_path: Path) -> None:
    describe(tmp_path / "again", facts_of(tmp_path / "again"))
    for name in DESCRIPTIONS:
        content = (tmp_path / "again" / name).read_bytes()
        assert content == (release / name).read_bytes()
        assert str(REPOSITORY).encode() not in content
        assert str(tmp_path).encode() not in content


def test_row_groups_do_not_show_in_the_figures(release: Path, tmp_path: Path) -> None:
    for name, table in tables().items():
        groups = [table.slice(row, 1) for row in range(len(table))]
        write_groups(groups, table.schema, tmp_path / f"{name}.parquet")
        assert pq.ParquetFile(tmp_path / f"{name}.parquet").num_row_groups > 1
    assert figures(tmp_path, load_tables()) == figures(release, load_tables())


def test_figures_count_what_is_there(release: Path) -> None:
    counted = figures(release, load_tables())
    assert counted.rows == {"articles": 4, "sentences": 8, "entities": 8, "quotes": 8, "events": 8, "seeds": 4}
    assert sum(source.documents for source in counted.sources.values()) == 4
    assert sum(counted.values["quotes"]["quote_type"].values()) == 8
    assert counted.years == {"": 1, "2020": 3}
    assert counted.missing["quotes"]["speaker_text"] == 1
    assert counted.missing["quotes"]["speaker_mention_id_null_reason"] == 8


def test_the_datasheet_quotes_the_figures_of_the_build(release: Path) -> None:
    text = (release / DATASHEET).read_text(encoding="utf-8")
    for part in (
        "| articles | 4 |",
        "Scored on 3 annotated articles",
        "| 92.5 | 80.0 | 85.8 | 82.0 to 89.0 |",
        "| 97.2 % | 94.8 to 99.1 | 41 |",
        "quotes 0.02.",
        "9 of 9 expectations",
        "Khabar sample dataset, version 1.0.0",
    ):
        assert part in text
    for heading in ("Motivation", "Composition", "Collection", "Preprocessing", "Uses", "Known biases", "Distribution"):
        assert f"\n## {heading}" in text
    assert "\n## Maintenance" in text


def test_what_a_source_says_of_itself_is_text_and_no_markup(release: Path) -> None:
    text = (release / DATASHEET).read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "وكالة \\| الأنباء" in text


def test_a_dataset_without_gold_or_description_claims_nothing(tmp_path: Path) -> None:
    unscored = {"unit": "articles", "units": 0, "tables": {}}
    facts = facts_of(tmp_path, load_dataset(UNNAMED), unscored)
    describe(tmp_path, facts)
    assert "was not scored" in (tmp_path / DATASHEET).read_text(encoding="utf-8")
    assert "CC0" not in pages.render_readme(facts)
    assert "rightsIdentifier" not in (tmp_path / DATACITE).read_text(encoding="utf-8")


def test_the_dictionary_that_ships_speaks_of_no_repository(release: Path) -> None:
    text = (release / DICTIONARY).read_text(encoding="utf-8")
    assert text.startswith("# The columns\n")
    assert "make docs" not in text
    assert "`quote_type`" in text


def test_the_crate_tells_inputs_software_and_outputs(release: Path) -> None:
    graph = {entity["@id"]: entity for entity in json.loads((release / CRATE).read_text(encoding="utf-8"))["@graph"]}
    run = graph["#run"]
    inputs = run["object"] if isinstance(run["object"], list) else [run["object"]]
    assert [graph[each["@id"]]["@type"] for each in inputs] == ["Dataset"] * len(inputs)
    digest = graph[graph[inputs[0]["@id"]]["identifier"]["@id"]]["value"]
    assert len(digest) == 64
    assert {each["@id"] for each in run["result"]} == {f"{table.name}.parquet" for table in load_tables()}
    required = [graph[each["@id"]] for each in graph["#khabar"]["softwareRequirements"]]
    assert {"snakemake", "pyarrow", "Python"} < {each["name"] for each in required}
    assert {each["@id"] for each in graph["./"]["hasPart"]} == {path.name for path in release.iterdir()} - {CRATE, SUMS}


@pytest.mark.parametrize("sources", [1, 2])
def test_one_reference_stands_alone_and_several_in_a_list(tmp_path: Path, sources: int) -> None:
    facts = facts_of(tmp_path)
    source = next(iter(facts.figures.sources.values()))
    several = {f"source-{number}": source for number in range(sources)}
    crate = rocrate.render(replace(facts, figures=replace(facts.figures, sources=several)), [], {})
    run = next(entity for entity in crate["@graph"] if entity["@id"] == "#run")
    assert isinstance(run["object"], dict) == (sources == 1)
