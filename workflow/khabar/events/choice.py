"""Chooses among candidates by what they show: a conditional logit model, one option being that none is right.

Weights, in hundredths of log odds, and their card are `models/event_choice.tsv` and `models/event_choice.md`;
`khabar.events.train_choice` makes them again.
"""

import csv
import math
from collections.abc import Callable, Sequence
from functools import cache

from khabar.resources import model_path

SLOTS = ("actor", "recipient", "location", "date")
THRESHOLDS = {"actor": 0.27, "recipient": 0.25, "location": 0.35, "date": 0.4}
"""Least probability with which a candidate is chosen: F1 on annotated articles is as good below, with more errors."""

ANY = 0.5
"""Greatest probability that none is right with which one is chosen."""
_UNLIKELY = 0.01  # options of less probability are not looked at


def choose(slot: str, none: Sequence[str], options: Sequence[Sequence[str]]) -> int | None:
    """Index of the likeliest of the options, each given by its features; None if probably none of them is right."""
    weights = _weights()[slot]
    chances = _softmax([sum([weights.get(feature, 0) for feature in features]) for features in (none, *options)])
    return _best(chances, THRESHOLDS[slot])


def choose_pair(
    none: Sequence[str], options: Sequence[Sequence[str]], apart: Callable[[int, int], bool]
) -> tuple[int | None, int | None]:
    """Actor and recipient together: the likeliest actor, and the likeliest recipient beside that actor.

    `apart` says of two options whether they can be actor and recipient of one event.
    """
    weights = _pair_weights()
    known = [[pair for feature in features if (pair := weights.get(feature))] for features in (none, *options)]
    actors, recipients = (_softmax([sum([pair[role] for pair in pairs]) for pairs in known]) for role in (0, 1))
    likely = [index for index, chance in enumerate(actors[1:]) if chance > _UNLIKELY]
    suffering = [index for index, chance in enumerate(recipients[1:]) if chance > _UNLIKELY]
    left = {one: [two for two in suffering if apart(one, two)] for one in likely}
    joint = [actors[0], *(0.0 for _ in options)]
    for one, rest in left.items():
        joint[one + 1] = actors[one + 1] * (recipients[0] + sum([recipients[two + 1] for two in rest]))
    actor = _best(joint, THRESHOLDS["actor"])
    beside = suffering if actor is None else left[actor]
    best = _best([recipients[0], *(recipients[two + 1] for two in beside)], THRESHOLDS["recipient"])
    return actor, beside[best] if best is not None else None


def _best(chances: Sequence[float], threshold: float) -> int | None:
    """Index of the likeliest option if it is likely enough, and that any is right; chances[0] is that of none."""
    total = sum(chances)
    best = max(range(1, len(chances)), key=lambda index: chances[index], default=0)
    return best - 1 if best and chances[best] >= threshold * total and chances[0] <= ANY * total else None


def _softmax(scores: Sequence[int]) -> list[float]:
    """Probabilities of options by their scores, in hundredths of log odds; rounded, so that every machine agrees."""
    highest = max(scores)
    odds = [math.exp((score - highest) / 100) for score in scores]
    total = sum(odds)
    return [round(one / total, 6) for one in odds]


@cache
def _pair_weights() -> dict[str, tuple[int, int]]:
    actor, recipient = _weights()["actor"], _weights()["recipient"]
    return {name: (actor.get(name, 0), recipient.get(name, 0)) for name in (*actor, *recipient)}


@cache
def _weights() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {slot: {} for slot in SLOTS}
    with model_path("event_choice.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["slot"]][row["feature"]] = int(row["weight"])
    return found
