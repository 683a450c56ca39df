"""Builds the tables of given articles again, in memory."""

import pyarrow as pa

from khabar.entities.tagging import DEFAULT, Engine
from khabar.tables import entities, events, quotes, sentences

Tables = dict[str, pa.Table]
"""Name → table."""


def rebuild(articles: pa.Table, engine: Engine = DEFAULT) -> Tables:
    """Articles (article_id, text, published_at, published_at_precision) → the four tables that are made from them."""
    found = {"articles": articles, "sentences": sentences.build(articles)}
    found["entities"] = entities.build(articles, found["sentences"], engine)
    found["quotes"] = quotes.build(articles, found["sentences"], found["entities"])
    found["events"] = events.build(articles, found["sentences"], found["entities"], found["quotes"])
    return found
