"""Confidence of quotes: by the rule and what the row shows."""

from typing import Any

import pytest

from khabar.quotes.confidence import confidence, features, weights

ROW: dict[str, Any] = {
    "rule_id": "verb-subject-clause", "quote_type": "indirect", "cue_lemma": "قال", "cue_class": "say",
    "speaker_source": "subject",
}  # fmt: skip


def test_features_name_the_rule_and_its_parts() -> None:
    found = features(ROW, in_title=True)
    assert {"any", "rule verb-subject-clause", "part verb", "part clause", "type indirect", "in title"} <= set(found)
    assert "in title" not in features(ROW, in_title=False)


def test_a_frequent_rule_is_sure_and_an_unknown_one_like_all() -> None:
    assert 0.8 < confidence(ROW, in_title=False) <= 0.99
    unknown = ROW | {"rule_id": "never", "cue_lemma": None, "cue_class": None, "speaker_source": "never"}
    assert confidence(unknown, in_title=False) == pytest.approx(0.9, abs=0.1)


def test_every_weight_is_of_a_feature_that_a_row_can_show() -> None:
    kinds = {feature.split(" ")[0] for feature in weights()}
    assert kinds
    assert kinds <= {"any", "rule", "part", "type", "cue", "class", "speaker", "in"}
