"""How likely type and trigger of an event are right, by the score that khabar.events.selection gave it.

The logistic curve that turns scores into probabilities is fitted on articles whose scores come from weights learnt
without them: `models/event_confidence.tsv`, made by `khabar.events.train_selection`.
"""

from functools import cache

from khabar.calibration import Calibration, read
from khabar.events.selection import HUNDREDTHS
from khabar.resources import model_path


def confidence(score: int) -> float:
    """Probability that an event with this score, in hundredths of log odds, is right."""
    return _calibration().along_score(score / HUNDREDTHS)


@cache
def _calibration() -> Calibration:
    return read(model_path("event_confidence.tsv"))
