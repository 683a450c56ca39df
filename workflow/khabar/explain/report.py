"""The explanation of one row as plain text."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from khabar.catalogue.rules import catalogue
from khabar.entities.tagging import DEFAULT, Engine
from khabar.explain.evidence import facts, labels, lexicon_entries
from khabar.explain.lookup import Found, Row, find
from khabar.explain.marking import mark
from khabar.explain.names import tagged_words
from khabar.explain.rebuilt import Tables, rebuild
from khabar.explain.told import signs
from khabar.schema import load_table
from khabar.schema.contract import load_tables
from khabar.text.spans import Span


def explain(release: Path, row_id: str) -> str:
    """Everything that tells why the row is there.

    Raises:
        ValueError: the release has no such row.
    """
    found = find(release, row_id)
    return "\n".join(_lines(found, release, row_id))


def _lines(found: Found, release: Path, row_id: str) -> Iterator[str]:
    grain = next(table.grain for table in load_tables() if table.name == found.table)
    yield f"{row_id}: {grain}, in {release}/{found.table}.parquet"
    yield from _section("text", _marked(found))
    yield from _section("columns", [f"{name} = {value}" for name, value in facts(found)])
    yield from _section("refers to", [f"{name}: {_target(row)}" for name, row in found.linked])
    yield from _section("found by", _rule(found))
    yield from _section("lexicon", lexicon_entries(found))
    yield from _section(f"tags of the {_engine(found)} engine", _tags(found))
    now = rebuild(pa.Table.from_pylist([found.article]), _engine(found))
    if found.table == "events":
        yield from _section("signs that it tells an event, in log odds", signs(now, found.row))
    yield from _section("from seed to row", _chain(found, row_id, now))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _marked(found: Found) -> list[str]:
    """The text from the first to the last sentence that a span of the row touches, with the spans marked."""
    text = found.article["text"]
    if found.table == "articles":
        return [found.article["title"] or "(no headline)"]
    spans = labels(found)
    points = [p for label in spans for p in (label.start, label.end)]
    holder = found.sentence or found.row
    start, end = min([holder["char_start"], *points]), max([holder["char_end"], *points])
    start = text.rfind("\n", 0, start) + 1 if start < holder["char_start"] else start
    return mark(text, spans, start, end).splitlines()


def _target(row: Row) -> str:
    return f"«{row['text']}» at [{row['char_start']}:{row['char_end']}], by {row['rule_id']}"


def _rule(found: Found) -> list[str]:
    rule_id = found.row.get("rule_id")
    if rule_id is None:
        return []
    rule = catalogue().get((found.table, rule_id))
    if rule is None:
        return [f"{rule_id}: not a rule of this checkout"]
    return [f"{rule_id}: {rule.matches}", f"written in {rule.source}"]


def _tags(found: Found) -> list[str]:
    if found.table != "entities":
        return []
    spans = [Span(row["char_start"], row["char_end"]) for row in found.of_article["sentences"]]
    name = Span(found.row["char_start"], found.row["char_end"])
    return tagged_words(found.article["text"], spans, name, _engine(found))


def _engine(found: Found) -> Engine:
    """The engine that the release was built with, by what found the names of the article."""
    return "fast" if any(row["rule_id"] == "model" for row in found.of_article["entities"]) else DEFAULT


def _chain(found: Found, row_id: str, now: Tables) -> list[str]:
    lines = [_seed(seed) for seed in found.seeds]
    article = found.article
    lines.append(f"article {article['article_id']}: {article['char_count']:,} characters, {_published(article)}")
    if found.sentence is not None and found.table != "sentences":
        sentence = found.sentence
        span = f"[{sentence['char_start']}:{sentence['char_end']}]"
        lines.append(f"sentence {sentence['sentence_id']}: text{span}, section {sentence['section']}")
    if found.table != "articles":
        span = f"[{found.row['char_start']}:{found.row['char_end']}]"
        lines.append(f"row {row_id}: text{span}; {_again(found, now)}")
    return lines


def _seed(seed: Row) -> str:
    shown = f"seed {seed['source_path']}: {seed['byte_size']:,} bytes of {seed['format']}, sha256 {seed['sha256']}"
    return shown if seed["status"] == "accepted" else f"{shown} ({seed['status']} of {seed['duplicate_of']})"


def _published(article: Row) -> str:
    if article["published_at"] is None:
        return "time of publication unknown"
    return f"published {article['published_at']:%Y-%m-%d %H:%M} UTC ({article['published_at_precision']})"


def _again(found: Found, now: Tables) -> str:
    """Whether the rules of this checkout, run on the article's text now, give the row again."""
    key = load_table(found.table).primary_key
    same = [row for row in now[found.table].to_pylist() if row[key] == found.row[key]]
    if not same:
        return "the rules of this checkout no longer find it"
    changed = sorted(name for name, value in same[0].items() if value != found.row.get(name))
    return f"found again with other {', '.join(changed)}" if changed else "found again, equal in every column"
