"""A candidate as files: what passes, what is refused, and what is said about it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from contract.sample import ROWS, Row, manifest, sample, sample_rows
from khabar.io import write_groups, write_table
from khabar.schema import from_rows
from khabar.schema.contract import CONTRACT, load_tables
from khabar.validation.accounting import KEY, accounting_expectations, accounting_frame
from khabar.validation.candidate import Candidate
from khabar.validation.gx import Suite, new_context
from khabar.validation.outcome import Outcome
from khabar.validation.results import Result
from khabar.validation.run import validate

ARTICLES = 3
SCRIPT = '<script>alert("$x")</script>'


def write(folder: Path, tables: dict[str, pa.Table], group_articles: int | None = None) -> Path:
    """Write the tables; each row group covers the same range of articles."""
    articles = tables["articles"].column("article_id").to_pylist()
    size = group_articles or len(articles)
    for name, table in tables.items():
        groups = []
        for first in range(0, len(articles), size):
            wanted = pa.compute.is_in(table.column("article_id"), value_set=pa.array(articles[first : first + size]))
            groups.append(table.filter(wanted))
        groups.append(table.filter(pa.compute.is_null(table.column("article_id"))))
        write_groups([group for group in groups if len(group)] or [table], table.schema, folder / f"{name}.parquet")
    return folder


def validated(tmp_path: Path, change: Callable[[dict[str, list[Row]]], Any]) -> Outcome:
    rows = sample_rows(ARTICLES)
    change(rows)
    folder = write(tmp_path / "candidate", {name: from_rows(name, found) for name, found in rows.items()})
    return validate(folder, manifest(ARTICLES), tmp_path / "out")


def accounted(tmp_path: Path, rows: dict[str, list[Row]], documents: int, group_articles: int | None = None) -> Outcome:
    """The outcome of the suite `dataset` alone."""
    tables = {name: from_rows(name, found) for name, found in rows.items()}
    candidate = Candidate(write(tmp_path / "candidate", tables, group_articles))
    suite = Suite(new_context(), "dataset", accounting_expectations(candidate.tables))
    results = [Result(expectation) for expectation in suite.expectations]
    frame = accounting_frame(candidate, manifest(documents))
    for place, found in suite.run(frame).items():
        results[place].add(found, frame, KEY)
    return Outcome({"dataset": results}, {})


def unbalanced(page: str) -> list[str]:
    """Tags of a page that are opened and not closed, or closed and not opened, in their order."""
    wrong: list[str] = []
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)([a-z][a-z0-9]*)", page):
        if tag in ("meta", "br"):
            continue
        if not closing:
            opened.append(tag)
        elif opened and opened[-1] == tag:
            opened.pop()
        else:
            wrong.append(tag)
    return wrong + opened


def test_a_valid_candidate_passes_every_suite(tmp_path: Path) -> None:
    outcome = validated(tmp_path, lambda rows: None)
    assert outcome.text().count("passed") == len(outcome.summary) == len(CONTRACT) + 2
    assert outcome.success
    assert outcome.failures == []
    written = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert written["success"] is True
    assert written["passed"] == written["evaluated"] == sum(s["evaluated"] for s in written["summary"].values()) > 150
    assert set(written["files"]) == {f"{table}.parquet" for table in CONTRACT}


def test_a_candidate_without_articles_passes(tmp_path: Path) -> None:
    empty = {name: table.slice(0, 0) for name, table in sample(1).items()}
    folder = write(tmp_path / "candidate", empty, group_articles=1)
    assert validate(folder, manifest(0), tmp_path / "out").text().count("fails") == 0


def test_results_do_not_depend_on_row_groups_and_processes_but_for_the_files(tmp_path: Path) -> None:
    tables = sample(ARTICLES)
    results = []
    for size, processes in ((2, 2), (ARTICLES, 1)):
        folder = write(tmp_path / f"candidate{size}", tables, group_articles=size)
        outcome = validate(folder, manifest(ARTICLES), tmp_path / f"out{size}", processes).as_dict()
        results.append({key: value for key, value in outcome.items() if key != "files"})
    assert results[0]["success"]
    assert results[0] == results[1]


@pytest.mark.parametrize("processes", [1, 2])
def test_failures_of_all_row_groups_are_counted_and_the_first_are_named(tmp_path: Path, processes: int) -> None:
    rows = sample_rows(12)
    for row in rows["quotes"]:
        row["quote_type"] = "shouted"
    tables = {name: from_rows(name, found) for name, found in rows.items()}
    candidate = write(tmp_path / "candidate", tables, group_articles=6)
    outcome = validate(candidate, manifest(12), tmp_path / "out", processes)
    (failure,) = outcome.failures
    assert (failure.table, failure.column, failure.unexpected, failure.rows) == ("quotes", "quote_type", 24, 24)
    assert failure.first_ids == tuple(tables["quotes"].column("quote_id").to_pylist()[:20])
    assert "shouted" in failure.line()


def test_the_same_candidate_gives_the_same_bytes(tmp_path: Path) -> None:
    def change(rows: dict[str, list[Row]]) -> None:
        rows["entities"][0]["text"] = "غيره"

    for run in ("first", "second"):
        validated(tmp_path / run, change)
    first, second = (sorted((tmp_path / run / "out").iterdir()) for run in ("first", "second"))
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_is_sent_and_nothing_written_outside_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _, address: asked.append(address))
    for folder in ("home", "temporary", "here"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "here")
    validated(tmp_path, lambda rows: None)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["candidate", "here", "home", "out", "temporary"]
    assert not asked
    assert not [*(tmp_path / "home").iterdir(), *(tmp_path / "temporary").iterdir(), *(tmp_path / "here").iterdir()]


def test_pages_are_self_contained_and_escape_what_a_seed_says(tmp_path: Path) -> None:
    def change(rows: dict[str, list[Row]]) -> None:
        rows["entities"][3]["text"] = f"{SCRIPT} نص"
        rows["sentences"][2]["section"] = "قسم <b>"

    validated(tmp_path, change)
    pages = sorted((tmp_path / "out").glob("*.html"))
    assert {page.stem for page in pages} == {"index", "columns", "dataset", *CONTRACT}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
        assert not re.search(r"\b20\d\d-\d\d-\d\d[T ]\d\d:", text), "a page bears the time of the run"
        assert str(tmp_path) not in text
        assert unbalanced(text) == []
        for target in re.findall(r'href="([^"#]+)"', text):
            assert (page.parent / target).is_file()
        for anchor in re.findall(r'href="#([^"]+)"', text):
            assert f'id="{anchor}"' in text
    entities = (tmp_path / "out" / "entities.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(&quot;$x&quot;)&lt;/script&gt; نص" in entities
    assert "قسم &lt;b&gt;" in (tmp_path / "out" / "sentences.html").read_text(encoding="utf-8")


def test_seeds_must_add_up(tmp_path: Path) -> None:
    outcome = accounted(tmp_path, sample_rows(ARTICLES), ARTICLES + 1)
    says = {failure.says for failure in outcome.failures}
    assert says == {"every document that was found has a row", "every document has one of the three fates"}


def test_a_duplicate_that_its_article_does_not_count_is_noticed(tmp_path: Path) -> None:
    rows = sample_rows(ARTICLES)
    copy = {"source_path": "sample/copy.txt", "status": "duplicate", "duplicate_of": rows["seeds"][0]["source_path"]}
    rows["seeds"].append(rows["seeds"][0] | copy)
    (failure,) = accounted(tmp_path, rows, ARTICLES + 1).failures
    assert failure.says == "every duplicate is counted by the article that it repeats"
    assert "duplicate = 1, duplicates counted by articles = 0" in failure.line()


def test_an_article_without_seed_is_noticed(tmp_path: Path) -> None:
    rows = sample_rows(ARTICLES)
    del rows["seeds"][0]
    (failure,) = accounted(tmp_path, rows, ARTICLES - 1).failures
    assert failure.says == "every accepted document gave one article"


def test_an_article_without_sentences_is_noticed(tmp_path: Path) -> None:
    rows = sample_rows(ARTICLES)
    rows["sentences"] = rows["sentences"][ROWS:]
    (failure,) = accounted(tmp_path, rows, ARTICLES).failures
    assert failure.says == "every article has a sentence"


def test_fewer_sentences_than_articles_are_noticed(tmp_path: Path) -> None:
    rows = sample_rows(ARTICLES)
    rows["sentences"] = rows["sentences"][: ARTICLES - 1]
    says = [failure.says for failure in accounted(tmp_path, rows, ARTICLES).failures]
    assert says == ["every article has a sentence", "there are at least as many"]


@pytest.mark.parametrize("table", CONTRACT)
def test_a_key_that_occurs_twice_in_a_table_is_noticed(tmp_path: Path, table: str) -> None:
    rows = sample_rows(2)
    key = {each.name: each.primary_key for each in load_tables()}[table]
    rows[table][-1][key] = rows[table][0][key]
    failure, *others = accounted(tmp_path, rows, 2, group_articles=2 if table == "articles" else 1).failures
    assert not others or table == "articles"  # sentences of the other article have lost it
    assert failure.says == "each has a key of its own"
    count = len(rows[table])
    assert f"rows of {table} = {count}, distinct {table}.{key} = {count - 1}" in failure.line()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda table: table.rename_columns(["id", *table.schema.names[1:]]), "stands in its place"),
        (lambda table: table.select(table.schema.names[:-1]), "stands in its place"),
        (lambda table: table.select([*table.schema.names[1::-1], *table.schema.names[2:]]), "stands in its place"),
        (lambda table: table.append_column("extra", table.column(0)), "stands in its place"),
        (lambda table: table.set_column(4, "char_start", table.column("char_start").cast(pa.int64())), "has its type"),
        (
            lambda table: table.cast(table.schema.set(4, table.schema.field(4).with_nullable(True))),
            "may be null only where the schema allows it",
        ),
        (
            lambda table: table.cast(table.schema.set(4, table.schema.field(4).remove_metadata())),
            "carries its description",
        ),
    ],
    ids=["renamed", "missing", "reordered", "extra", "type", "nullable", "description"],
)
def test_columns_that_differ_from_the_schema_are_noticed_before_the_rows(
    tmp_path: Path, change: Callable[[pa.Table], pa.Table], says: str
) -> None:
    tables = sample(2)
    tables["events"] = change(tables["events"])
    for name, table in tables.items():
        write_table(table, tmp_path / "candidate" / f"{name}.parquet")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "events.html").write_text("left over")
    outcome = validate(tmp_path / "candidate", manifest(2), tmp_path / "out")
    assert says in {failure.says for failure in outcome.failures}
    assert set(outcome.summary) == {"columns"}
    assert {page.stem for page in (tmp_path / "out").glob("*.html")} == {"index", "columns"}
    assert all(key.startswith("events.") for failure in outcome.failures for key in failure.first_ids)


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    folder = write(tmp_path / "candidate", sample(1))
    (folder / "quotes.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="quotes"):
        validate(folder, manifest(1), tmp_path / "out")
