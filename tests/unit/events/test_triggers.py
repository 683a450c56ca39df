"""The trigger lexicon and its surface forms."""

import pytest

from khabar.events.triggers import QUAD_CLASSES, bare_forms, readings, triggers, word_class
from khabar.resources import lexicon
from khabar.schema import load_table
from khabar.text.tokens import lexical


def read(word: str) -> set[tuple[str, str]]:
    return {(r.trigger.lemma, r.trigger.event_type) for r in readings(word)}


@pytest.mark.parametrize(
    ("word", "lemma", "event_type"),
    [
        ("وباعتداءاتها", "اعتداء", "ASSAULT"),
        ("للتفاوض", "تفاوض", "CONSULT"),
        ("سيجتمعون", "اجتمع", "CONSULT"),
        ("فُكّك", "فكّك", "RETREAT"),
        ("نطالب", "طالب", "REQUEST"),
        ("محذرا", "حذّر", "THREATEN"),
        ("إدانتهم", "إدانة", "ACCUSE"),
        ("هنأ", "هنّأ", "SUPPORT"),
        ("وأثنى", "أثنى", "SUPPORT"),
        ("ونفى", "نفى", "REJECT"),
    ],
)
def test_surface_forms_are_read(word: str, lemma: str, event_type: str) -> None:
    assert (lemma, event_type) in read(word)


@pytest.mark.parametrize(
    "word", ["وزارة", "مدينة", "هناك", "لقمة", "وفق", "شرطة", "اجتمعنا", "معارضين", "قاضي", "يستقل", "يقل"]
)
def test_look_alikes_are_not(word: str) -> None:
    assert not read(word)


def test_trigger_begins_after_its_clitics() -> None:
    reading = readings("وبالقصف")[0]
    assert (reading.clitics, reading.preposition, reading.definite) == (2, "ب", True)
    assert readings("لِلقصف")[0].clitics in (1, 2)


def test_every_row_of_the_lexicon_is_well_formed() -> None:
    events = load_table("events")
    types, modes = events.column("event_type").allowed, events.column("event_mode").allowed
    assert types is not None
    assert modes is not None
    assert len(triggers()) > 500
    for trigger in triggers():
        assert trigger.event_type in types, trigger
        assert trigger.event_type in QUAD_CLASSES
        assert trigger.mode is None or trigger.mode in modes, trigger
        assert trigger.kind in ("verb", "noun", "participle"), trigger
        assert trigger.core in ("actor", "recipient", "either", "self", "none"), trigger
        assert trigger.scope in ("", "political", "weak", "echo", "future"), trigger
        for condition in (*trigger.requires, *trigger.excludes):
            assert condition.side in "><=»+~", trigger
            assert condition.words or condition.phrases, trigger


def test_every_type_has_triggers() -> None:
    assert {trigger.event_type for trigger in triggers()} == set(QUAD_CLASSES)


def test_word_classes_hold_folded_words() -> None:
    names = [row["class"] for row in lexicon("event_word_classes")]
    assert len(names) == len(set(names))
    for name in names:
        assert all(word == lexical(word) for word in word_class(name))


def test_bare_forms_strip_what_is_attached() -> None:
    assert "هجوم" in bare_forms("وبالهجوم")
    assert "رسوم" in bare_forms("رسوما")
    assert "بنك" in bare_forms("بنك")


@pytest.mark.parametrize("word", ["نفى", "مصادره", "تحقيقي"])
def test_look_alikes_are_no_nouns(word: str) -> None:
    assert all(reading.tense != "noun" for reading in readings(word))
