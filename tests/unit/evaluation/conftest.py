"""One annotated article and tables that are right about all of it."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from khabar.evaluation.gold import GoldDocument, GoldEntity, GoldEvent, GoldQuote
from khabar.ids import make_id
from khabar.text.spans import Span

TEXT = "قال سليم إن الجيش قصف حلب <script>alert(1)</script> أمس"


def at(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


@pytest.fixture
def document() -> GoldDocument:
    return GoldDocument(
        name="a",
        article_id=make_id("art", TEXT),
        text=TEXT,
        entities=(GoldEntity(at("سليم"), "سليم", "PER", "سليم"), GoldEntity(at("حلب"), "حلب", "LOC", "حلب")),
        quotes=(
            GoldQuote(at("الجيش قصف حلب"), "الجيش قصف حلب", "indirect", at("قال"), "قال", at("سليم"), "سليم", "سليم"),
        ),
        events=(GoldEvent(at("قصف"), "قصف", (), "ASSAULT", "الجيش", "حلب", "حلب", "2020-01-02", "asserted"),),
    )


def row(span: Span, **fields: Any) -> dict[str, Any]:
    place = {"article_id": make_id("art", TEXT), "char_start": span.start, "char_end": span.end}
    return place | {"text": span.of(TEXT), "confidence": 0.9, "rule_id": "rule"} | fields


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    names = [("سليم", "PER"), ("حلب", "LOC")]
    entities = [row(at(name), entity_type=kind, canonical_name=name) for name, kind in names]
    speaker, cue = at("سليم"), at("قال")
    quote = row(at("الجيش قصف حلب"), quote_type="indirect", cue_text="قال", speaker_text="سليم", speaker_name="سليم")
    quote |= {"cue_char_start": cue.start, "cue_char_end": cue.end}
    quote |= {"speaker_char_start": speaker.start, "speaker_char_end": speaker.end}
    event = row(at("قصف"), event_type="ASSAULT", modality="asserted")
    event |= {"event_date": date(2020, 1, 2), "event_date_precision": "day"}
    for role, text in (("actor", "الجيش"), ("recipient", "حلب"), ("location", "حلب")):
        event |= {f"{role}_text": text, f"{role}_name": None, f"{role}_code": None}
    rows = {"entities": entities, "quotes": [quote], "events": [event]}
    return {name: pa.Table.from_pylist(each) for name, each in rows.items()}
