"""Properties of the extraction on any text."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.events.article import Article
from khabar.events.extraction import events
from khabar.text.canonical import canonical

_WORDS = [
    "قتل",
    "أدانت",
    "الرئيس",
    "في",
    "هجوم",
    "على",
    "«",
    "»",
    ".",
    "،",
    "أن",
    "سيجتمع",
    "لم",
    "و",
    "ـ",
    "",
    "بين",
    "دمشق",
]
_WORDS += [
    "مع",
    "وزير",
    "اتفاق",
    "لوقف",
    "إطلاق",
    "النار",
    "5",
    "أمس",
    "التي",
    "طالبت",
    "بالإفراج",
    "عن",
    "#غزة",
    "َ",
    "اتهمت",
]


def article_of(text: str) -> Article:
    names: list[dict[str, Any]] = []
    for name in ("دمشق", "غزة"):
        at = text.find(name)
        if at >= 0:
            row = {"mention_id": f"men_{at}", "entity_id": "ent_1", "char_start": at, "char_end": at + len(name)}
            row |= {"text": name, "entity_type": "LOC", "canonical_name": name, "country_code": None}
            names.append(row | {"geo_precision": "point", "role": None})
    article = {"article_id": "art_1", "text": text, "published_at": None, "published_at_precision": None}
    sentence = {"sentence_id": "sen_1", "section": "body", "char_start": 0, "char_end": len(text)}
    return Article(article, [sentence] if text else [], names, [])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=30))
def test_spans_lie_in_the_text_and_triggers_are_apart(words: list[str]) -> None:
    text = canonical(" ".join(words))
    found = events(article_of(text))
    for event in found:
        assert 0 <= event.start < event.end <= len(text)
        for party in (event.actor, event.recipient):
            assert party is None or text[party.start : party.end] == party.text
        assert event.date is None or text[event.date.start : event.date.end] == event.date.text
    triggers = sorted((event.start, event.end) for event in found)
    assert all(first[1] <= second[0] for first, second in pairwise(triggers))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    events(article_of(canonical(text)))
