"""Quality as plain values: complete, the same bytes each time, and what counts as a drop."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from khabar.evaluation.gold import GoldDocument
from khabar.evaluation.quality import (
    HEADLINES,
    MEASURES,
    Quality,
    drops,
    gold_sha256,
    headlines,
    in_context,
    load,
    of_release,
    of_tables,
    save,
    shortened,
)
from khabar.evaluation.report import text
from khabar.io import write_table
from khabar.text.spans import Span

Tables = dict[str, pa.Table]


def without(tables: Tables, name: str) -> Tables:
    return tables | {name: tables[name].slice(0, 0)}


def test_perfect_output_scores_hundred_everywhere(document: GoldDocument, tables: Tables) -> None:
    quality = of_tables(tables, [document], "x")
    assert {name: f1[0] for name, f1 in headlines(quality).items()} == dict.fromkeys(HEADLINES, 100.0)
    for table in quality["tables"].values():
        assert (table["worst"], table["errors"]) == ([], {})
        for measure, classes in table["scores"].items():
            assert measure in MEASURES
            for entry in classes.values():
                assert (entry.get("share") or entry["f1"]) == [100.0, 100.0, 100.0]
    assert all(rules["rule"]["right"] == rules["rule"]["fired_on_gold"] > 0 for rules in quality["rules"].values())


def test_every_miss_is_listed_with_its_text(document: GoldDocument, tables: Tables) -> None:
    quality = of_tables(without(tables, "entities"), [document], "x")
    errors = quality["tables"]["entities"]["worst"]
    assert [error["gold"]["text"] for error in errors] == ["سليم", "حلب"]
    assert "⟦سليم⟧" in errors[0]["context"]
    assert "سليم" in text(quality)
    assert quality["tables"]["entities"]["confusion"] == {"LOC": {"none": 1}, "PER": {"none": 1}}


def test_shortened_without_texts_quotes_nothing(document: GoldDocument, tables: Tables) -> None:
    quality = of_tables({name: table.slice(0, 0) for name, table in tables.items()}, [document], "x")
    kept = shortened(quality, texts=False)
    assert not any("\u0600" <= letter <= "\u06ff" for letter in json.dumps(kept, ensure_ascii=False))
    assert [error["gold"]["start"] for error in kept["tables"]["quotes"]["worst"]] == [12]
    assert (
        shortened(quality, texts=True, worst=1)["tables"]["entities"]["worst"]
        == quality["tables"]["entities"]["worst"][:1]
    )


def test_the_same_bytes_for_the_same_quality(document: GoldDocument, tables: Tables, tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(of_tables(tables, [document], "x"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert load(tmp_path / "a") == of_tables(tables, [document], "x")


def test_articles_that_the_release_lacks_are_left_out(document: GoldDocument, tables: Tables, tmp_path: Path) -> None:
    other = GoldDocument("b", "art_other", "نص", (), (), ())
    write_table(pa.table({"article_id": [document.article_id]}), tmp_path / "articles.parquet")
    for name, table in tables.items():
        write_table(table, tmp_path / f"{name}.parquet")
    quality = of_release(tmp_path, [document, other], "x")
    assert (quality["units"], quality["annotated"]) == (1, 2)
    assert quality["gold_sha256"] == gold_sha256([document])
    assert "1 annotated articles are not in the release" in text(quality)
    assert of_release(tmp_path, [other], "x")["tables"] == {}


def f1(quality: Quality, table: str, measure: str, *figures: float) -> Quality:
    """The quality with another headline F1."""
    changed: Quality = json.loads(json.dumps(quality))
    changed["tables"][table]["scores"][measure]["all"]["f1"] = list(figures)
    return changed


def test_a_drop_below_the_interval_is_told_in_a_sentence(document: GoldDocument, tables: Tables) -> None:
    quality = of_tables(tables, [document], "x")
    before = f1(quality, "events", "type_and_trigger", 77.1, 73.9, 80.3)
    assert drops(before, f1(quality, "events", "type_and_trigger", 73.9, 70.0, 75.0)) == []
    (sentence,) = drops(before, f1(quality, "events", "type_and_trigger", 73.8, 70.0, 75.0))
    assert "F1 of events, type and trigger is 73.8, below the 95 % interval" in sentence
    assert "(77.1, 73.9 to 80.3)" in sentence


def test_another_gold_is_not_compared(document: GoldDocument, tables: Tables) -> None:
    quality = of_tables(tables, [document], "x")
    worse = f1(quality, "events", "type_and_trigger", 0.0, 0.0, 0.0)
    assert drops(quality, worse)
    assert drops(quality, worse | {"gold_sha256": "another"}) == []


@pytest.mark.parametrize(
    ("before", "span", "after"),
    [("سطر\nفي تونس", Span(7, 11), "في ⟦تونس⟧"), ("كلمة " * 40, Span(100, 104), None)],
)
def test_context_stays_in_its_line_and_is_short(before: str, span: Span, after: str | None) -> None:
    found = in_context(before, span)
    assert len(found) < 140
    assert after is None or found == after


def test_the_hash_knows_the_annotation(document: GoldDocument) -> None:
    fields: dict[str, Any] = vars(document)
    assert gold_sha256([document]) != gold_sha256([GoldDocument(**fields | {"events": ()})])
