"""The gold of the sample corpus fits the seeds: every document is told, every span says what it covers."""

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from khabar.evaluation.gold import GoldDocument, load_documents
from khabar.ingest.documents import Limits
from khabar.ingest.manifest import update_shards
from khabar.resources import REPOSITORY
from khabar.tables import articles

GOLD = REPOSITORY / "tests" / "gold"
SEEDS = REPOSITORY / "seeds"
PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
TOLD = (
    *("language", "encoding", "title", "byline", "outlet", "published_at", "published_at_null_reason"),
    *("published_at_precision", "published_at_text"),
)


@cache
def told() -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = yaml.safe_load((GOLD / "seeds.yaml").read_text(encoding="utf-8"))["documents"]
    assert documents
    return documents


@cache
def annotated() -> tuple[GoldDocument, ...]:
    return load_documents(GOLD / "documents")


def test_seeds_yaml_tells_every_seed_document_once(tmp_path: Path) -> None:
    limits = yaml.safe_load((REPOSITORY / "params.yaml").read_text(encoding="utf-8"))["limits"]
    update_shards(SEEDS, tmp_path, 1000, Limits(**limits))
    tables = [pq.read_table(path, columns=["source_path"]) for path in sorted(tmp_path.rglob("*.parquet"))]
    found = sorted(path for table in tables for path in table["source_path"].to_pylist())

    assert found == [document["source_path"] for document in told()]


def test_articles_are_built_as_told(tmp_path: Path) -> None:
    limits = yaml.safe_load((REPOSITORY / "params.yaml").read_text(encoding="utf-8"))["limits"]
    update_shards(SEEDS, tmp_path, 1000, Limits(**limits))
    (shard,) = tmp_path.glob("[0-9]*.parquet")
    table, ledger = articles.build(pq.read_table(shard), "UTC")
    built = {row["source_path"]: row for row in table.to_pylist()}
    fate = {row["source_path"]: row for row in ledger.to_pylist()}
    texts = {document.name: document.text for document in annotated()}

    for document in told():
        if document["source_path"] in fate:
            row = fate[document["source_path"]]
            expected = (document["status"], document.get("reason"), document.get("duplicate_of"))
            assert (row["status"], row["reason_code"], row["duplicate_of"]) == expected
        if document["status"] == "accepted":
            article = built[document["source_path"]]
            published = article["published_at"]
            article["published_at"] = published and published.strftime("%Y-%m-%dT%H:%M:%SZ")
            assert {column: article[column] for column in TOLD} == {column: document.get(column) for column in TOLD}
            assert article["text"] == texts.get(document.get("gold", ""), article["text"])


def test_every_accepted_article_is_annotated() -> None:
    names = {document["gold"] for document in told() if document["status"] == "accepted"}

    assert names == {document.name for document in annotated()}


@pytest.mark.parametrize("document", annotated(), ids=lambda document: document.name)
def test_spans_cover_what_they_say(document: GoldDocument) -> None:
    covered = [(e.span, e.text) for e in document.entities]
    covered += [(q.span, q.text) for q in document.quotes]
    covered += [(q.cue_span, q.cue_text) for q in document.quotes if q.cue_span]
    covered += [(q.speaker_span, q.speaker_text) for q in document.quotes if q.speaker_span]
    covered += [(v.span, v.trigger) for v in document.events]

    assert document.entities
    assert [span.of(document.text) for span, _ in covered] == [text for _, text in covered]
    assert all(a.span.end <= b.span.start for a, b in zip(document.entities, document.entities[1:], strict=False))


def test_the_corpus_shows_every_type() -> None:
    entities = {e.entity_type for document in annotated() for e in document.entities}
    quotes = {q.quote_type for document in annotated() for q in document.quotes}
    events = {v.event_type for document in annotated() for v in document.events}
    modalities = {v.modality for document in annotated() for v in document.events}

    assert entities == {"PER", "LOC", "ORG", "MISC"}
    assert quotes == {"direct", "indirect", "mixed"}
    assert events == PLOVER
    assert modalities == {"asserted", "planned", "denied", "hypothetical"}
