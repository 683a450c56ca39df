"""What a schema says becomes expectations, each with the columns that it looks at."""

from dataclasses import replace

from khabar.schema import Check, Column, SpanColumns, Table
from khabar.schema.expectations import Expectation, derived_columns, expectations

NOTES = Table(
    name="notes",
    grain="one note",
    description="Notes.",
    primary_key="note_id",
    sort_by=("article_id", "note_id"),
    columns=(
        Column("note_id", "string", "Key.", pattern="^n"),
        Column("article_id", "string", "Article.", references="articles.article_id"),
        Column("start", "int32", "Start.", min=0),
        Column("end", "int32", "End.", min=1, max=9),
        Column("text", "string", "Text.", nullable=True),
        Column("text_null_reason", "string", "Why.", nullable=True, null_meaning="given", allowed={"lost": "lost"}),
    ),
    spans=(SpanColumns("start", "end", "text"),),
    disjoint_within="article_id",
    checks=(
        Check("expect_column_value_lengths_to_be_between", {"column": "text", "min_value": 1}),
        Check("expect_column_values_to_not_be_null", {"column": "start"}),
    ),
)
MISSING = {"ignore_row_if": "both_values_are_missing"}
PAIR = "expect_column_pair_values_"


def test_every_statement_of_a_schema_is_rendered_once_in_the_order_of_the_columns() -> None:
    rendered = [(e.column, e.type, e.kwargs) for e in expectations(NOTES)]
    given, said = "given(text, text_null_reason)", "articles.text[start:end]"
    previous = {"column_A": "start", "column_B": "previous.end", "or_equal": True}
    assert rendered == [
        (None, "expect_column_values_to_be_in_set", {"column": "in sort order", "value_set": [True]}),
        ("note_id", "expect_column_values_to_be_unique", {"column": "note_id"}),
        ("note_id", "expect_column_values_to_not_be_null", {"column": "note_id"}),
        ("note_id", "expect_column_values_to_match_regex", {"column": "note_id", "regex": "^n"}),
        ("article_id", "expect_column_values_to_not_be_null", {"column": "article_id"}),
        (
            "article_id",
            PAIR + "to_be_equal",
            {"column_A": "article_id", "column_B": "article_id.article_id", **MISSING},
        ),
        ("start", "expect_column_values_to_not_be_null", {"column": "start"}),
        ("start", "expect_column_values_to_be_between", {"column": "start", "min_value": 0}),
        ("start", PAIR + "a_to_be_greater_than_b", {**previous, "ignore_row_if": "either_value_is_missing"}),
        ("end", "expect_column_values_to_not_be_null", {"column": "end"}),
        ("end", "expect_column_values_to_be_between", {"column": "end", "min_value": 1, "max_value": 9}),
        ("end", PAIR + "a_to_be_greater_than_b", {"column_A": "end", "column_B": "start", **MISSING}),
        ("text", "expect_column_values_to_be_in_set", {"column": given, "value_set": [1]}),
        ("text", PAIR + "to_be_equal", {"column_A": "text", "column_B": said, **MISSING}),
        ("text", "expect_column_value_lengths_to_be_between", {"column": "text", "min_value": 1}),
        (
            "text_null_reason",
            "expect_column_values_to_be_in_set",
            {"column": "text_null_reason", "value_set": ["lost"]},
        ),
    ]
    assert all(e.says for e in expectations(NOTES))


def test_derived_columns_are_those_that_are_not_the_tables_own() -> None:
    assert derived_columns(NOTES) == [
        "in sort order",
        "article_id.article_id",
        "previous.end",
        "given(text, text_null_reason)",
        "articles.text[start:end]",
    ]


def test_a_count_of_characters_is_checked_against_the_text() -> None:
    counted = replace(NOTES, columns=(*NOTES.columns, Column("char_count", "int32", "Length.")))
    expected = {"column_A": "char_count", "column_B": "length(text)"}
    assert expected in [e.kwargs for e in expectations(counted)]


def test_the_columns_of_an_expectation_begin_with_its_subject() -> None:
    assert Expectation("e", {"column_B": "b", "column_A": "a"}, "").columns == ("a", "b")
    assert Expectation("e", {"column_list": ["c", "d"]}, "").columns == ("c", "d")
