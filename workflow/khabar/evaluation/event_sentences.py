"""Scores event extraction on sentences that annotators voted on: does it report a protest, an assault; who, what, whom?

Detection: a sentence counts as found when an event of the type is found in it; labels "yes" against "easy no" and
"difficult no", "ambiguous" left aside. Spans: an agreed source, verb or target is found when a found phrase shares a
content word with it; a phrase found where annotators agreed on none is left aside, as their silence means disagreement.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from khabar.evaluation.events import Counts, content_words
from khabar.ids import make_id
from khabar.tables import entities, events

_LABELS = {"yes": True, "easy no": False, "difficult no": False}
_SPANS = {"source": "actor", "verb": "", "target": "recipient"}


def detection(path: Path, event_type: str) -> Counts:
    """Sentences of a CSV with the columns label and text, scored by whether an event of the type is found."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in _LABELS]
    found = _events_of([row["text"] for row in rows])
    counts = Counts()
    for row, events_here in zip(rows, found, strict=True):
        fires = any(event["event_type"] == event_type for event in events_here)
        counts.right += fires and _LABELS[row["label"]]
        counts.spurious += fires and not _LABELS[row["label"]]
        counts.missed += not fires and _LABELS[row["label"]]
    return counts


def spans(path: Path, event_type: str) -> dict[str, Counts]:
    """Source, verb and target of a JSON list of records with text, source_gold, verb_gold, target_gold."""
    records = json.loads(path.read_text(encoding="utf-8"))
    found = _events_of([record["text"] for record in records])
    result = {name: Counts() for name in _SPANS}
    for record, events_here in zip(records, found, strict=True):
        of_type = [event for event in events_here if event["event_type"] == event_type]
        for name, role in _SPANS.items():
            expected = content_words(record[f"{name}_gold"])
            if not expected:
                continue
            phrases = [_phrase(event, role) for event in of_type]
            words = frozenset[str]().union(*phrases)
            right = not expected.isdisjoint(words)
            result[name].right += right
            result[name].missed += not right
            result[name].spurious += bool(words) and not right
    return result


def _phrase(event: dict[str, Any], role: str) -> frozenset[str]:
    return content_words(event[f"{role}_text"] if role else event["text"])


def _events_of(texts: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Events of each text, read as an article of one sentence without a date of publication."""
    articles, sentences = [], []
    for number, text in enumerate(texts):
        article_id = make_id("art", number, text)
        articles.append(
            {
                "article_id": article_id,
                "text": text,
                "published_at": None,
                "published_at_precision": None,
                "language": "ar",
            }
        )
        sentences.append(
            {
                "sentence_id": make_id("sen", article_id, 0, len(text)),
                "article_id": article_id,
                "sentence_index": 0,
                "paragraph_index": 0,
                "section": "body",
                "char_start": 0,
                "char_end": len(text),
                "text": text,
            }
        )
    schema = pa.schema(
        [
            ("article_id", pa.string()),
            ("text", pa.string()),
            ("published_at", pa.timestamp("us", "UTC")),
            ("published_at_precision", pa.string()),
            ("language", pa.string()),
        ]
    )
    article_table, sentence_table = pa.Table.from_pylist(articles, schema), pa.Table.from_pylist(sentences)
    names = entities.build(article_table, sentence_table)
    quotes = pa.table({"article_id": pa.array([], pa.string())})
    found: dict[str, list[dict[str, Any]]] = {}
    for row in events.build(article_table, sentence_table, names, quotes).to_pylist():
        found.setdefault(row["article_id"], []).append(row)
    return (found.get(str(article["article_id"]), []) for article in articles)
