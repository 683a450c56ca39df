"""The lexicon of reporting verbs and its readings."""

import pytest

from khabar.quotes.lexicon import misread, source_cues, starts_attribution, verb_cues
from khabar.resources import lexicon
from khabar.schema import load_table


def test_every_class_is_in_the_schema() -> None:
    rows = lexicon("speech_verbs")
    assert len(rows) >= 250
    allowed = next(column for column in load_table("quotes").columns if column.name == "cue_class").allowed
    assert allowed is not None
    assert {row["class"] for row in rows} <= set(allowed)
    assert {row["kind"] for row in rows} == {"verb", "source", "text"}


@pytest.mark.parametrize(
    ("word", "lemma", "tense"),
    [
        ("وقالت", "قال", "past"),
        ("يؤكدون", "أكد", "present"),
        ("مضيفا", "أضاف", "participle"),
        ("وسيعلن", "أعلن", "future"),
        ("اتهمته", "اتهم", "past"),
    ],
)
def test_forms(word: str, lemma: str, tense: str) -> None:
    assert (lemma, tense) in [(r.entry.lemma, r.form.tense) for r in verb_cues(word)]


def test_misread_words() -> None:
    assert all(misread("بين", reading) for reading in verb_cues("بين"))  # the preposition
    assert all(misread("قُتل", reading) for reading in verb_cues("قُتل"))
    assert starts_attribution("وقال") == "joined"
    assert starts_attribution("قال") == "plain"
    assert starts_attribution("قطار") == ""


def test_longest_expression_first() -> None:
    for rows in source_cues().values():
        lengths = [len(words) for words, _ in rows]
        assert lengths == sorted(lengths, reverse=True)
