"""The data dictionary shows each column once, escapes what the schemas say, and is up to date."""

import re
from pathlib import Path

import pytest

from khabar.schema import Check, Column, SpanColumns, Table, dictionary, render
from khabar.schema.dictionary import entries, render_html, render_markdown
from khabar.schema.render import outdated, write_all

TABLE = Table(
    name="notes",
    grain="one note | of <b>",
    description="Notes.",
    primary_key="note_id",
    sort_by=("note_id",),
    columns=(
        Column("note_id", "string", "Key <script>.", example="n_1"),
        Column("article_id", "string", "Article.", references="articles.article_id", example="art_1"),
        Column("char_start", "int32", "Start.", unit="code point", min=0, max=9, example=3),
        Column("char_end", "int32", "End.", min=1, example=3),
        Column("text", "string", "Text.", nullable=True, null_meaning="nothing said", example="نص عربي"),
        Column("kind", "string", "Kind.", nullable=True, allowed={"a|b": "one * two", "c": "three"}, example="c"),
        Column("share", "float64", "Share.", max=1, example=0.5),
        Column("made_at", "timestamp", "When.", example="2020-06-25T01:24Z"),
    ),
    spans=(SpanColumns("char_start", "char_end", "text"),),
    checks=(
        Check("expect_x", {"column_A": "char_end", "column_B": "article_id.size"}, says="lies <within> the article"),
    ),
)


@pytest.fixture(autouse=True)
def _one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "load_tables", lambda: (TABLE,))


def test_an_entry_says_what_the_schema_says() -> None:
    shown = {entry.name: (entry.type, " ".join(entry.facts), entry.example) for entry in entries(TABLE)}
    assert shown == {
        "note_id": ("string", "", "n_1"),
        "article_id": ("string", "Refers to articles.article_id.", "art_1"),
        "char_start": ("int32, code point", "From 0 to 9.", "3"),
        "char_end": ("int32", "At least 1.", "3"),
        "text": ("string, or null", "Is articles.text[char_start:char_end]. Null: nothing said.", "نص عربي"),
        "kind": ("string, or null", "Null: for the reason in kind_null_reason.", "c"),
        "share": ("float64", "At most 1.", "0.5"),
        "made_at": ("timestamp", "", "2020-06-25 01:24:00+00:00"),
    }


def test_markdown_has_a_row_for_each_column_and_value() -> None:
    text = render_markdown()
    assert "One row is one note \\| of &lt;b>. Primary key: `note_id`. Sorted by `note_id`." in text
    assert "| `note_id` | string | Key &lt;script>. | n_1 |" in text
    assert "| `a\\|b` | one \\* two |" in text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == len(TABLE.columns) + 2
    assert "- `char_end` lies &lt;within> the article\n" in text
    assert text.endswith("|\n")
    assert "\n\n\n" not in text


def test_html_is_one_page_that_needs_nothing_but_itself() -> None:
    text = render_html()
    assert "<script" not in text
    assert "Key &lt;script&gt;." in text
    assert not re.search(r"https?:|@import|url\(|src=", text)
    assert text.count('<h3 id="notes.') == len(TABLE.columns)
    assert "<code>char_end</code> lies &lt;within&gt; the article" in text
    assert "<bdi>نص عربي</bdi>" in text
    assert 'name="viewport"' in text


def test_a_rendering_that_is_out_of_date_is_named_with_the_command_that_repairs_it(tmp_path: Path) -> None:
    sentence = "docs/columns.md is not what schemas/ says: run `make docs` and commit the result."
    assert outdated(tmp_path) == [sentence]
    assert write_all(tmp_path) == [tmp_path / "docs" / "columns.md"]
    assert outdated(tmp_path) == []
    (tmp_path / "docs" / "columns.md").write_text("by hand", encoding="utf-8")
    assert outdated(tmp_path) == [sentence]
    assert render.REPAIR in sentence
