"""Scores headline and time of publication of built articles against the rows of a JSON Lines file.

The truth is keyed by record id; an article belongs to the record whose id is the name of its seed file without the
extension. A time counts as right when it is the true instant, cut to the precision that the text shows.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from khabar.dates import read_field
from khabar.text.canonical import canonical

_CUT = {"minute": 16, "day": 10, "month": 7, "year": 4}  # characters of an ISO date at each precision


@dataclass(frozen=True)
class Failure:
    """One field of one article that is not what the truth says."""

    source_path: str
    field: str
    expected: str | None
    found: str | None


@dataclass
class Report:
    """How many articles have the right headline and the right time."""

    articles: int = 0
    title: int = 0
    published: int = 0
    both: int = 0
    failures: list[Failure] = field(default_factory=list)

    def rows(self) -> list[tuple[str, int, float]]:
        """(what, right, per cent) of each measure."""
        counts = (("title", self.title), ("published_at", self.published), ("both", self.both))
        return [
            (name, count, round(100 * count / self.articles, 2) if self.articles else 0.0) for name, count in counts
        ]

    def text(self) -> str:
        """The report for a person: the measures, then every failure."""
        lines = [f"{self.articles} articles"]
        lines += [f"{name:13}{count:7} right {share:6.2f} %" for name, count, share in self.rows()]
        lines += [f"{f.source_path}: {f.field} is {f.found!r}, not {f.expected!r}" for f in self.failures]
        return "\n".join(lines)


def score(articles: pa.Table, truth: Path) -> Report:
    """Compare articles with the records of `truth` (.jsonl or .jsonl.gz with id, title, published).

    Raises:
        ValueError: no article has a record there.
    """
    columns = ("source_path", "title", "published_at", "published_at_precision")
    built = {_record_id(row["source_path"]): row for row in articles.select(columns).to_pylist()}
    report = Report()
    for record in _records(truth):
        if record["id"] in built:
            _compare(built[record["id"]], record, report)
    if not report.articles:
        raise ValueError(f"{truth} holds no record of these articles: their file names must be the record ids.")
    report.failures.sort(key=lambda failure: (failure.field, failure.source_path))
    return report


def unreadable_dates(truth: Path) -> list[Failure]:
    """Records whose `published` field cannot be read as an instant."""
    unread = []
    for record in _records(truth):
        published = read_field(record["published"] or "", "UTC")
        if published is None or published.at is None:
            unread.append(Failure(record["id"], "published", record["published"], None))
    return unread


def _record_id(source_path: str) -> str:
    """The record that a seed document is named after: `a/b.txt` and `a.jsonl#b` are of record b."""
    name = PurePosixPath(source_path).name
    return name.rpartition("#")[2] if "#" in name else PurePosixPath(name).stem


def _records(truth: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(truth, "rt", encoding="utf-8") if truth.suffix == ".gz" else truth.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _compare(row: Mapping[str, Any], record: Mapping[str, Any], report: Report) -> None:
    title = _plain(row["title"]) == _plain(record["title"])
    truth = read_field(record["published"] or "", "UTC")
    true_at = truth.at if truth else None
    published = _cut(row["published_at"], row["published_at_precision"]) == _cut(true_at, row["published_at_precision"])
    report.articles += 1
    report.title += title
    report.published += published
    report.both += title and published
    if not title:
        report.failures.append(Failure(row["source_path"], "title", record["title"], row["title"]))
    if not published:
        expected, found = (moment.isoformat() if moment else None for moment in (true_at, row["published_at"]))
        report.failures.append(Failure(row["source_path"], "published_at", expected, found))


def _plain(title: str | None) -> str | None:
    return " ".join(canonical(title).split()) if title else None


def _cut(moment: datetime | None, precision: str | None) -> str | None:
    return moment.isoformat()[: _CUT[precision or "minute"]] if moment else None
