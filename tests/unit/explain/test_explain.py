"""The explanation of a row shows its evidence and its way from the seed file."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.tables.test_articles import document, table

from khabar.explain.marking import Label, mark
from khabar.explain.rebuilt import rebuild
from khabar.explain.report import explain
from khabar.tables import articles

TEXT = """خفض جديد للإنتاج

25 يونيو 2020

قال وزير الطاقة سامي الحداد إن بلاده ستخفض الإنتاج. واتهم الوزير شركات أجنبية بعرقلة الاتفاق.
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    found, seeds = articles.build(table(document("b.txt", TEXT.encode()), document("a.txt", TEXT.encode())), "UTC")
    for name, rows in (rebuild(found) | {"seeds": seeds}).items():
        pq.write_table(rows, folder / f"{name}.parquet")
    return folder


def first(release: Path, name: str, column: str) -> str:
    return str(pq.read_table(release / f"{name}.parquet").column(column)[0].as_py())


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("articles", "article_id"),
        ("sentences", "sentence_id"),
        ("entities", "mention_id"),
        ("entities", "entity_id"),
        ("quotes", "quote_id"),
        ("events", "event_id"),
    ],
)
def test_every_identifier_is_explained(release: Path, name: str, column: str) -> None:
    row_id = first(release, name, column)
    said = explain(release, row_id)
    assert said.startswith(f"{row_id}: ")
    assert "seed a.txt: " in said
    assert "seed b.txt: " in said
    assert name == "articles" or "found again, equal in every column" in said


def test_a_quote_shows_spans_rule_and_lexicon(release: Path) -> None:
    said = explain(release, first(release, "quotes", "quote_id"))
    assert "⟦cue: قال⟧ ⟦speaker: وزير الطاقة سامي الحداد⟧ إن ⟦content: بلاده ستخفض الإنتاج⟧" in said
    assert "verb-subject-clause: A finite reporting verb" in said
    assert "speech_verbs.tsv: lemma قال" in said


def test_an_event_shows_what_its_confidence_is_made_of(release: Path) -> None:
    said = explain(release, first(release, "events", "event_id"))
    assert "event_triggers.tsv: lemma اتهم" in said
    assert "signs that it tells an event" in said


def test_a_row_that_the_rules_do_not_give_is_told(release: Path, tmp_path: Path) -> None:
    for path in release.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = pq.read_table(release / "quotes.parquet").to_pylist()
    rows[0]["cue_class"] = "warn"
    changed = pa.Table.from_pylist(rows, schema=pq.read_schema(release / "quotes.parquet"))
    pq.write_table(changed, tmp_path / "quotes.parquet")
    assert "found again with other cue_class" in explain(tmp_path, rows[0]["quote_id"])


def test_unknown_identifiers_are_refused_in_one_sentence(release: Path) -> None:
    with pytest.raises(ValueError, match="is no identifier of Khabar"):
        explain(release, "x_1")
    with pytest.raises(ValueError, match=r"quotes\.parquet has no row quo_0"):
        explain(release, "quo_0")


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_marking_only_adds_brackets(text: str, spans: list[tuple[int, int]]) -> None:
    labels = [Label(min(a, b), max(a, b), "x") for a, b in spans if a != b and max(a, b) <= len(text)]
    shown = mark(text, labels, 0, len(text))
    if "⟦" not in text and "⟧" not in text:
        assert shown.replace("⟦x: ", "").replace("⟧", "") == text
        assert shown.count("⟦x: ") == len(labels) == shown.count("⟧")


def test_a_name_shows_the_tags_of_its_words(release: Path) -> None:
    said = explain(release, first(release, "entities", "mention_id"))
    assert "tags of the accurate engine" in said
    assert "سامي: B-PER" in said
