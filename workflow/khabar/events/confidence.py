"""How likely type and trigger of an event are right: see khabar.calibration.

The weights and their card are `models/event_confidence.tsv` and `models/event_confidence.md`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from khabar.calibration import Calibration, read
from khabar.resources import model_path


def features(row: Mapping[str, Any], in_title: bool) -> list[str]:
    """What the event shows, from a row of the table and whether its trigger stands in a headline."""
    kind = row["rule_id"].split(":")[0]
    found = ["any", f"rule {row['rule_id']}", f"type {row['event_type']}", f"kind {kind}"]
    found += [f"modality {row['modality']}"]
    found += [f"{role} missing" for role in ("actor", "recipient") if row[f"{role}_text"] is None]
    found += ["code missing"] if row["actor_code"] is None else []
    found += ["definite"] if kind == "noun" and row["text"].startswith("ال") else []
    found += ["in quote"] if row["quote_id"] is not None else []
    found += ["in title"] if in_title else []
    return found


def confidence(row: Mapping[str, Any], in_title: bool) -> float:
    """Probability that type and trigger of the event are right."""
    return _calibration().confidence(features(row, in_title))


def weights() -> Mapping[str, float]:
    """Feature → its weight; a feature without one weighs nothing."""
    return _calibration().weights


@cache
def _calibration() -> Calibration:
    return read(model_path("event_confidence.tsv"))
