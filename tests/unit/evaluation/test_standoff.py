"""Annotation without its texts comes back whole from a copy of the texts, and from nothing else."""

import gzip
import json
from pathlib import Path

import pytest

from khabar.evaluation.gold import load_documents
from khabar.evaluation.standoff import article_text, join, strip, write_documents
from khabar.resources import REPOSITORY

GOLD = REPOSITORY / "tests" / "gold"
RECORD = {"id": "X-1", "title": " عنوان ", "published": "2018-05-01", "text": "قال الوزير: نعم."}
ANNOTATION = {
    "entities": [],
    "quotes": [
        {"span": [31, 34], "content": "نعم", "type": "direct", "cue_span": None, "cue": "", "speaker_name": "الوزير"}
        | {"speaker_span": [23, 29], "speaker": "الوزير"}
    ],
    "events": [],
}


def test_what_is_stripped_is_joined_again() -> None:
    paths = sorted((GOLD / "documents").glob("*.json"))
    assert paths
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert join(strip(path.stem, document, text), text) == document


def test_documents_are_written_from_a_corpus(tmp_path: Path) -> None:
    text = article_text(RECORD)
    annotations, corpus = tmp_path / "gold.jsonl", tmp_path / "corpus.jsonl.gz"
    annotations.write_text(json.dumps(strip("X-1", ANNOTATION, text)) + "\n")
    corpus.write_bytes(gzip.compress(json.dumps(RECORD).encode()))
    assert write_documents(annotations, tmp_path / "out", [corpus]) == 1
    (document,) = load_documents(tmp_path / "out")
    assert document.text == "عنوان\n\n2018-05-01\n\nقال الوزير: نعم."
    assert [(quote.text, quote.speaker_text, quote.cue_text) for quote in document.quotes] == [("نعم", "الوزير", "")]


def test_another_text_is_refused() -> None:
    annotation = strip("X-1", ANNOTATION, article_text(RECORD))
    with pytest.raises(ValueError, match="X-1: this copy of the text is not the one"):
        join(annotation, "نص آخر")


def test_the_committed_annotation_holds_no_sentence() -> None:
    for name, articles in (("dev", 114), ("test", 46)):
        rows = [json.loads(line) for line in (GOLD / "news" / f"{name}.jsonl").read_text().splitlines()]
        assert len(rows) == articles
        assert not {"text", "content", "trigger"} & {
            key for row in rows for kind in row.values() if isinstance(kind, list) for item in kind for key in item
        }
