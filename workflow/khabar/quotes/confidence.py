"""How far a rule is to be trusted: the share of its rows that are statements, in articles that people checked."""

from functools import cache

from khabar.resources import lexicon

_WEIGHT = 4  # rows that the mean of all rules counts as, so that rare rules stay near it
_MOST = 0.99


@cache
def _precisions() -> tuple[dict[str, float], float]:
    counts = {row["rule"]: (int(row["right"]), int(row["found"])) for row in lexicon("quote_rules")}
    mean = sum(right for right, _ in counts.values()) / sum(found for _, found in counts.values())
    smoothed = {rule: (right + mean * _WEIGHT) / (found + _WEIGHT) for rule, (right, found) in counts.items()}
    return smoothed, mean


def confidence(rule: str) -> float:
    """Probability that a row of the rule is a statement of the text; that of all rules where it was never counted."""
    smoothed, mean = _precisions()
    return min(_MOST, round(smoothed.get(rule, mean), 2))
