"""Events: from one sentence to one row."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from khabar.ids import make_id
from khabar.schema import load_table
from khabar.tables.events import build


def events_of(*sentences: str, names: dict[str, str] | None = None, title: str | None = None) -> list[dict[str, Any]]:
    """Rows of an article of these sentences; `names` are its names with their types."""
    parts = [title, *sentences] if title else list(sentences)
    text = "\n".join(parts)
    article_id = make_id("art", text)
    rows, at = [], 0
    for i, part in enumerate(parts):
        start, end = at, at + len(part)
        at = end + 1
        section = "title" if title and i == 0 else "body"
        sentence_id = make_id("sen", article_id, start, end)
        rows.append(
            {
                "sentence_id": sentence_id,
                "article_id": article_id,
                "section": section,
                "char_start": start,
                "char_end": end,
            }
        )
    mentions = []
    for name, kind in (names or {}).items():
        at = text.find(name)
        while at >= 0:
            mention_id = make_id("men", article_id, at, at + len(name), kind)
            known = {"mention_id": mention_id, "entity_id": make_id("ent", kind, name), "article_id": article_id}
            known |= {"char_start": at, "char_end": at + len(name), "text": name, "entity_type": kind, "role": None}
            known |= {"canonical_name": name, "country_code": None, "geo_precision": "none"}
            mentions.append(known)
            at = text.find(name, at + 1)
    articles = pa.Table.from_pylist(
        [
            {
                "article_id": article_id,
                "text": text,
                "published_at": datetime(2018, 5, 24, 10, tzinfo=UTC),
                "published_at_precision": "minute",
            }
        ]
    )
    empty = pa.table({"article_id": pa.array([], pa.string())})
    entities = pa.Table.from_pylist(mentions) if mentions else empty
    return build(articles, pa.Table.from_pylist(rows), entities, empty).to_pylist()


def test_subject_after_the_verb_acts_on_its_object() -> None:
    [event] = events_of("اتهمت بريطانيا روسيا بالمسؤولية عن الحادثة.", names={"بريطانيا": "LOC", "روسيا": "LOC"})
    assert (event["event_type"], event["actor_text"], event["recipient_text"]) == ("ACCUSE", "بريطانيا", "روسيا")
    assert (event["actor_code"], event["quad_class"], event["modality"]) == ("GBRGOV", "verbal_conflict", "asserted")


def test_subject_before_the_verb_in_a_headline() -> None:
    [event] = events_of(title="فرنسا تدين الاغتيالات في دمشق", names={"فرنسا": "LOC", "دمشق": "LOC"})[:1]
    assert (event["event_type"], event["actor_text"], event["text"]) == ("ACCUSE", "فرنسا", "تدين")


def test_passive_has_a_recipient_only() -> None:
    events = events_of("وقتل تسعة متظاهرين بالرصاص أمس الأربعاء في غزة.", names={"غزة": "LOC"})
    [event] = [e for e in events if e["event_type"] == "ASSAULT"]
    assert (event["actor_text"], event["text"]) == (None, "قتل")
    assert event["recipient_text"] == "تسعة متظاهرين"
    assert event["location_text"] == "غزة"
    assert (event["event_date"], event["event_date_text"]) == (date(2018, 5, 23), "أمس الأربعاء")


def test_verbal_noun_takes_its_actor_from_the_governing_verb() -> None:
    events = events_of("أعلنت إيران رفضها للعقوبات.", names={"إيران": "LOC"})
    [event] = [e for e in events if e["event_type"] == "REJECT"]
    assert (event["text"], event["actor_text"]) == ("رفضها", "إيران")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("سيجتمع الرئيس مع الوزراء غدا.", "planned"),
        ("لم يجتمع الرئيس مع الوزراء.", "denied"),
        ("قد يجتمع الرئيس مع الوزراء.", "hypothetical"),
        ("اجتمع الرئيس مع الوزراء.", "asserted"),
    ],
)
def test_modality(sentence: str, modality: str) -> None:
    [event] = events_of(sentence)
    assert event["modality"] == modality


@pytest.mark.parametrize(
    "sentence",
    [
        "شن المنتخب هجوما على مرمى الخصم وسجل اللاعب هدفا في المباراة.",
        "ضرب زلزال قوي المدينة وقتل ثلاثة أشخاص.",
        "حذر الأطباء من السمنة في دراسة عن الأغذية والأمراض.",
        "وقع حادث سير أسفر عن مقتل سائق الشاحنة.",
    ],
)
def test_sport_accident_and_health_do_not_fire(sentence: str) -> None:
    assert events_of(sentence) == []


def test_two_mentions_of_one_event_are_one_row() -> None:
    events = events_of(
        "أدانت فرنسا الهجوم على السفارة.", "وقالت الوزارة إن فرنسا أدانت الهجوم.", names={"فرنسا": "LOC"}
    )
    [event] = [e for e in events if e["event_type"] == "ACCUSE"]
    assert (event["mention_count"], event["char_start"]) == (2, 0)


def test_rows_have_the_columns_of_the_schema_and_are_in_order() -> None:
    events = events_of("قصفت طائرات روسية مواقع المسلحين.", "ثم طالب الأمين العام بهدنة.", names={})
    assert events
    assert list(events[0]) == [column.name for column in load_table("events").columns]
    assert [e["char_start"] for e in events] == sorted(e["char_start"] for e in events)


def test_no_articles_give_no_events() -> None:
    empty = pa.table({name: pa.array([], pa.string()) for name in ("article_id", "text")})
    empty = empty.append_column("published_at", pa.array([], pa.timestamp("us", "UTC")))
    empty = empty.append_column("published_at_precision", pa.array([], pa.string()))
    none = pa.table({"article_id": pa.array([], pa.string())})
    assert build(empty, none, none, none).num_rows == 0


def test_who_announces_a_killing_is_not_who_kills() -> None:
    events = events_of("أعلنت الشرطة مقتل ثلاثة جنود.")
    killing = next(e for e in events if e["text"] == "مقتل")
    assert (killing["actor_text"], killing["recipient_text"]) == (None, "ثلاثة جنود")


def test_verbs_joined_by_and_share_their_subject() -> None:
    events = events_of("اتهمت فرنسا إيران بالتصعيد وطالبت بوقفه.", names={"فرنسا": "LOC", "إيران": "LOC"})
    demand = next(e for e in events if e["event_type"] == "REQUEST")
    assert demand["actor_text"] == "فرنسا"


def test_a_date_that_bounds_a_duration_is_no_event_date() -> None:
    [event] = events_of("يعتصم محتجون أمام مقر الحكومة في تونس حتى 15 يوليو المقبل.", names={"تونس": "LOC"})
    assert (event["event_type"], event["event_date"]) == ("PROTEST", None)


def test_a_thing_or_an_adverb_does_not_act() -> None:
    [event] = events_of("ورفضت أيضا بشدة تلك الأسعار طلب روسيا.", names={"روسيا": "LOC"})[:1]
    assert (event["event_type"], event["actor_text"]) == ("REJECT", None)


def test_leaving_office_is_a_concession() -> None:
    [event] = events_of("استقال وزير الخارجية من منصبه.")
    assert (event["event_type"], event["event_mode"], event["actor_text"]) == ("CONCEDE", "resign", "وزير الخارجية")


def test_a_clause_behind_that_is_no_condition() -> None:
    events = events_of("أكد المتحدث أن هجوما وقع في غزة.", names={"غزة": "LOC"})
    assert [e["modality"] for e in events if e["event_type"] == "ASSAULT"] == ["asserted"]
