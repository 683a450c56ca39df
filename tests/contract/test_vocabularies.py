"""What a lexicon puts into a column is among the values that the column's schema allows."""

import pytest

from khabar.resources import lexicon
from khabar.schema import load_table

SOURCES = [
    ("quotes", "cue_class", "speech_verbs", "class"),
    ("events", "event_type", "event_triggers", "event_type"),
    ("events", "event_mode", "event_triggers", "mode"),
]


@pytest.mark.parametrize(("table", "column", "words", "field"), SOURCES)
def test_a_lexicon_gives_allowed_values_only(table: str, column: str, words: str, field: str) -> None:
    given = {row[field] for row in lexicon(words)} - {""}
    assert len(given) > 0
    assert given <= set(load_table(table).column(column).allowed or {})
