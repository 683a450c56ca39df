"""Sharding never shows in the output, and each distinct text is there once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.ids import make_id
from khabar.io import write_table
from khabar.release.assembly import ARTICLE_TABLES, assemble
from khabar.schema import arrow_schema, load_table
from khabar.schema.metadata import load_dataset, schema_version

BLANK = {"string": "x", "int32": 0, "int64": 0, "float64": 0.0, "bool": False, "date": None, "timestamp": None}


def row(table: str, **values: Any) -> dict[str, Any]:
    """A row of a table with fillers for what the test does not look at."""
    filler = {c.name: None if c.nullable else BLANK[c.type] for c in load_table(table).columns}
    return {**filler, **values}


def shard(folder: Path, number: int, documents: Sequence[tuple[str, str]]) -> dict[str, Path]:
    """Write the tables that extraction would make of (source path, text) documents."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in (*ARTICLE_TABLES, "seeds")}
    first: dict[str, str] = {}
    for path, text in sorted(documents):
        article = make_id("art", text)
        twin = first.setdefault(article, path)
        status = "accepted" if twin == path else "duplicate"
        duplicate_of = None if twin == path else twin
        rows["seeds"].append(
            row("seeds", source_path=path, article_id=article, status=status, duplicate_of=duplicate_of)
        )
    for article, path in first.items():
        copies = sum(make_id("art", text) == article for _, text in documents) - 1
        rows["articles"].append(row("articles", article_id=article, source_path=path, duplicate_count=copies))
        for table in ARTICLE_TABLES[1:]:
            key = load_table(table).primary_key
            rows[table].append(row(table, **{"article_id": article, key: make_id("row", table, article)}))
    paths = {}
    for table, built in rows.items():
        paths[table] = folder / table / f"{number}.parquet"
        sort_by = [(key, "ascending") for key in load_table(table).sort_by]
        write_table(pa.Table.from_pylist(built, schema=arrow_schema(table)).sort_by(sort_by), paths[table])
    return paths


def assembled(folder: Path, shards: Sequence[Sequence[tuple[str, str]]], size: int) -> dict[str, bytes]:
    files = [shard(folder / "shards", number, documents) for number, documents in enumerate(shards)]
    rejected = folder / "rejected.parquet"
    lost = row("seeds", source_path="empty.txt", status="rejected", reason_code="empty")
    write_table(pa.Table.from_pylist([lost], schema=arrow_schema("seeds")), rejected)
    tables = {table: [paths[table] for paths in files] for table in (*ARTICLE_TABLES, "seeds")}
    assemble(tables, rejected, folder / "candidate", size, load_dataset())
    return {path.stem: path.read_bytes() for path in sorted((folder / "candidate").iterdir())}


@st.composite
def partitions(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """Documents, some with equal texts, and one way to spread them over shards."""
    texts = draw(st.lists(st.sampled_from([f"نص {n}" for n in range(9)]), min_size=1, max_size=14))
    documents = [(f"{n:02}.txt", text) for n, text in enumerate(texts)]
    numbers = draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
    shards = [[d for d, n in zip(documents, numbers, strict=True) if n == shard] for shard in range(4)]
    return documents, [s for s in shards if s]


@settings(max_examples=25, deadline=None)
@given(partition=partitions(), size=st.integers(1, 5))
def test_any_sharding_gives_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, partition: Any, size: int) -> None:
    documents, shards = partition
    whole = assembled(tmp_path_factory.mktemp("whole"), [documents], size)
    assert len(whole) == 6
    assert assembled(tmp_path_factory.mktemp("parts"), shards, size) == whole


def test_each_text_once_and_every_seed_accounted_for(tmp_path: Path) -> None:
    shards = [[("b.txt", "نص"), ("c.txt", "نص")], [("a.txt", "نص"), ("d.txt", "آخر")]]
    assembled(tmp_path, shards, 1)
    articles = pq.read_table(tmp_path / "candidate" / "articles.parquet").to_pylist()
    seeds = pq.read_table(tmp_path / "candidate" / "seeds.parquet").to_pylist()
    assert {a["source_path"]: a["duplicate_count"] for a in articles} == {"a.txt": 2, "d.txt": 0}
    assert {s["source_path"]: (s["status"], s["duplicate_of"]) for s in seeds} == {
        "a.txt": ("accepted", None),
        "b.txt": ("duplicate", "a.txt"),
        "c.txt": ("duplicate", "a.txt"),
        "d.txt": ("accepted", None),
        "empty.txt": ("rejected", None),
    }
    assert seeds[-1]["source_path"] == "empty.txt"


def test_row_group_i_of_every_table_covers_the_same_articles(tmp_path: Path) -> None:
    documents = [(f"{n}.txt", f"نص {n}") for n in range(5)]
    assembled(tmp_path, [documents[:2], documents[2:]], 2)
    ranges = {}
    for table in ARTICLE_TABLES:
        file = pq.ParquetFile(tmp_path / "candidate" / f"{table}.parquet")
        ranges[table] = [
            set(file.read_row_group(g, columns=["article_id"]).column(0).to_pylist())
            for g in range(file.num_row_groups)
        ]
    assert [len(group) for group in ranges["articles"]] == [2, 2, 1]
    assert all(groups == ranges["articles"] for groups in ranges.values())


def test_no_document_at_all_gives_empty_tables(tmp_path: Path) -> None:
    files = assembled(tmp_path, [], 10)
    assert len(files) == 6
    assert pq.ParquetFile(tmp_path / "candidate" / "articles.parquet").metadata.num_rows == 0


def test_every_file_says_version_licence_and_citation(tmp_path: Path) -> None:
    assembled(tmp_path, [[("a.txt", "نص")]], 1)
    dataset = load_dataset()
    for table in (*ARTICLE_TABLES, "seeds"):
        said = pq.ParquetFile(tmp_path / "candidate" / f"{table}.parquet").schema_arrow.metadata
        assert said[b"version"].decode() == dataset.version
        assert said[b"schema_version"].decode() == schema_version(load_table(table))
        assert said[b"licence"].decode() == dataset.licence
        assert said[b"citation"].decode() == dataset.citation
        assert {b"dataset", b"table", b"grain", b"description"} < set(said)
