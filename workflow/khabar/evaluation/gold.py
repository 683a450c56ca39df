"""Reads hand-annotated documents: a text and, beside it, stand-off JSON whose offsets are code points of the text."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from khabar.entities.keys import name_key
from khabar.ids import make_id
from khabar.schema import from_rows, load_table
from khabar.text.canonical import canonical
from khabar.text.spans import Span

_UNKNOWN = ("outlet", "timezone", "record_id", "title", "published", "author", "url")


@dataclass(frozen=True)
class GoldEntity:
    """One name mention and the fullest form of that name in the article."""

    span: Span
    text: str
    entity_type: str
    canonical_name: str


@dataclass(frozen=True)
class GoldQuote:
    """One attributed statement; cue and speaker spans are None where the text has none."""

    span: Span
    text: str
    quote_type: str
    cue_span: Span | None
    cue_text: str
    speaker_span: Span | None
    speaker_text: str
    speaker_name: str


@dataclass(frozen=True)
class GoldEvent:
    """One event: its clearest trigger, further triggers of the same event, and who, to whom, where, when."""

    span: Span
    trigger: str
    also: tuple[Span, ...]
    event_type: str
    actor: str
    recipient: str
    location: str
    date: str
    modality: str


@dataclass(frozen=True)
class GoldDocument:
    """One annotated article; all spans index into its canonical text."""

    name: str
    article_id: str
    text: str
    entities: tuple[GoldEntity, ...]
    quotes: tuple[GoldQuote, ...]
    events: tuple[GoldEvent, ...]


def load_documents(folder: Path) -> tuple[GoldDocument, ...]:
    """Every `<name>.txt` with its `<name>.json` of the folder, by name; FileNotFoundError if there is none."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise FileNotFoundError(f"no annotated documents (*.json) in {folder}")
    return tuple(_document(path) for path in paths)


def seed_documents(folder: Path) -> list[dict[str, Any]]:
    """The texts as rows of the interim documents table, for khabar.tables.articles.build; order as load_documents."""
    rows = []
    for path in sorted(folder.glob("*.json")):
        raw = path.with_suffix(".txt").read_bytes()
        row: dict[str, Any] = dict.fromkeys(_UNKNOWN)
        rows.append(
            row
            | {"source_path": path.with_suffix(".txt").name, "sha256": sha256(raw).hexdigest(), "byte_size": len(raw)}
            | {"format": "txt", "raw": raw, "source_id": "gold"}
        )
    return rows


def entities_table(documents: Iterable[GoldDocument], sentences: pa.Table) -> pa.Table:
    """The annotated mentions as a table of the schema `entities`, for developing what comes after it.

    Columns that the annotation does not hold are null or, where null is not allowed, say so by a neutral value.
    `sentences` needs article_id, sentence_id and char_start; mentions outside every sentence are an error.
    """
    starts: dict[str, list[tuple[int, str]]] = {}
    for row in sentences.select(["article_id", "sentence_id", "char_start"]).to_pylist():
        starts.setdefault(row["article_id"], []).append((row["char_start"], row["sentence_id"]))
    rows = []
    for document in documents:
        index = sorted(starts[document.article_id])
        rows += [_entity_row(document, entity, index) for entity in document.entities]
    return from_rows("entities", rows)


def _entity_row(document: GoldDocument, entity: GoldEntity, index: Sequence[tuple[int, str]]) -> dict[str, Any]:
    sentence = bisect_right(index, (entity.span.start, "\U0010ffff")) - 1
    row: dict[str, Any] = {column.name: None for column in load_table("entities").columns}
    return row | {
        "mention_id": make_id("men", document.article_id, *entity.span, entity.entity_type),
        "entity_id": make_id("ent", entity.entity_type, name_key(entity.canonical_name)),
        "article_id": document.article_id,
        "sentence_id": index[sentence][1],
        "char_start": entity.span.start,
        "char_end": entity.span.end,
        "text": entity.text,
        "entity_type": entity.entity_type,
        "canonical_name": entity.canonical_name,
        "name_latin": "",
        "name_latin_source": "romanised",
        "country_code_null_reason": "unknown",
        "geonames_id_null_reason": "not_in_gazetteer",
        "geo_precision": "none",
        "confidence": 1.0,
        "rule_id": "model",
    }


def _document(path: Path) -> GoldDocument:
    raw_text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    text = canonical(raw_text)
    raw = json.loads(path.read_text(encoding="utf-8"))

    def span(offsets: Sequence[int]) -> Span:
        if raw_text == text:
            return Span(*offsets)
        return Span(*(len(canonical(raw_text[:offset])) for offset in offsets))

    def optional(offsets: Sequence[int] | None) -> Span | None:
        return None if offsets is None else span(offsets)

    entities = [GoldEntity(span(e["span"]), e["text"], e["type"], e["canonical"]) for e in raw["entities"]]
    quotes = [
        GoldQuote(
            span(q["span"]), q["content"], q["type"],
            optional(q["cue_span"]), q["cue"],
            optional(q["speaker_span"]), q["speaker"], q["speaker_name"],
        )
        for q in raw["quotes"]
    ]  # fmt: skip
    events = [
        GoldEvent(
            span(v["span"]), v["trigger"], tuple(span(a) for a in v["also"]), v["type"],
            v["actor"], v["recipient"], v["location"], v["date"], v["modality"],
        )
        for v in raw["events"]
    ]  # fmt: skip
    return GoldDocument(
        name=path.stem,
        article_id=make_id("art", text),
        text=text,
        entities=tuple(sorted(entities, key=lambda e: e.span)),
        quotes=tuple(sorted(quotes, key=lambda q: q.span)),
        events=tuple(sorted(events, key=lambda v: v.span)),
    )
