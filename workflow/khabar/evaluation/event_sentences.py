"""Scores events on sentences that annotators voted on: does it report a protest, an assault; who, what, whom?

`sentence` (CSV with label and text): a sentence counts as found when an event of the type is found in it; labels "yes"
against "easy no" and "difficult no", "ambiguous" left aside. On sentences with agreed spans (JSON): `event`: an event
of the type is found, out of those where any event is found; `source`, `verb`, `target`: a phrase found shares a content
word with the agreed one. A phrase found where annotators agreed on none is left aside: silence means disagreement.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from khabar.evaluation.events import content_words
from khabar.evaluation.outcome import ALL, Counts, Miss, Outcome, Side
from khabar.ids import make_id
from khabar.tables import entities, events
from khabar.text.spans import Span

TYPES = {"protest": "PROTEST", "assault": "ASSAULT"}
"""Beginning of a file name → the type of event that its sentences are about."""
DICTIONARY_CODER = {
    "name": "UniversalPetrarch with the Arabic dictionaries that were built on this data and gold dependency parses, "
    "on all 645 sentences with spans (gold README)",
    "scores": {
        "event": {"all": {"recall": 14.7, "f1": 24.9}, "PROTEST": {"recall": 4.6}, "ASSAULT": {"recall": 22.4}},
        "source": {"all": {"f1": 23.3}},
        "verb": {"all": {"f1": 33.7}},
        "target": {"all": {"f1": 21.0}},
    },
}
"""Published beside ours: what a dictionary coder finds on this gold."""
_LABELS = {"yes": True, "easy no": False, "difficult no": False}
_SPANS = {"source": "actor", "verb": "", "target": "recipient"}


def score(folder: Path) -> list[Outcome]:
    """Every `protest_sentences*.csv`, `assault_spans*.json` and so on of a folder.

    Raises:
        FileNotFoundError: the folder holds none.
    """
    outcomes = []
    for path in files(folder):
        kind = TYPES[path.name.partition("_")[0]]
        outcomes += detection(path, kind) if path.suffix == ".csv" else spans(path, kind)
    return outcomes


def files(folder: Path) -> list[Path]:
    """The files of such sentences in a folder; FileNotFoundError if there is none."""
    wanted = [f"{kind}_{what}" for kind in TYPES for what in ("sentences*.csv", "spans*.json")]
    found = [path for pattern in wanted for path in sorted(folder.glob(pattern))]
    if not found:
        raise FileNotFoundError(f"{folder} holds none of {', '.join(wanted)}")
    return found


def sha256(folder: Path) -> str:
    """A hash of the files, in order."""
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def detection(path: Path, event_type: str) -> list[Outcome]:
    """Sentences of a CSV with the columns label and text, judged by whether an event of the type is found."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in _LABELS]
    outcomes = []
    for number, (row, found) in enumerate(zip(rows, _events_of([row["text"] for row in rows]), strict=True), start=1):
        outcome = Outcome(f"{path.stem} {number}")
        fires, expected = [event for event in found if event["event_type"] == event_type], _LABELS[row["label"]]
        if expected:
            outcome.annotated("sentence", event_type, bool(fires))
        if fires:
            outcome.found("sentence", event_type, expected)
        if expected != bool(fires):
            outcome.misses.append(_miss(outcome.article, row["text"], event_type, fires))
        outcomes.append(outcome)
    return outcomes


def spans(path: Path, event_type: str) -> list[Outcome]:
    """Source, verb and target of a JSON list of records with text, source_gold, verb_gold, target_gold."""
    records = json.loads(path.read_text(encoding="utf-8"))
    outcomes = []
    found = _events_of([record["text"] for record in records])
    for number, (record, rows) in enumerate(zip(records, found, strict=True), start=1):
        outcome = Outcome(f"{path.stem} {number}")
        of_type = [event for event in rows if event["event_type"] == event_type]
        outcome.annotated("event", event_type, bool(of_type))
        if rows:
            outcome.found("event", event_type, bool(of_type))
        for name, role in _SPANS.items():
            expected = content_words(record[f"{name}_gold"])
            if expected:
                words = frozenset[str]().union(*(_phrase(event, role) for event in of_type))
                right = not expected.isdisjoint(words)
                for label in (event_type, ALL):
                    outcome.counts[name, label].add(Counts(1, bool(words), right, right))
        outcomes.append(outcome)
    return outcomes


def _phrase(event: dict[str, Any], role: str) -> frozenset[str]:
    return content_words(event[f"{role}_text"] if role else event["text"])


def _miss(name: str, text: str, event_type: str, fires: Sequence[dict[str, Any]]) -> Miss:
    """A sentence without the event that it reports, or with one that it does not report."""
    if not fires:
        return Miss(name, ("missed",), 1, "", Side(Span(0, len(text)), event_type, text), None, None)
    row = fires[0]
    side = Side(Span(row["char_start"], row["char_end"]), event_type, row["text"])
    return Miss(name, ("spurious",), 1, row["rule_id"], None, side, row["rule_id"])


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
