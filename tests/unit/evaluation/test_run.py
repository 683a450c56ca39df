"""`khabar evaluate`: what can be asked, and what comes out."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from khabar.cli import main
from khabar.evaluation import run
from khabar.io import write_table

CONLL = "زار O\nتونس B-LOC\n. O\n"


def khabar(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["evaluate", *map(str, arguments)])
    return result.exit_code, result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "names.txt"
    path.write_text(CONLL, encoding="utf-8")
    return path


def test_a_conll_file_is_tagged_and_kept(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    code, text = khabar("--conll", file, "--name", "names", "--reports", tmp_path, "--json", out)
    assert code == 0, text
    assert "convention anercorp, assumed" in text
    kept = json.loads((tmp_path / "quality" / "names.json").read_text(encoding="utf-8"))
    assert kept["tables"]["entities"]["scores"]["strict"]["all"]["f1"] == [100.0, 100.0, 100.0]
    assert json.loads(out.read_text(encoding="utf-8"))["gold_sha256"] == kept["gold_sha256"]
    assert (tmp_path / "quality.html").exists()


def test_a_release_without_the_sentences_is_an_error(file: Path, tmp_path: Path) -> None:
    write_table(pa.table({"article_id": ["art_1"], "text": ["نص"]}), tmp_path / "articles.parquet")
    columns = ("article_id", "char_start", "char_end", "entity_type", "rule_id", "confidence")
    write_table(pa.table({name: pa.array([], pa.string()) for name in columns}), tmp_path / "entities.parquet")
    code, text = khabar(tmp_path, "--conll", file)
    assert code == 1
    assert "holds none of the sentences" in text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (run.Question(release=Path("x")), "name what to score against"),
        (run.Question(conll=Path("x"), event_sentences=Path("y")), "one of"),
        (run.Question(gold=Path("x")), "folder of the release"),
        (run.Question(conll=Path("x"), truth=Path("y")), "folder of the release"),
    ],
)
def test_what_cannot_be_asked(question: run.Question, says: str) -> None:
    assert says in (question.complaint() or "")


def test_a_missing_file_is_told_in_a_line(tmp_path: Path) -> None:
    code, text = khabar("--conll", tmp_path / "none.txt")
    assert code == 1
    assert "none.txt" in text
    assert len(text.splitlines()) == 1
