"""The catalogue describes every rule that fires, and each of its examples is what it says."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from tests.unit.tables.test_articles import document, table

from khabar.catalogue.page import entries, write_catalogue
from khabar.catalogue.rules import Rule, catalogue
from khabar.catalogue.usage import RULE_TABLES, precision
from khabar.events.triggers import triggers
from khabar.explain.rebuilt import rebuild
from khabar.quotes.confidence import weights
from khabar.schema import load_table
from khabar.tables import articles

EXAMPLES = [rule for rule in catalogue().values() if rule.example]


def build(text: str, title: str = "عنوان الخبر اليوم") -> dict[str, pa.Table]:
    """The tables of an article with this text below a headline."""
    raw = f"{title}\n\n{text}\n".encode()
    return rebuild(articles.build(table(document("a.txt", raw)), "UTC")[0])


def release(folder: Path, tables: dict[str, pa.Table]) -> Path:
    for name, rows in tables.items():
        pa.parquet.write_table(rows, folder / f"{name}.parquet")
    return folder


@pytest.fixture
def quoted(tmp_path: Path) -> Path:
    return release(tmp_path, build("وقال وزير الطاقة سامي الحداد إن <b>بلاده</b> ستخفض الإنتاج."))


@pytest.mark.parametrize("rule", EXAMPLES, ids=[f"{rule.table}.{rule.rule_id}" for rule in EXAMPLES])
def test_the_rule_finds_what_its_example_says(rule: Rule) -> None:
    assert rule.example is not None
    text, finds = rule.example
    headline = rule.rule_id == "headline"
    lines = "وكان الاجتماع قد انعقد صباح اليوم." if headline else text.replace(". و", ".\nو")
    tables = build(lines, *[text] if headline else [])
    found = {row["text"]: row["rule_id"] for row in tables[rule.table].to_pylist()}
    assert finds in found
    if rule.table != "entities":  # a name can be found by several rules, and the model comes first
        assert found[finds] == rule.rule_id


def test_examples_are_many() -> None:
    assert len(EXAMPLES) > 30


def test_every_entity_rule_of_the_schema_is_described() -> None:
    allowed = load_table("entities").column("rule_id").allowed
    assert allowed
    assert set(allowed) == {rule_id for name, rule_id in catalogue() if name == "entities"}


def test_every_counted_quote_rule_is_described() -> None:
    counted = {feature.removeprefix("rule ") for feature in weights() if feature.startswith("rule ")}
    assert counted
    assert counted <= {rule_id for name, rule_id in catalogue() if name == "quotes"}


def test_every_trigger_is_a_rule() -> None:
    assert len(triggers()) > 100
    for trigger in triggers():
        assert ("events", f"{trigger.kind}:{trigger.event_type}:{trigger.lemma}") in catalogue()


def test_counts_and_finds_come_from_the_release(quoted: Path, tmp_path: Path) -> None:
    quality = tmp_path / "quality.json"
    quality.write_text(json.dumps({"rules": {"quotes": {"verb-subject-clause": {"fired_on_gold": 4, "right": 3}}}}))
    found = {(e.rule.table, e.rule.rule_id): e for e in entries(quoted, [quality])}
    entry = found["quotes", "verb-subject-clause"]
    assert (entry.fired, entry.gold_right, entry.gold_rows) == (1, 3, 4)
    assert entry.find is not None
    assert entry.find.sentence[entry.find.start : entry.find.end] == "<b>بلاده</b> ستخفض الإنتاج"
    assert found["quotes", "floating-alone"].fired == 0


def test_precision_adds_up_over_gold_sets(tmp_path: Path) -> None:
    for name, right in (("a", 1), ("b", 2)):
        rules = {"events": {"verb:ACCUSE:اتهم": {"fired_on_gold": 2, "right": right}}}
        (tmp_path / f"{name}.json").write_text(json.dumps({"rules": rules}))
    assert precision(tmp_path.glob("*.json")) == {("events", "verb:ACCUSE:اتهم"): (3, 4)}


def test_a_rule_that_nobody_described_is_an_error(quoted: Path) -> None:
    rows = pa.parquet.read_table(quoted / "quotes.parquet")
    unknown = rows.set_column(rows.column_names.index("rule_id"), "rule_id", pa.array(["magic"] * len(rows)))
    pa.parquet.write_table(unknown, quoted / "quotes.parquet")
    with pytest.raises(KeyError, match="magic"):
        entries(quoted, [])


def test_the_page_shows_text_as_text_and_asks_no_other_host(quoted: Path, tmp_path: Path) -> None:
    page, rows = tmp_path / "rules.html", tmp_path / "rules.tsv"
    write_catalogue(quoted, [], page, rows)
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;بلاده" in html
    assert "<b>" not in html
    assert "http" not in html
    with rows.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    assert {row["table"] for row in listed} == set(RULE_TABLES)
    assert len(listed) == len(catalogue())
