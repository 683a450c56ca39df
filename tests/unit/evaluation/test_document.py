"""docs/quality.md and the quality page say what reports/quality/ holds."""

from pathlib import Path

import pyarrow as pa
import pytest

from khabar.evaluation import document as document_module
from khabar.evaluation import page
from khabar.evaluation.document import DOCUMENT, END, START, rendered, tables
from khabar.evaluation.event_sentences import DICTIONARY_CODER
from khabar.evaluation.gold import GoldDocument
from khabar.evaluation.outcome import ALL, Outcome
from khabar.evaluation.quality import Quality, described, of_tables, table_quality
from khabar.resources import REPOSITORY

Tables = dict[str, pa.Table]


def voted() -> Quality:
    outcome = Outcome("a")
    outcome.annotated("event", "PROTEST", True)
    outcome.found("event", "PROTEST", True)
    measured = {"events": table_quality([outcome], {})}
    return described("voted", "sentences", 1, "", measured, reference=DICTIONARY_CODER)


def test_the_document_is_not_stale() -> None:
    text = (REPOSITORY / DOCUMENT).read_text(encoding="utf-8")
    assert rendered(text, REPOSITORY / "reports") == text, "run `khabar docs` and commit the result"


def test_the_page_is_not_stale() -> None:
    committed = (REPOSITORY / "reports" / "quality.html").read_text(encoding="utf-8")
    assert page.render(page.load_all(REPOSITORY / "reports")) == committed, "run `khabar docs` and commit the result"


def test_each_gold_is_a_column(document: GoldDocument, tables_of: list[Quality]) -> None:
    made = tables(tables_of)
    assert "| | sample corpus | news |" in made
    assert "| quotes at 0.3: P / R / **F1** (95 %) | 100.0 / 100.0 / **100.0** (100.0–100.0) |" in made
    assert "| PER · LOC · ORG · MISC, F1 | 100.0 · 100.0 · – · – |" in made


@pytest.fixture
def tables_of(document: GoldDocument, tables: Tables) -> list[Quality]:
    return [of_tables(tables, [document], name) for name in ("release", "news")]


def test_voted_sentences_stand_beside_the_dictionary_coder() -> None:
    made = tables([voted()])
    assert "| event, PROTEST | 100.0 (100.0–100.0) |" in made
    assert "| recall 4.6 |" in made
    assert "UniversalPetrarch" in made


def test_nothing_measured_gives_no_table() -> None:
    assert tables([]) == ""


def test_only_what_is_between_the_marks_changes(tables_of: list[Quality], tmp_path: Path) -> None:
    page.keep(tables_of[0], tmp_path, texts=True)
    text = f"before\n{START}\nold\n{END}\nafter\n"
    made = rendered(text, tmp_path)
    assert made.startswith(f"before\n{START}\n### Annotated articles\n")
    assert made.endswith(f"\n{END}\nafter\n")
    assert rendered(made, tmp_path) == made


def test_lost_marks_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lost the marks"):
        rendered("nothing", tmp_path)


def test_everything_is_written(tables_of: list[Quality], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / DOCUMENT).write_text(f"{START}\n{END}\n", encoding="utf-8")
    page.keep(tables_of[0], tmp_path / "reports", texts=True)
    assert document_module.write(tmp_path) == [tmp_path / DOCUMENT, tmp_path / "reports" / "quality.html"]
    assert "sample corpus" in (tmp_path / DOCUMENT).read_text(encoding="utf-8")
    assert ALL in (tmp_path / "reports" / "quality" / "release.json").read_text(encoding="utf-8")
