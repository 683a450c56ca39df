"""sentences: one row per sentence of an article, leaving out white space only."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from khabar.ids import make_id
from khabar.layout import analyse
from khabar.schema import from_rows
from khabar.text.sentences import sentences
from khabar.text.tokens import count_tokens

_WHOLE = frozenset({"title", "dateline", "byline", "related"})  # sections whose paragraphs are one sentence each
_ANY_ZONE = "UTC"  # the zone of a date line does not change which line it is


def build(articles: pa.Table) -> pa.Table:
    """Articles → their sentences, with the section that each belongs to."""
    columns = (articles.column(name).to_pylist() for name in ("article_id", "text", "title"))
    return from_rows("sentences", (row for article in zip(*columns, strict=True) for row in _rows(*article)))


def _rows(article_id: str, text: str, title: str | None) -> Iterator[dict[str, Any]]:
    index = 0
    for part in analyse(text, _ANY_ZONE, title).parts:
        for span in [part.span] if part.section in _WHOLE else sentences(text, *part.span):
            yield {
                "sentence_id": make_id("sen", article_id, span.start, span.end),
                "article_id": article_id,
                "sentence_index": index,
                "paragraph_index": part.paragraph,
                "section": part.section,
                "other_story": part.other_story,
                "char_start": span.start,
                "char_end": span.end,
                "text": span.of(text),
                "token_count": count_tokens(text, span.start, span.end),
            }
            index += 1
