"""Web pages → text: the headline, the date line and byline as a reader sees them, then the paragraphs.

The body is trafilatura's. Its date finder is not used: it guesses from the text and looks at the clock. What a page
states for machines (meta elements, JSON-LD) is returned beside the text, like the mapped fields of a JSON record.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from trafilatura.metadata import extract_metadata

from khabar.ingest.decode import decode
from khabar.ingest.reasons import Reason, RejectedError

_NO_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2000-01-01"}
_PUBLISHED = (
    "article:published_time", "datepublished", "og:article:published_time", "publishdate", "pubdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "date",
)  # fmt: skip
_DATE_PLACES = "//time | //*[@itemprop='datePublished'] | //*[contains(@class, 'date') or contains(@class, 'time')]"
_AUTHOR_PLACES = (
    "//*[@itemprop='author'] | //*[@rel='author'] | //*[contains(@class, 'byline') or contains(@class, 'author')]"
)
_OTHER_PARTS = "ancestor-or-self::*[self::nav or self::footer or self::aside or contains(@class, 'comment')]"
_LONGEST_LINE = 120
_DIGIT = re.compile(r"\d")  # "2020", "٢٠٢٠"


@dataclass(frozen=True)
class Page:
    """The text of a web page and what the page says about itself."""

    text: str
    """Headline, date line, byline, paragraphs, one per line, a blank line after the head."""
    encoding: str
    title: str | None = None
    published: str | None = None
    """As stated for machines, in general ISO 8601."""
    author: str | None = None
    url: str | None = None
    outlet: str | None = None


def read_page(raw: bytes, path: str) -> Page:
    """Read one page; RejectedError (empty, binary, undecodable, no_text) names `path`."""
    decoded = decode(raw, path)
    tree = trafilatura.load_html(decoded.text)
    if tree is None:
        raise _no_text(path)
    stated = extract_metadata(tree, date_config=_NO_SEARCH)
    title = _line(stated.title)
    below_title = [line for line in (_visible(tree, _DATE_PLACES, _DIGIT), _visible(tree, _AUTHOR_PLACES)) if line]
    headline = [title] if title else []
    published = _published(tree)  # before trafilatura takes the tree apart
    body = _body(tree, [*headline, *below_title])
    if not body:
        raise _no_text(path)
    return Page(
        text="\n\n".join("\n".join(part) for part in (headline, below_title, body) if part),
        encoding=decoded.encoding,
        title=title,
        published=published,
        author=_line(stated.author),
        url=stated.url,
        outlet=_line(stated.sitename),
    )


def _body(tree: Any, head: list[str]) -> list[str]:
    """The paragraphs, without the lines of the head that stand there as well."""
    for fast in (True, False):  # the slow way asks two other extractors where the first finds nothing
        found: Any = trafilatura.bare_extraction(
            tree, fast=fast, with_metadata=False, include_comments=False, include_tables=False
        )
        if found and found.text:
            lines = [line for line in map(_line, found.text.split("\n")) if line]
            return [line for i, line in enumerate(lines) if i > len(head) or line not in head]
    return []


def _visible(tree: Any, places: str, needed: re.Pattern[str] | None = None) -> str | None:
    """The first short line that the page shows at one of the places, below the headline if there is any there."""
    found = tree.xpath(places)
    below = set(tree.xpath("//h1[1]/following::*"))
    for element in sorted(found, key=lambda element: element not in below):
        line = _line(element.text_content())
        if not line or len(line) > _LONGEST_LINE or (needed and not needed.search(line)):
            continue
        if not element.xpath(_OTHER_PARTS):
            return line
    return None


def _published(tree: Any) -> str | None:
    stated = {
        name.lower(): element.get("content")
        for element in reversed(tree.xpath("//meta[@content]"))
        for name in (element.get("property"), element.get("name"), element.get("itemprop"))
        if name
    }
    candidates = [
        *(value for data in _json_ld(tree) for value in _values(data, "datePublished")),
        *(stated[name] for name in _PUBLISHED if name in stated),
        *tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime"),
        *tree.xpath("//article//time/@datetime"),
    ]
    return next((line for line in map(_line, candidates) if line and _DIGIT.search(line)), None)


def _json_ld(tree: Any) -> Iterator[Any]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # broken JSON-LD says nothing


def _values(data: Any, key: str) -> Iterator[str]:
    """Texts under `key` at any depth of a JSON value, outermost first."""
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get(key), str):
                yield value[key]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _line(text: str | None) -> str | None:
    """The text on one line; None where it is blank."""
    return " ".join(text.split()) or None if text else None


def _no_text(path: str) -> RejectedError:
    return RejectedError(path, Reason.NO_TEXT, "holds no text that could be an article", "save the page of one article")
