"""articles: one row per distinct text, with what its head and its record say; and what became of each document."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from khabar.dates import Published, read_field
from khabar.ids import make_id
from khabar.ingest.decode import decode
from khabar.ingest.language import language
from khabar.ingest.reasons import Reason, RejectedError
from khabar.layout import Layout, analyse
from khabar.layout.authors import author
from khabar.layout.bylines import byline_text
from khabar.layout.outlets import publisher_of_url
from khabar.schema import from_rows
from khabar.text.canonical import canonical
from khabar.text.tokens import count_tokens

Row = dict[str, Any]


def build(documents: pa.Table, timezone: str) -> tuple[pa.Table, pa.Table]:
    """Documents → (articles, rows of seeds for these documents).

    Each distinct canonical text is one article, of the document whose path comes first; the others are duplicates. A
    document that gives no Arabic text is rejected, with a reason.

    Args:
        documents: one shard, with the columns of khabar.ingest.documents.Document.
        timezone: IANA name of the zone of a date without one, where the source gives none.
    """
    articles: dict[str, Row] = {}
    seeds: list[Row] = []
    for document in sorted(documents.to_pylist(), key=lambda row: str(row["source_path"])):
        seed = _seed(document)
        seeds.append(seed)
        try:
            found = _read(document)
            seed["encoding"] = found.encoding
            tag = _language(found, document["source_path"])
        except RejectedError as error:
            seed |= {"status": "rejected", "reason_code": error.reason.value, "message": error.message}
            continue
        article_id = make_id("art", found.text)
        seed["article_id"] = article_id
        twin = articles.get(article_id)
        if twin:
            twin["duplicate_count"] += 1
            seed |= {"status": "duplicate", "duplicate_of": twin["source_path"]}
        else:
            articles[article_id] = _article(article_id, document, found, tag, timezone)
    return from_rows("articles", articles.values()), from_rows("seeds", seeds)


@dataclass(frozen=True)
class _Found:
    """A document as text, and what it states beside the text."""

    text: str
    encoding: str
    title: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    outlet: str | None = None


def _read(document: Row) -> _Found:
    path, raw = document["source_path"], document["raw"]
    if document["format"] == "html":
        from khabar.ingest.pages import read_page  # noqa: PLC0415 - slow to import, and most shards hold no page

        page = read_page(raw, path)
        found = _Found(
            canonical(page.text), page.encoding, _line(page.title), page.published, page.author, page.url, page.outlet
        )
    elif document["format"] == "jsonl":
        title, body = _line(document["title"]), canonical(raw.decode())
        text = f"{title}\n\n{body}" if title and body.strip() else body
        published, author, url = (document[name] for name in ("published", "author", "url"))
        found = _Found(text, "utf-8", title, published, author, url)
    else:
        decoded = decode(raw, path)
        found = _Found(canonical(decoded.text), decoded.encoding)
    if not any(character.isalnum() for character in found.text):
        raise RejectedError(path, Reason.NO_TEXT, "holds no words", "fetch it again or delete it")
    return found


def _line(text: str | None) -> str | None:
    """A stated title on one canonical line."""
    return " ".join(canonical(text).split()) or None if text else None


def _language(found: _Found, path: str) -> str:
    tag = language(found.text)
    if tag.split("-")[0] != "ar":
        advice = "leave it out, or check that it is the file you meant"
        raise RejectedError(path, Reason.NOT_ARABIC, f"is in another language than Arabic ({tag})", advice)
    return tag


def _article(article_id: str, document: Row, found: _Found, tag: str, default_zone: str) -> Row:
    zone = document["timezone"] or default_zone
    layout = analyse(found.text, zone, found.title)
    published, source, reason = _published(found, layout, zone)
    url = found.url or None
    byline = _byline(document["format"], found, layout)
    outlet = document["outlet"] or found.outlet or (publisher_of_url(url) if url else None) or layout.outlet
    return {
        "article_id": article_id,
        "source_path": document["source_path"],
        "source_sha256": document["sha256"],
        "source_id": document["source_id"],
        "format": document["format"],
        "encoding": found.encoding,
        "duplicate_count": 0,
        "language": tag,
        "title": layout.title,
        "published_at": published.at if published else None,
        "published_at_null_reason": reason,
        "published_at_text": published.text if published else None,
        "published_at_precision": published.precision if published else None,
        "published_at_zone": published.zone if published else None,
        "published_at_source": source,
        "byline": byline,
        "author": author(byline, outlet) if byline else None,
        "outlet": outlet,
        "url": url,
        "text": found.text,
        "char_count": len(found.text),
        "token_count": count_tokens(found.text),
    }


def _byline(format_: str, found: _Found, layout: Layout) -> str | None:
    """A record's author comes before its text; what a page shows says more than its metadata (place and agency)."""
    stated = byline_text(_line(found.author) or "")
    return (stated or layout.byline) if format_ == "jsonl" else (layout.byline or stated)


def _published(found: _Found, layout: Layout, zone: str) -> tuple[Published | None, str | None, str | None]:
    """The date of publication, where it stands, and why it is unknown."""
    stated = read_field(canonical(found.published), zone) if found.published else None
    candidates = ((stated, "field"), (layout.published, layout.published_source))
    present = [(published, source) for published, source in candidates if published]
    known = [(published, source) for published, source in present if published.at]
    if known:
        return *known[0], None
    if present:
        return *present[0], present[0][0].reason
    return None, None, "unreadable" if found.published else "missing"


def _seed(document: Row) -> Row:
    """The row of a document that is accepted; what is otherwise is changed by the caller."""
    kept = ("source_path", "source_id", "sha256", "byte_size", "format")
    accepted: Row = {"status": "accepted"} | dict.fromkeys(
        ("encoding", "reason_code", "message", "duplicate_of", "article_id")
    )
    return {name: document[name] for name in kept} | accepted
