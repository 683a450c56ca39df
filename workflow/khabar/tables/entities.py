"""entities: one row per mention of a name, with who or what it names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from khabar.entities.canonical import Name, canonical_names
from khabar.entities.clitics import citation
from khabar.entities.linking import Link, countries_mentioned, leading_countries, link
from khabar.entities.mentions import Article, Mention, equated_names, find_mentions
from khabar.entities.roles import Apposition, find_roles, nationality_before
from khabar.entities.tagging import DEFAULT, Engine
from khabar.ids import make_id
from khabar.schema import from_rows
from khabar.text.spans import Span

_BATCH = 64  # articles that are tagged together; it does not show in the result
_WORD = re.compile(r"[ء-ي]{4,}")  # long enough for a nationality adjective: "الليبية"
Entity = tuple[str, str]
"""Type and canonical name: an entity of one article."""


def build(articles: pa.Table, sentences: pa.Table, engine: Engine = DEFAULT) -> pa.Table:
    """Articles and their sentences → every name mention, in order, disjoint, each inside one sentence.

    The engine is what tags the names first: the accurate one is an encoder, the fast one a conditional random field.
    """
    spans: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    keys = ("article_id", "char_start", "char_end", "sentence_id")
    for article_id, start, end, sentence_id in zip(*(sentences.column(k).to_pylist() for k in keys), strict=True):
        spans[article_id].append((Span(start, end), sentence_id))
    batches = articles.to_batches(_BATCH)
    return from_rows("entities", (row for batch in batches for row in _batch_rows(batch, spans, engine)))


def _batch_rows(
    batch: pa.RecordBatch, spans: Mapping[str, list[tuple[Span, str]]], engine: Engine
) -> Iterator[dict[str, Any]]:
    keys = batch.column("article_id").to_pylist()
    sentences = [sorted(spans.get(key, ())) for key in keys]
    texts = batch.column("text").to_pylist()
    found = find_mentions(
        [Article(text, tuple(span for span, _ in of)) for text, of in zip(texts, sentences, strict=True)], engine
    )
    for key, text, of, mentions in zip(keys, texts, sentences, found, strict=True):
        yield from _rows((key, text), [sentence_id for _, sentence_id in of], mentions)


def _rows(
    article: tuple[str, str], sentence_ids: Sequence[str], mentions: Sequence[Mention]
) -> Iterator[dict[str, Any]]:
    article_id, text = article
    names = [Name(citation(text, *mention.span), mention.entity_type) for mention in mentions]
    canonical = canonical_names(names, equated_names(text, mentions, names))
    roles = find_roles(text, mentions)
    evidence = [(roles[n].text if n in roles else nationality_before(m)) for n, m in enumerate(mentions)]
    links = _links(text, names, canonical, evidence)
    for number, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        entity = (name.entity_type, canonical[name])
        where = (article_id, sentence_ids[mention.sentence], text)
        yield _row(where, mention, entity, roles.get(number), links[entity])


def _links(
    text: str, names: Sequence[Name], canonical: Mapping[Name, str], evidence: Sequence[str | None]
) -> dict[Entity, Link]:
    words = _WORD.findall(text)
    context = countries_mentioned(dict.fromkeys((n.text, n.entity_type) for n in names), words)
    leading = leading_countries(((n.text, n.entity_type) for n in names), words)
    forms: defaultdict[Entity, list[str]] = defaultdict(list)
    titles: defaultdict[Entity, list[str]] = defaultdict(list)
    for name, title in zip(names, evidence, strict=True):
        entity = (name.entity_type, canonical[name])
        forms[entity].append(name.text)
        if title:
            titles[entity].append(title)
    return {
        (kind, full): link(full, kind, dict.fromkeys(forms[kind, full]), titles[kind, full], context, leading=leading)
        for kind, full in forms
    }


def _row(
    where: tuple[str, str, str], mention: Mention, entity: Entity, role: Apposition | None, found: Link
) -> dict[str, Any]:
    article_id, sentence_id, text = where
    kind, canonical = entity
    return {
        "mention_id": make_id("men", article_id, *mention.span, kind),
        "entity_id": make_id("ent", kind, found.key, *([article_id] if found.is_local else [])),
        "article_id": article_id,
        "sentence_id": sentence_id,
        "char_start": mention.span.start,
        "char_end": mention.span.end,
        "text": mention.span.of(text),
        "entity_type": kind,
        "canonical_name": canonical,
        "name_latin": found.name_latin,
        "name_latin_source": found.name_latin_source,
        "role": role.text if role else None,
        "role_char_start": role.span.start if role else None,
        "role_char_end": role.span.end if role else None,
        "country_code": found.country_code,
        "country_code_null_reason": found.country_code_null_reason,
        "geonames_id": found.geonames_id,
        "geonames_id_null_reason": found.geonames_id_null_reason,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "geo_precision": found.geo_precision,
        "confidence": round(mention.confidence, 2),
        "rule_id": mention.rule_id,
    }
