"""How often the events of a rule are right: shares measured on hand-annotated text, smoothed."""

from functools import cache

from khabar.events.merging import Mention
from khabar.resources import lexicon

PRIOR_WEIGHT = 6.0
"""How many events the mean of the type counts for beside those of the lemma."""


def smoothed(right: int, fired: int, prior: float) -> float:
    """Share right, drawn towards `prior` where the rule fired rarely.

    >>> smoothed(0, 0, 0.6), round(smoothed(9, 10, 0.6), 3)
    (0.6, 0.787)
    """
    return (right + PRIOR_WEIGHT * prior) / (fired + PRIOR_WEIGHT)


def confidence(event: Mention) -> float:
    """Probability that type and trigger of the event are right."""
    trigger = event.reading.trigger
    rates = _rates()
    mean = smoothed(*rates.get(("all", ""), (0, 0)), prior=0.6)
    of_type = smoothed(*rates.get((trigger.event_type, ""), (0, 0)), prior=mean)
    of_rule = smoothed(*rates.get((trigger.event_type, trigger.lemma), (0, 0)), prior=of_type)
    return round(min(max(of_rule, 0.05), 0.98), 2)


@cache
def _rates() -> dict[tuple[str, str], tuple[int, int]]:
    rows = lexicon("event_precision")
    return {(row["event_type"], row["lemma"]): (int(row["right"]), int(row["fired"])) for row in rows}
