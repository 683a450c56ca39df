from typing import Any

import pyarrow as pa
import pytest

from khabar.tables import entities, sentences

TEXT = (
    "طرابلس تبحث التعاون الأمني\n\n"
    "قال وكيل وزارة الدفاع في حكومة الوفاق بطرابلس، صلاح الدين النمروش، إن لليبيا الحق في ذلك.\n"
    "وأكد النمروش أن الأمم المتحدة ترعى المفاوضات. وطالب الرئيس المصري عبد الفتاح السيسي روسيا بالتدخل.\n"
)


def table(text: str) -> list[dict[str, Any]]:
    articles = pa.table({"article_id": ["art_1"], "text": [text], "title": [text.split("\n", 1)[0]]})
    return entities.build(articles, sentences.build(articles)).to_pylist()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return table(TEXT)


def named(rows: list[dict[str, Any]], text: str) -> dict[str, Any]:
    found = [row for row in rows if row["text"] == text]
    assert found, f"{text} is not among {[row['text'] for row in rows]}"
    return found[0]


def test_every_span_is_its_text(rows: list[dict[str, Any]]) -> None:
    assert rows
    for row in rows:
        assert TEXT[row["char_start"] : row["char_end"]] == row["text"]
        if row["role"]:
            assert TEXT[row["role_char_start"] : row["role_char_end"]] == row["role"]


def test_clitics_stay_outside(rows: list[dict[str, Any]]) -> None:
    assert named(rows, "ليبيا")["country_code"] == "LBY"
    assert {row["text"] for row in rows if row["char_start"] > 30} >= {"طرابلس"}


def test_a_family_name_is_resolved(rows: list[dict[str, Any]]) -> None:
    short, full = named(rows, "النمروش"), named(rows, "صلاح الدين النمروش")
    assert short["canonical_name"] == "صلاح الدين النمروش"
    assert short["entity_id"] == full["entity_id"]


def test_known_people_have_role_country_and_latin_name(rows: list[dict[str, Any]]) -> None:
    row = named(rows, "عبد الفتاح السيسي")
    assert (row["role"], row["country_code"], row["name_latin"]) == ("الرئيس المصري", "EGY", "Abdel Fattah el-Sisi")


def test_places_are_on_the_map(rows: list[dict[str, Any]]) -> None:
    row = named(rows, "طرابلس")
    assert (row["geonames_id"], row["geo_precision"]) == (2210247, "point")


def test_no_text_no_rows() -> None:
    assert table("\n") == []


def test_same_input_same_table() -> None:
    assert table(TEXT) == table(TEXT)
