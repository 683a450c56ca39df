"""Outlets and news agencies, by the names that bylines, credits and addresses give them."""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from khabar.dates.calendar import alternatives
from khabar.dates.folding import fold
from khabar.resources import lexicon


class Named(NamedTuple):
    """An outlet or agency named in a line."""

    start: int
    end: int
    canonical: str
    kind: str
    """outlet, agency or generic (وكالات: names nobody)."""


@cache
def _by_name() -> dict[str, tuple[str, str]]:
    return {fold(row["name"]).lower(): (row["canonical"], row["kind"]) for row in lexicon("outlets")}


@cache
def _by_domain() -> dict[str, str]:
    return {domain: row["canonical"] for row in lexicon("outlets") for domain in row["domains"].split()}


@cache
def _pattern() -> re.Pattern[str]:
    """Any name as whole words: "أ ف ب", "العربية.نت"."""
    return re.compile(rf"(?<![\w.])[وبل]?(?P<name>{alternatives(_by_name())})(?!\w)", re.IGNORECASE)


def named(line: str) -> list[Named]:
    """Outlets and agencies named in a folded line, in order.

    >>> [found.canonical for found in named(fold("فرانس24/ أ ف ب"))]
    ['فرانس 24', 'أ ف ب']
    """
    matches = ((match, " ".join(match["name"].lower().split())) for match in _pattern().finditer(line))
    return [
        Named(*match.span("name"), *_by_name()[name])
        for match, name in matches
        if name not in _only_alone() or _alone(line, *match.span("name"))
    ]


@cache
def _only_alone() -> frozenset[str]:
    """Folded names that are also common words (العربية, وفا)."""
    return frozenset(fold(row["name"]).lower() for row in lexicon("outlets") if row["alone"] == "yes")


def _alone(line: str, start: int, end: int) -> bool:
    """Whether line[start:end] stands between marks: "دبي - العربية", "(واس)"."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    return (not before or not before[-1].isalnum()) and (not after or not after[0].isalnum())


def is_name(text: str) -> bool:
    """Whether a folded text is exactly the name of an outlet or agency."""
    return " ".join(text.lower().split()) in _by_name()


def publisher(line: str) -> str | None:
    """The outlet that a folded byline or credit names, else its agency.

    >>> publisher(fold("أبوظبي - سكاي نيوز عربية")), publisher(fold("دبي - رويترز")), publisher(fold("دبي - وكالات"))
    ('سكاي نيوز عربية', 'رويترز', None)
    """
    found = [name for name in named(line) if name.kind != "generic"]
    return min(found, key=lambda name: (name.kind != "outlet", name.start)).canonical if found else None


def publisher_of_url(url: str) -> str | None:
    """The outlet whose pages have such an address.

    >>> publisher_of_url("http://www.bbc.co.uk/arabic/1")
    'بي بي سي'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    parts = host.split(".")
    hosts = (".".join(parts[index:]) for index in range(len(parts) - 1))
    return next((_by_domain()[host] for host in hosts if host in _by_domain()), None)
