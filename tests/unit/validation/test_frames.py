"""Derived columns on small tables made by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.schema import Check, Column, SpanColumns, Table
from khabar.validation.candidate import key_hash
from khabar.validation.frames import INCOMPLETE, NO_ARTICLE, OUTSIDE, FrameBuilder, outside_references

ARTICLES = Table(
    name="articles",
    grain="one article",
    description="Articles.",
    primary_key="article_id",
    sort_by=("article_id",),
    columns=(Column("article_id", "string", "Key."), Column("text", "string", "Text.")),
)
NAMES = Table(
    name="names",
    grain="one name",
    description="Names.",
    primary_key="name_id",
    sort_by=("article_id", "start", "name_id"),
    columns=(
        Column("name_id", "string", "Key."),
        Column("article_id", "string", "Article.", references="articles.article_id"),
        Column("same_as", "string", "Another name.", nullable=True, null_meaning="none", references="names.name_id"),
        Column("start", "int32", "Start.", nullable=True, null_meaning="none"),
        Column("end", "int32", "End.", nullable=True, null_meaning="none"),
        Column("text", "string", "Text.", nullable=True),
        Column("text_null_reason", "string", "Why.", nullable=True, null_meaning="given", allowed={"lost": "lost"}),
    ),
    spans=(SpanColumns("start", "end", "text"),),
    disjoint_within="article_id",
    checks=(Check("expect_column_pair_values_to_be_equal", {"column_A": "start", "column_B": "same_as.start"}),),
)
SEEDS = Table(
    name="seeds",
    grain="one seed",
    description="Seeds.",
    primary_key="path",
    sort_by=("article_id", "path"),
    columns=(
        Column("path", "string", "Path."),
        Column("article_id", "string", "Article.", nullable=True, references="articles.article_id"),
    ),
)
TABLES = {table.name: table for table in (ARTICLES, NAMES, SEEDS)}
ARTICLE_ROWS = pa.table({"article_id": ["a1", "a2"], "text": ["قال علي نعم", "لا"]})
SAID = "articles.text[start:end]"


def frame(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return FrameBuilder(NAMES, TABLES, {}).build({"articles": ARTICLE_ROWS, "names": names(*rows)})


def names(*rows: tuple[Any, ...]) -> pa.Table:
    """Rows of (key, article, same as, start, end)."""
    keys = ("name_id", "article_id", "same_as", "start", "end")
    schema = pa.schema([(key, pa.int32() if key in ("start", "end") else pa.string()) for key in keys])
    table = pa.Table.from_pylist([dict(zip(keys, row, strict=True)) for row in rows], schema=schema)
    for name, values in (("text", ["علي"] * len(rows)), ("text_null_reason", [None] * len(rows))):
        table = table.append_column(name, pa.array(values, pa.string()))
    return table


def values(series: "pd.Series[Any]") -> list[Any]:
    return [None if pd.isna(value) else value for value in series]


@pytest.mark.parametrize(
    ("article", "start", "end", "said"),
    [
        ("a1", 4, 7, "علي"),
        ("a1", 0, 11, "قال علي نعم"),
        ("a1", 3, 3, ""),
        ("a2", 0, 2, "لا"),
        ("a2", 0, 3, OUTSIDE),
        ("a1", -3, 11, OUTSIDE),
        ("a1", 7, 4, OUTSIDE),
        ("a1", None, 7, INCOMPLETE),
        ("a1", 4, None, INCOMPLETE),
        ("a1", None, None, None),
        ("a3", 0, 1, NO_ARTICLE),
    ],
)
def test_a_slice_is_what_the_article_says_or_why_it_says_nothing(
    article: str, start: int | None, end: int | None, said: str | None
) -> None:
    assert values(frame(("n1", article, None, start, end))[SAID]) == [said]


@given(st.text(), st.data())
def test_a_slice_is_the_slice_of_python(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    group = {
        "articles": pa.table({"article_id": ["a1"], "text": [text]}),
        "names": names(("n1", "a1", None, start, end)),
    }
    assert values(FrameBuilder(NAMES, TABLES, {}).build(group)[SAID]) == [text[start:end]]


def test_a_reference_is_followed_within_the_article_only() -> None:
    built = frame(("n1", "a1", "n2", 0, 1), ("n2", "a1", "n3", 4, 5), ("n3", "a2", None, 0, 1))
    assert values(built["same_as.name_id"]) == ["n2", None, None]
    assert values(built["same_as.start"]) == [4, None, None]
    assert values(built["article_id.article_id"]) == ["a1", "a1", "a2"]


def test_the_row_before_is_one_of_the_same_article() -> None:
    built = frame(("n1", "a1", None, 0, 3), ("n2", "a1", None, 4, 7), ("n3", "a2", None, 0, 2))
    assert values(built["previous.end"]) == [None, 3, None]


def test_a_value_and_its_null_reason_are_counted() -> None:
    table = names(("n1", "a1", None, 0, 1), ("n2", "a1", None, 1, 2), ("n3", "a1", None, 2, 3))
    table = table.set_column(5, "text", pa.array(["x", None, "x"]))
    table = table.set_column(6, "text_null_reason", pa.array([None, None, "lost"]))
    built = FrameBuilder(NAMES, TABLES, {}).build({"articles": ARTICLE_ROWS, "names": table})
    assert values(built["given(text, text_null_reason)"]) == [1, 0, 2]


def test_a_text_is_measured_and_brought_into_canonical_form() -> None:
    checks = (
        Check("expect_column_pair_values_to_be_equal", {"column_A": "end", "column_B": "length(text)"}),
        Check("expect_column_pair_values_to_be_equal", {"column_A": "text", "column_B": "canonical(text)"}),
    )
    table = names(("n1", "a1", None, 0, 3), ("n2", "a1", None, 4, 5))
    table = table.set_column(5, "text", pa.array(["\ufeffقال\r\n", None]))
    group = {"articles": ARTICLE_ROWS, "names": table}
    built = FrameBuilder(replace(NAMES, checks=checks), TABLES, {}).build(group)
    assert values(built["length(text)"]) == [6, None]
    assert values(built["canonical(text)"]) == ["قال\n", None]


def test_rows_are_in_order_across_row_groups_nulls_last() -> None:
    builder = FrameBuilder(NAMES, TABLES, {})
    groups = [
        names(("n1", "a1", None, 1, 2), ("n2", "a1", None, 0, 2), ("n3", "a1", None, None, None)),
        names(("n4", "a1", None, 5, 6), ("n5", "a2", None, 0, 1)),
    ]
    order = [builder.build({"articles": ARTICLE_ROWS, "names": rows})["in sort order"].tolist() for rows in groups]
    assert order == [[True, False, True], [False, True]]


def test_a_key_of_the_whole_table_is_known_by_its_hash() -> None:
    assert outside_references(TABLES) == ["articles.article_id"]
    keys = {"articles.article_id": np.sort(key_hash(ARTICLE_ROWS.column("article_id")))}
    rows = pa.table({"path": ["p1", "p2", "p3"], "article_id": ["a2", "a9", None]})
    built = FrameBuilder(SEEDS, TABLES, keys).build({"seeds": rows})
    assert values(built["article_id.article_id"]) == ["a2", None, None]


def test_whole_numbers_and_missing_values_have_types_that_compare_as_false() -> None:
    built = frame(("n1", "a1", None, None, 1))
    assert not (built["start"] < built["end"]).any()
    assert not (built["same_as"] == built["same_as.name_id"]).any()
    assert str(built["end"].dtype) == "int64"


def test_an_empty_row_group_gives_an_empty_frame() -> None:
    assert len(frame()) == 0


@pytest.mark.parametrize("column", ["start.text", "nothing", "nothing.else"])
def test_a_check_that_names_no_column_is_an_error(column: str) -> None:
    check = Check("expect_column_values_to_not_be_null", {"column": column})
    table = replace(NAMES, checks=(check,))
    with pytest.raises((ValueError, KeyError), match=column.split(".", maxsplit=1)[0]):
        FrameBuilder(table, TABLES, {})
