"""Where a tagged name really begins and ends."""

import numpy as np
import pytest

from khabar.entities.edges import is_common_use, parts
from khabar.entities.model import Tagged
from khabar.entities.propagation import Words
from khabar.entities.words import name_tokens
from khabar.text.tokens import lexical


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("شرطة عمان تحذر وتدعو للانتقال", "ORG", ["شرطة عمان"]),
        ("دانييلز إن كوهين", "PER", ["دانييلز", "كوهين"]),
        ("مون جاي إن", "PER", ["مون جاي إن"]),
        ("تنظيم الدولة الإسلامية", "ORG", ["الدولة الإسلامية"]),
        ("مونتريال الكندية", "LOC", ["مونتريال"]),
        ("الفرنسي نيكولا ماهوت", "PER", ["نيكولا ماهوت"]),
        ("بشكتاش التركي", "ORG", ["بشكتاش"]),
        ("للقوات اليمنية", "ORG", ["للقوات اليمنية"]),
        ("مون جاي -", "PER", ["مون جاي"]),
        ("وزارة الخارجية لبي بي سي", "ORG", ["وزارة الخارجية", "لبي بي سي"]),
    ],
)
def test_parts(text: str, kind: str, names: list[str]) -> None:
    tokens = tuple(name_tokens(text, 0, len(text)))
    tagged = Tagged(tuple("O" for _ in tokens), np.zeros((len(tokens), 9)))
    words = Words(tokens, tuple(lexical(t.text) for t in tokens), tagged)
    found = parts(words, 0, len(tokens), kind)
    assert [text[tokens[first].start : tokens[last].end] for first, last in found] == names


@pytest.mark.parametrize(
    ("text", "kind", "common"),
    [
        ("المرأة السعودية", "LOC", True),
        ("دبلوماسيا روسيا", "LOC", True),
        ("إلى روسيا", "LOC", False),
        ("في السعودية", "LOC", False),
    ],
)
def test_adjectives_of_nationality_are_no_places(text: str, kind: str, common: bool) -> None:
    tokens = tuple(name_tokens(text, 0, len(text)))
    tagged = Tagged(tuple("O" for _ in tokens), np.zeros((len(tokens), 9)))
    words = Words(tokens, tuple(lexical(t.text) for t in tokens), tagged)
    assert is_common_use(words, 1, 1, kind) is common


def test_vague_collectives_are_no_bodies() -> None:
    tokens = tuple(name_tokens("السلطات العراقية", 0, 16))
    tagged = Tagged(("O", "O"), np.zeros((2, 9)))
    words = Words(tokens, tuple(lexical(t.text) for t in tokens), tagged)
    assert is_common_use(words, 0, 1, "ORG")
