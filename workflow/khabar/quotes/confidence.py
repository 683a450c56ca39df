"""How likely a row is a statement that the text attributes to someone: see khabar.calibration.

The weights and their card are `models/quote_confidence.tsv` and `models/quote_confidence.md`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from khabar.calibration import Calibration, read
from khabar.resources import model_path


def features(row: Mapping[str, Any], in_title: bool) -> list[str]:
    """What the statement shows, from a row of the table and whether it stands in a headline."""
    found = ["any", f"rule {row['rule_id']}", *(f"part {part}" for part in row["rule_id"].split("-"))]
    found += [f"type {row['quote_type']}", f"cue {row['cue_lemma']}", f"class {row['cue_class']}"]
    found += [f"speaker {row['speaker_source']}"]
    return [*found, "in title"] if in_title else found


def confidence(row: Mapping[str, Any], in_title: bool) -> float:
    """Probability that the row is a statement of the text."""
    return _calibration().confidence(features(row, in_title))


def weights() -> Mapping[str, float]:
    """Feature → its weight; a feature without one weighs nothing."""
    return _calibration().weights


@cache
def _calibration() -> Calibration:
    return read(model_path("quote_confidence.tsv"))
