"""PLOVER actor codes."""

from typing import Any

import pytest

from khabar.events.actors import SECTORS, Code, code
from khabar.events.article import Article
from khabar.events.parties import Party


def article_with(mentions: list[dict[str, Any]]) -> Article:
    row = {"article_id": "art_1", "text": " ", "published_at": None, "published_at_precision": None}
    return Article(row, [], mentions, [])


def mention(text: str, kind: str, **fields: Any) -> dict[str, Any]:
    values = {"mention_id": "men_1", "entity_id": "ent_1", "char_start": 0, "char_end": 1, "text": text, "role": None}
    return (
        values | {"canonical_name": text, "entity_type": kind, "country_code": None, "geo_precision": "none"} | fields
    )


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("فرنسا", mention("فرنسا", "LOC"), "FRAGOV"),
        ("الشرطة البريطانية", mention("الشرطة البريطانية", "ORG"), "GBRCOP"),
        ("الأمم المتحدة", mention("الأمم المتحدة", "ORG"), "IGO"),
        ("حركة حماس", mention("حماس", "ORG"), "PSE"),
        ("متظاهرون", None, "OPP"),
        ("جنود إسرائيليون", None, "ISRMIL"),
        ("سفينة شحن", None, None),
    ],
)
def test_code_of_a_party(text: str, row: dict[str, Any] | None, expected: str | None) -> None:
    name = row["canonical_name"] if row else None
    found = code(article_with([row] if row else []), Party(0, 1, text, name, row, False)).text
    assert found == expected if expected is None else (found or "").startswith(expected)


def test_a_name_that_looks_like_a_nationality_is_none() -> None:
    row = mention("تركي المالكي", "PER", role="المتحدث باسم التحالف", country_code="SAU")
    assert code(article_with([row]), Party(0, 1, "تركي المالكي", "تركي المالكي", row, False)).country == "SAU"


def test_codes_say_whether_acts_are_political() -> None:
    assert Code("USA", "GOV").is_political
    assert Code("", "REB").is_political
    assert not Code("USA", "BUS").is_political
    assert not Code("", "").is_political
    assert Code("", "").text is None
    assert all(len(sector) == 3 for sector in SECTORS)
