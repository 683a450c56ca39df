"""events: one row per politically relevant event that an article reports, by the PLOVER ontology."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from khabar.events.actors import Code, country_names
from khabar.events.article import Article, Row
from khabar.events.confidence import confidence
from khabar.events.extraction import events
from khabar.events.merging import Mention
from khabar.events.parties import Party
from khabar.events.setting import precision
from khabar.events.settling import settle
from khabar.events.triggers import QUAD_CLASSES, types_with_modes
from khabar.ids import make_id
from khabar.schema import from_rows

_ARTICLE_COLUMNS = ["article_id", "text", "published_at", "published_at_precision"]
_SPAN = ("article_id", "char_start", "char_end")
_SENTENCE_COLUMNS = frozenset((*_SPAN, "sentence_id", "section"))
_ENTITY_COLUMNS = frozenset(
    (
        *_SPAN,
        "mention_id",
        "entity_id",
        "entity_type",
        "text",
        "canonical_name",
        "role",
        "country_code",
        "geo_precision",
    )
)
_QUOTE_COLUMNS = frozenset(
    (
        *_SPAN,
        "quote_id",
        "cue_char_start",
        "speaker_char_start",
        "speaker_char_end",
        "speaker_text",
        "speaker_mention_id",
    )
)


def build(articles: pa.Table, sentences: pa.Table, entities: pa.Table, quotes: pa.Table) -> pa.Table:
    """Events of all articles.

    "شنت إسرائيل غارات على غزة" → ASSAULT, trigger شنت, actor إسرائيل (ISRGOV), recipient غزة.
    """
    rows = []
    for article in article_rows(articles, sentences, entities, quotes):
        found = events(article)
        settle(article, found)
        rows += [row_of(article, event) for event in found]
    return from_rows("events", rows)


def article_rows(articles: pa.Table, sentences: pa.Table, entities: pa.Table, quotes: pa.Table) -> Iterator[Article]:
    """The articles with their rows of the other tables."""
    sentence_rows = _by_article(sentences, _SENTENCE_COLUMNS)
    entity_rows, quote_rows = _by_article(entities, _ENTITY_COLUMNS), _by_article(quotes, _QUOTE_COLUMNS)
    for row in articles.select(_ARTICLE_COLUMNS).to_pylist():
        key = row["article_id"]
        yield Article(row, sentence_rows.get(key, ()), entity_rows.get(key, ()), quote_rows.get(key, ()))


def _by_article(table: pa.Table, columns: frozenset[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.select([name for name in table.column_names if name in columns]).to_pylist():
        found.setdefault(row["article_id"], []).append(row)
    return found


def row_of(article: Article, event: Mention) -> dict[str, Any]:
    """The row of an event."""
    trigger = event.reading.trigger
    modes = trigger.event_type in types_with_modes()
    row = {
        "event_id": make_id("evt", article.article_id, event.start, event.end, trigger.event_type),
        "article_id": article.article_id,
        "sentence_id": event.sentence.sentence_id,
        "quote_id": event.quote_id,
        "char_start": event.start,
        "char_end": event.end,
        "text": article.text[event.start : event.end],
        "trigger_lemma": trigger.lemma,
        "mention_count": 1 + len(event.others),
        "event_type": trigger.event_type,
        "event_mode": trigger.mode,
        "event_mode_null_reason": None if trigger.mode else "not_stated" if modes else "no_modes",
        "quad_class": QUAD_CLASSES[trigger.event_type],
        **_party("actor", event.actor, event.actor_code, bool(event.reading.pronoun)),
        **_party("recipient", event.recipient, event.recipient_code, bool(event.reading.pronoun)),
        **_place(event.place),
        **_date(article, event),
        "modality": event.modality,
        "rule_id": trigger.rule_id,
    }
    return row | {"confidence": confidence(event.score)}


def _party(role: str, party: Party | None, code: Code, pronoun: bool) -> dict[str, Any]:
    missing = None if party else "unresolved_pronoun" if pronoun else "not_in_text"
    mention = party.mention if party else None
    return {
        f"{role}_text": party.text if party else None,
        f"{role}_text_null_reason": missing,
        f"{role}_char_start": party.start if party else None,
        f"{role}_char_end": party.end if party else None,
        f"{role}_name": party.name if party else None,
        f"{role}_mention_id": mention["mention_id"] if mention else None,
        f"{role}_entity_id": mention["entity_id"] if mention else None,
        f"{role}_code": code.text,
        f"{role}_code_null_reason": None if code.text else "unknown" if party else f"no_{role}",
    }


def _place(row: Row | None) -> dict[str, Any]:
    return {
        "location_text": row["text"] if row else None,
        "location_text_null_reason": None if row else "not_in_text",
        "location_char_start": row["char_start"] if row else None,
        "location_char_end": row["char_end"] if row else None,
        "location_name": row["canonical_name"] if row else None,
        "location_entity_id": row["entity_id"] if row else None,
        "location_precision": precision(row, country_names()) if row else None,
    }


def _date(article: Article, event: Mention) -> dict[str, Any]:
    date = event.date
    missing = "not_in_text" if article.anchor else "publication_unknown"
    return {
        "event_date": date.value if date else None,
        "event_date_null_reason": None if date else missing,
        "event_date_precision": date.precision if date else None,
        "event_date_text": date.text if date else None,
        "event_date_char_start": date.start if date else None,
        "event_date_char_end": date.end if date else None,
    }
