"""Names that a noun beside them gives away."""

import numpy as np
import pytest

from khabar.entities.headed import TELLING_NOUN, add_headed, head_clitic
from khabar.entities.model import Tagged
from khabar.entities.propagation import Run, Words
from khabar.entities.words import name_tokens
from khabar.text.tokens import lexical


def _words(text: str) -> Words:
    tokens = tuple(name_tokens(text, 0, len(text)))
    tags = tuple("O" for _ in tokens)
    return Words(tokens, tuple(lexical(t.text) for t in tokens), Tagged(tags, np.zeros((len(tokens), 9))))


def _found(text: str, *runs: tuple[int, int, str]) -> list[tuple[str, str]]:
    words = _words(text)
    found = add_headed([words], [Run(0, first, last, kind, 0.9, "model") for first, last, kind in runs])
    return [(text[words.tokens[r.first].start : words.tokens[r.last].end], r.entity_type) for r in found]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ('شركة "مازدا" اليابانية', "مازدا", "ORG"),
        ("فيلم «ليالي الحب» الجديد", "ليالي الحب", "MISC"),
        ('وقال الوزير لـ"بريد الرافدين" إن', "بريد الرافدين", "ORG"),
    ],
)
def test_marks_after_a_telling_noun_hold_a_name(text: str, name: str, kind: str) -> None:
    assert _found(text) == [(name, kind)]


def test_marks_after_other_words_hold_none() -> None:
    assert _found('وصفه بأنه "استفزاز صارخ" جديد') == []
    assert _found('أول علاج لـ"مرض نادر" هناك') == []


def test_a_head_noun_belongs_to_the_name_after_it() -> None:
    assert _found("أمام محكمة لوس أنجليس اليوم", (2, 3, "LOC")) == [("محكمة لوس أنجليس", "ORG")]
    assert _found("في مجلس علماء باكستان", (1, 2, "ORG"), (3, 3, "LOC")) == [("مجلس علماء باكستان", "ORG")]


def test_a_classifier_stays_outside_but_sets_the_type() -> None:
    assert _found("قالت شركة غول ميلو", (2, 3, "PER")) == [("غول ميلو", "ORG")]


def test_listed_events_are_found_whole() -> None:
    assert _found("لقب دوري أبطال أوروبا", (3, 3, "LOC")) == [("دوري أبطال أوروبا", "MISC")]


def test_runs_that_no_noun_concerns_stay() -> None:
    run = Run(0, 1, 1, "LOC", 0.9, "model")
    assert add_headed([_words("زار باريس أمس")], [run]) == [run]


def test_clitics_of_head_nouns() -> None:
    assert head_clitic("وبجامعه") == 2
    assert TELLING_NOUN == "telling_noun"


def test_languages() -> None:
    assert _found("كتب باللغتين الألمانية والإنجليزية") == [("الألمانية", "MISC"), ("والإنجليزية", "MISC")]
