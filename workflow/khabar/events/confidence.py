"""How likely type and trigger of an event are right: a logistic regression over what the event shows.

Weights and their card are `models/event_confidence.tsv` and `models/event_confidence.md`;
`khabar.events.train_confidence` makes them again.
"""

import csv
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from khabar.resources import model_path


def features(row: Mapping[str, Any], in_title: bool) -> list[str]:
    """What the event shows, from a row of the table and whether its trigger stands in a headline."""
    kind = row["rule_id"].split(":")[0]
    found = ["any", f"type {row['event_type']}", f"kind {kind}", f"modality {row['modality']}"]
    found += [f"{role} missing" for role in ("actor", "recipient") if row[f"{role}_text"] is None]
    found += ["code missing"] if row["actor_code"] is None else []
    found += ["definite"] if kind == "noun" and row["text"].startswith("ال") else []
    found += ["in quote"] if row["quote_id"] is not None else []
    found += ["in title"] if in_title else []
    return found


def confidence(row: Mapping[str, Any], in_title: bool) -> float:
    """Probability that type and trigger of the event are right."""
    score = sum(weights().get(feature, 0.0) for feature in features(row, in_title))
    return round(1 / (1 + math.exp(-score)), 2)


@cache
def weights() -> dict[str, float]:
    """Feature → its weight; a feature without one weighs nothing."""
    with model_path("event_confidence.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["feature"]: float(row["weight"]) for row in rows}
