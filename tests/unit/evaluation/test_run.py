"""`khabar evaluate`: what can be asked, and what comes out."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from khabar.cli import main
from khabar.evaluation import run
from khabar.evaluation.gold import GoldDocument
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
    assert "tagged by the accurate engine by the convention anercorp, assumed" in text
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


def test_a_release_is_scored_on_annotated_documents(
    document: GoldDocument, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    gold, release = tmp_path / "gold", tmp_path / "release"
    gold.mkdir()
    (gold / "a.txt").write_text(document.text, encoding="utf-8")
    entities = [
        {"span": list(entity.span), "text": entity.text, "type": entity.entity_type, "canonical": entity.text}
        for entity in document.entities
    ]
    (gold / "a.json").write_text(json.dumps({"entities": entities, "quotes": [], "events": []}), encoding="utf-8")
    write_table(pa.table({"article_id": [document.article_id]}), release / "articles.parquet")
    for name, table in tables.items():
        write_table(table, release / f"{name}.parquet")
    code, text = khabar(release, "--gold", gold, "--json", tmp_path / "all.json")
    assert code == 0, text
    assert text.startswith("gold: 1 articles")
    scores = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["tables"]
    assert scores["entities"]["scores"]["strict"]["all"]["f1"] == [100.0, 100.0, 100.0]
    assert [error["kinds"] for error in scores["quotes"]["worst"]] == [["spurious"]]
    assert not (tmp_path / "reports").exists()
    (gold / "a.txt").write_text("another text", encoding="utf-8")
    code, text = khabar(release, "--gold", gold)
    assert code == 1
    assert "holds none of the articles" in text


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
