"""How often each rule fired in a release and one place where it did, and how often it was right on gold."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

RULE_TABLES = ("entities", "quotes", "events")
_LONGEST = 220  # characters of a sentence shown as a find
Key = tuple[str, str]
"""Table and rule_id."""


@dataclass
class Find:
    """One place where a rule fired: the sentence and the span in it."""

    row_id: str
    sentence: str
    start: int
    end: int


@dataclass
class Usage:
    """What a release holds of each rule."""

    fired: Counter[Key] = field(default_factory=Counter)
    finds: dict[Key, Find] = field(default_factory=dict)


def usage(release: Path) -> Usage:
    """Count the rows of each rule and keep the first find of each in a sentence short enough to be shown.

    Row group i of every table holds the same articles, so one group of each is in memory at a time.
    """
    found = Usage()
    files = {table: pq.ParquetFile(release / f"{table}.parquet") for table in ("sentences", *RULE_TABLES)}
    for group in range(files["sentences"].num_row_groups):
        sentences = _sentences(files["sentences"].read_row_group(group, ["sentence_id", "text", "char_start"]))
        for table in RULE_TABLES:
            columns = [f"{_id_prefix(table)}_id", "rule_id", "sentence_id", "char_start", "char_end"]
            for row_id, rule_id, sentence_id, start, end in _rows(files[table].read_row_group(group, columns), columns):
                key = table, rule_id
                found.fired[key] += 1
                text, offset = sentences[sentence_id]
                if key not in found.finds and len(text) <= _LONGEST:
                    found.finds[key] = Find(row_id, text, start - offset, min(end - offset, len(text)))
    return found


def precision(quality: Iterable[Path]) -> dict[Key, tuple[int, int]]:
    """(right, rows on gold) of each rule, over every file of quality figures (reports/quality/*.json)."""
    right: Counter[Key] = Counter()
    total: Counter[Key] = Counter()
    for path in sorted(quality):
        for table, rules in json.loads(path.read_text(encoding="utf-8"))["rules"].items():
            for rule_id, counted in rules.items():
                right[table, rule_id] += counted["right"]
                total[table, rule_id] += counted["fired_on_gold"]
    return {key: (right[key], total[key]) for key in total}


def _id_prefix(table: str) -> str:
    return {"entities": "mention", "quotes": "quote", "events": "event"}[table]


def _sentences(table: pa.Table) -> dict[str, tuple[str, int]]:
    return {key: (text, start) for key, text, start in _rows(table, ["sentence_id", "text", "char_start"])}


def _rows(table: pa.Table, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in columns), strict=True)
