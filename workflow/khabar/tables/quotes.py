"""The table quotes: one row per statement that the text attributes to a source."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from khabar.ids import make_id
from khabar.quotes.article import Article
from khabar.quotes.confidence import confidence
from khabar.quotes.relays import relayed_by
from khabar.quotes.roles import Mention
from khabar.quotes.speaker import Speaker
from khabar.quotes.speakers import SpeakerResolver
from khabar.quotes.statement import Statement
from khabar.quotes.statements import StatementFinder
from khabar.schema import from_rows
from khabar.text.phrases import NameSpan


def build(articles: pa.Table, sentences: pa.Table, entities: pa.Table) -> pa.Table:
    """Statements of all articles, with who made them.

    `articles` needs article_id and text; `sentences` article_id, sentence_id, char_start, char_end and section;
    `entities` mention_id, entity_id, article_id, char_start, char_end, entity_type, canonical_name and role.
    Pure: no clock, no path, no randomness; an article without statements gives no row.
    """
    sentence_rows = _by_article(sentences, ["sentence_id", "char_start", "char_end", "section"])
    entity_rows = _by_article(
        entities,
        ["mention_id", "entity_id", "char_start", "char_end", "text", "entity_type", "canonical_name", "role"],
    )
    rows: list[dict[str, Any]] = []
    for article in articles.select(["article_id", "text"]).to_pylist():
        article_id = article["article_id"]
        rows += _rows(article_id, article["text"], sentence_rows.get(article_id, []), entity_rows.get(article_id, []))
    return from_rows("quotes", rows)


def _by_article(table: pa.Table, columns: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Rows of each article, by position in the text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.select(["article_id", *columns]).to_pylist():
        found.setdefault(row["article_id"], []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row["char_start"], row["char_end"]))
    return found


def _rows(
    article_id: str, text: str, sentences: list[dict[str, Any]], entities: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    if not sentences:
        return
    mentions = [_mention(row) for row in entities]
    names = [NameSpan(m.start, m.end, m.kind) for m in mentions]
    article = Article(text, [(s["char_start"], s["char_end"], s["section"]) for s in sentences], names)
    statements = StatementFinder(article).find()
    speakers = SpeakerResolver(article, mentions).resolve(statements)
    starts = [s["char_start"] for s in sentences]
    titles = {s["sentence_id"] for s in sentences if s["section"] == "title"}
    seen: set[str] = set()
    for statement, speaker in zip(statements, speakers, strict=True):
        sentence_id = _sentence_id(sentences, starts, statement.span.start)
        row = _row(article, mentions, statement, speaker) | {"article_id": article_id, "sentence_id": sentence_id}
        row["quote_id"] = _quote_id(row)
        row["confidence"] = confidence(row, sentence_id in titles)
        if row["quote_id"] not in seen:
            seen.add(row["quote_id"])
            yield row


def _mention(row: dict[str, Any]) -> Mention:
    return Mention(
        row["char_start"], row["char_end"], row["entity_type"], row["text"], row["canonical_name"], row["role"],
        row["mention_id"], row["entity_id"],
    )  # fmt: skip


def _sentence_id(sentences: Sequence[dict[str, Any]], starts: Sequence[int], at: int) -> str:
    """The sentence that holds the character."""
    return str(sentences[max(0, bisect_right(starts, at) - 1)]["sentence_id"])


def _quote_id(row: dict[str, Any]) -> str:
    cue = row["cue_char_start"]
    return make_id("quo", row["article_id"], row["char_start"], row["char_end"], "" if cue is None else cue)


def _row(article: Article, mentions: list[Mention], statement: Statement, speaker: Speaker) -> dict[str, Any]:
    """All columns but the identifiers."""
    text, span, cue = article.text, statement.span, statement.cue
    mention = mentions[speaker.mention] if speaker.mention is not None else None
    relay = relayed_by(article, statement, speaker.name, mentions)
    return {
        "char_start": span.start,
        "char_end": span.end,
        "text": span.of(text),
        "quote_type": statement.quote_type,
        "cue_text": None if cue is None else cue.of(text),
        "cue_char_start": None if cue is None else cue.start,
        "cue_char_end": None if cue is None else cue.end,
        "cue_lemma": statement.lemma,
        "cue_class": statement.cue_class,
        "speaker_text": None if speaker.span is None else speaker.span.of(text),
        "speaker_char_start": None if speaker.span is None else speaker.span.start,
        "speaker_char_end": None if speaker.span is None else speaker.span.end,
        "speaker_name": speaker.name,
        "speaker_mention_id": None if mention is None else mention.mention_id,
        "speaker_mention_id_null_reason": _null_reason(speaker),
        "speaker_entity_id": None if mention is None else mention.entity_id,
        "speaker_role": speaker.role,
        "speaker_source": speaker.how,
        "relayed_by": relay,
        "rule_id": statement.rule,
    }


def _null_reason(speaker: Speaker) -> str | None:
    if speaker.mention is not None:
        return None
    if speaker.name is None:
        return "no_speaker"
    return "not_recognised" if speaker.is_name else "unnamed"
