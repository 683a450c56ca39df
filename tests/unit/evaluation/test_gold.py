import json
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.evaluation.gold import entities_table, load_documents, seed_documents
from khabar.text.spans import Span

TEXT = "\ufeffوزير الدفاع\u200f: \r\nسرت لنا.\n"
GOLD = {
    "entities": [{"span": [17, 20], "text": "سرت", "type": "LOC", "canonical": "سرت"}],
    "quotes": [
        {
            "span": [17, 24], "content": "سرت لنا", "type": "direct", "cue_span": None, "cue": "",
            "speaker_span": [1, 12], "speaker": "وزير الدفاع", "speaker_name": "وزير الدفاع",
        }
    ],
    "events": [],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def test_spans_index_into_the_canonical_text(folder: Path) -> None:
    (document,) = load_documents(folder)
    assert document.text == "وزير الدفاع: \nسرت لنا.\n"
    (entity,) = document.entities
    assert entity.span.of(document.text) == "سرت"
    (quote,) = document.quotes
    assert quote.span.of(document.text) == quote.text
    assert quote.speaker_span == Span(0, 11)
    assert quote.cue_span is None


def test_no_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no annotated documents"):
        load_documents(tmp_path)


def test_entities_table_finds_the_sentence(folder: Path) -> None:
    documents = load_documents(folder)
    article = documents[0].article_id
    sentences = pa.table(
        {"article_id": [article, article], "sentence_id": ["sen_1", "sen_2"], "char_start": [0, 14]}
    )  # fmt: skip
    (row,) = entities_table(documents, sentences).to_pylist()
    assert (row["sentence_id"], row["text"], row["entity_type"]) == ("sen_2", "سرت", "LOC")


def test_seed_documents_are_the_raw_texts(folder: Path) -> None:
    (row,) = seed_documents(folder)
    assert (row["source_path"], row["format"], row["byte_size"]) == ("a.txt", "txt", len(TEXT.encode()))
