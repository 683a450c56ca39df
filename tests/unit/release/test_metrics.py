"""Figures of a release count what is there."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.io import write_table
from khabar.release.metrics import PLOTS, QUALITY_PLOTS, metrics, write_metrics
from khabar.release.summary import summarise
from khabar.schema import arrow_schema

from .test_assembly import row


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release of two articles, one place with a GeoNames id, one without, and a rejected seed."""
    tables = {
        "articles": [row("articles", article_id="art_1"), row("articles", article_id="art_2")],
        "sentences": [],
        "entities": [
            row("entities", entity_type="LOC", geonames_id=1, country_code="LBY"),
            row("entities", entity_type="LOC"),
            row("entities", entity_type="PER"),
        ],
        "quotes": [row("quotes", cue_class="say", quote_type="direct", speaker_name="النمروش")],
        "events": [],
        "seeds": [
            row("seeds", source_path="a.txt", status="accepted"),
            row("seeds", source_path="b.txt", status="rejected", reason_code="empty", message="b.txt holds nothing."),
        ],
    }
    for name, rows in tables.items():
        table = pa.Table.from_pylist(rows, schema=arrow_schema(name))
        write_table(table, tmp_path / "data" / "release" / f"{name}.parquet")
    validation = tmp_path / "reports" / "validation" / "results.json"
    validation.parent.mkdir(parents=True)
    validation.write_text(json.dumps({"evaluated": 5, "passed": 5}))
    return tmp_path / "data" / "release"


def test_shares_are_of_the_rows_that_can_have_a_value(release: Path, tmp_path: Path) -> None:
    figures = metrics(release, tmp_path / "reports" / "validation" / "results.json")
    assert figures["rows"] == {"articles": 2, "sentences": 0, "entities": 3, "quotes": 1, "events": 0, "seeds": 2}
    assert figures["share"]["places_linked_to_geonames"] == 0.5
    assert figures["share"]["entities_linked_to_country"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["share"]["events_dated"] is None
    assert figures["rejected"] == {"empty": 1}


def test_every_plot_has_its_data(release: Path, tmp_path: Path) -> None:
    out, plots = tmp_path / "metrics.json", tmp_path / "plots"
    write_metrics(release, tmp_path / "reports" / "validation" / "results.json", out, plots)
    assert sorted(path.stem for path in plots.iterdir()) == sorted([*PLOTS, *QUALITY_PLOTS])
    assert (plots / "entities_by_type.csv").read_text() == "type,entities\nLOC,2\nPER,1\n"
    assert (plots / "seeds_by_status.csv").read_text() == "status,seeds\naccepted,1\nrejected,1\n"


def test_quality_on_gold_is_a_metric_and_a_plot(release: Path, tmp_path: Path) -> None:
    bins = [{"low": 0.9, "high": 1.0, "rows": 4, "said": 0.95, "right": 0.75}]
    scores = {"overlap_0.3": {"all": {"f1": [87.4, 84.8, 90.1]}}, "cue": {"all": {"share": [97.2, 94.8, 99.1]}}}
    table = {"scores": scores, "reliability": {"bins": bins}}
    (release / "quality.json").write_text(json.dumps({"tables": {"quotes": table}}))
    write_metrics(
        release, tmp_path / "reports" / "validation" / "results.json", tmp_path / "m.json", tmp_path / "plots"
    )
    assert json.loads((tmp_path / "m.json").read_text())["f1"] == {"quotes at overlap 0.3": 87.4}
    assert (tmp_path / "plots" / "f1_by_class.csv").read_text().splitlines() == [
        "measure,f1,low,high",
        "quotes overlap_0.3 all,87.4,84.8,90.1",
        "quotes cue all,97.2,94.8,99.1",
    ]
    assert (tmp_path / "plots" / "reliability.csv").read_text() == "table,said,right,rows\nquotes,0.95,0.75,4\n"
    assert "quotes at overlap 0.3 87.4" in summarise(release, tmp_path / "reports")


def test_the_summary_names_what_was_rejected(release: Path, tmp_path: Path) -> None:
    text = summarise(release, tmp_path / "reports")
    assert "2: 1 accepted, 0 duplicates, 1 rejected" in text
    assert "empty: b.txt holds nothing." in text
    assert "5 of 5 passed" in text
