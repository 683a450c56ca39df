"""A few articles to read, with the rows that were found in them."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from khabar.report.marks import Mark, mark, marked
from khabar.report.rows import Row, groups, rows_of, source

_ARTICLES = 12
_LONGEST = 6000  # characters of an article to read
_TABLES = ("entities", "quotes", "events")


@dataclass(frozen=True)
class Article:
    """An article with its rows."""

    row: Row
    source: str
    text: Markup
    entities: Sequence[Row]
    quotes: Sequence[Row]
    events: Sequence[Row]


def articles(release: Path) -> list[Article]:
    """A few articles of different sources, in the order of their ids, which says nothing of what they hold."""
    chosen = choose(release)
    rows = {table: _by_article(rows_of(release, table, "article_id", chosen)) for table in _TABLES}
    found = {row["article_id"]: row for row in rows_of(release, "articles", "article_id", chosen)}
    return [_article(found[key], *(rows[table].get(key, []) for table in _TABLES)) for key in chosen]


def choose(release: Path, number: int = _ARTICLES) -> list[str]:
    """Ids of the first article of each source, then of the second of each, and so on; long ones are left out."""
    seen: Counter[str] = Counter()
    best: list[tuple[int, str]] = []
    for rows in groups(release, "articles", ["article_id", "outlet", "source_id", "char_count"]):
        ranked = []
        for row in rows.to_pylist():
            if row["char_count"] <= _LONGEST and seen[source(row)] < number:
                seen[source(row)] += 1
                ranked.append((seen[source(row)], row["article_id"]))
        best = heapq.nsmallest(number, [*best, *ranked])
    return [article for _, article in best]


def _article(row: Row, entities: Sequence[Row], quotes: Sequence[Row], events: Sequence[Row]) -> Article:
    marks = [*_mentions(entities), *_statements(quotes), *_triggers(events)]
    return Article(row, source(row), marked(row["text"], marks), entities, quotes, events)


def _mentions(rows: Sequence[Row]) -> Iterator[Mark]:
    for row in rows:
        title = f"{row['entity_type']} {row['name_latin']}"
        yield mark(row["char_start"], row["char_end"], f"name {row['entity_type']}", row["mention_id"], title=title)


def _statements(rows: Sequence[Row]) -> Iterator[Mark]:
    for row in rows:
        title = f"{row['quote_type']}: {row['speaker_name'] or row['speaker_text'] or ''}"
        yield mark(row["char_start"], row["char_end"], f"quote {row['quote_type']}", row["quote_id"], title=title)
        if row["cue_char_start"] is not None:
            cue = (row["cue_char_start"], row["cue_char_end"])
            yield mark(*cue, "cue", row["quote_id"], title=row["cue_class"], anchor=False)


def _triggers(rows: Sequence[Row]) -> Iterator[Mark]:
    for row in rows:
        title = f"{row['event_type']} ({row['modality']})"
        yield mark(row["char_start"], row["char_end"], f"event {row['quad_class']}", row["event_id"], title=title)


def _by_article(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found
