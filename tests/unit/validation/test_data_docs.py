"""Pages made of results: every text that is not ours is escaped."""

from pathlib import Path

import pytest

from khabar.schema import Column, Table
from khabar.schema.expectations import Expectation
from khabar.validation import data_docs
from khabar.validation.outcome import Outcome
from khabar.validation.results import Result

NOTES = Table("notes", "one note of <i>", "Notes.", "note_id", ("note_id",), (Column("note_id", "string", "Key."),))
REGEX = Expectation(
    "expect_column_values_to_match_regex", {"column": "note_id", "regex": "^(?<!x)$x$$"}, "matches <b>", "note_id"
)
WHOLE = Expectation("expect_column_values_to_be_unique", {"column": "note_id"}, "is told apart")
HOSTILE = "<script>$PARAMETER ${x} {{ now() }} & \"quotes\" 'نص'</script>"


@pytest.fixture(autouse=True)
def _one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_docs, "load_tables", lambda: (NOTES,))


def pages(tmp_path: Path, *results: Result) -> tuple[str, str]:
    data_docs.write_data_docs(Outcome({"notes": results}, {"notes.parquet": "0" * 64}), tmp_path)
    return tuple((tmp_path / name).read_text(encoding="utf-8") for name in ("notes.html", "index.html"))  # type: ignore[return-value]


def test_values_patterns_and_words_are_shown_as_text(tmp_path: Path) -> None:
    examples = [{"id": HOSTILE, "note_id": HOSTILE}]
    page, index = pages(tmp_path, Result(REGEX, success=False, elements=2, unexpected=1, examples=examples))
    for text in (page, index):
        assert "<script" not in text
        assert "{{ now() }} &amp; " in text
        assert "$PARAMETER ${x}" in text
    assert "matches &lt;b&gt;" in page
    assert "regex=&#x27;^(?&lt;!x)&#36;x&#36;&#36;&#x27;" in page
    assert "One row is one note of &lt;i&gt;." in page


def test_a_page_says_how_many_rows_failed_and_which(tmp_path: Path) -> None:
    examples = [{"id": "n_1", "note_id": "خبر"}, {"id": "n_2", "note_id": None}]
    failed = Result(REGEX, success=False, elements=200, missing=100, unexpected=50, examples=examples)
    page, _ = pages(tmp_path, failed, Result(WHOLE, elements=200))
    assert "50 unexpected values found. 50% of 200 total rows." in page
    assert "n_1: note_id = \u2068خبر\u2069" in page
    assert "n_2: note_id = \u2068None\u2069" in page
    assert "1 of 2 expectations passed." in page
    assert "<h2>note_id</h2>" in page
    assert "<h2>Rows</h2>" in page


def test_what_was_observed_instead_of_rows_is_shown(tmp_path: Path) -> None:
    mean = Expectation("expect_column_mean_to_be_between", {"column": "note_id", "max_value": 3}, "is small", "note_id")
    page, index = pages(tmp_path, Result(mean, success=False, observed=[7.5, 9]))
    assert "7.5; 9" in page
    assert "fails (7.5; 9)" in index


def test_pages_of_an_earlier_candidate_do_not_stay(tmp_path: Path) -> None:
    (tmp_path / "dataset.html").write_text("earlier")
    pages(tmp_path, Result(WHOLE, elements=1))
    assert not (tmp_path / "dataset.html").exists()
