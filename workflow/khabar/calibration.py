"""Confidence: how likely a row is right, by what was right of rows like it in annotated articles.

A row shows features (its rule, its type, where it stands); their weights sum up to a score, and a logistic curve makes
it a probability. Where the fit asks for it, a rising line through points corrects that. `khabar.evaluation.calibrate`
makes the files: `kind, key, value`, a weight for each feature, or a probability and what it turned out to be worth.
"""

import csv
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_MOST = 0.99  # nothing is certain

Point = tuple[float, float]


class Calibration(NamedTuple):
    """Weights of features, and the points of the line that corrects the probability; no points: it stands."""

    weights: Mapping[str, float]
    points: Sequence[Point] = ()

    def confidence(self, features: Iterable[str]) -> float:
        """Probability that a row with these features is right; a feature without a weight says nothing.

        >>> Calibration({"any": 2.0, "denied": -1.0}).confidence(["any", "denied", "unheard of"])
        0.73
        """
        return self._probability(sum(self.weights.get(feature, 0.0) for feature in features))

    def along_score(self, score: float) -> float:
        """Probability that a row with this score is right, by the weights of "any" and of one "score".

        >>> Calibration({"any": 0.0, "score": 2.0}).along_score(0.5)
        0.73
        """
        return self._probability(self.weights["any"] + self.weights["score"] * score)

    def _probability(self, log_odds: float) -> float:
        return min(_MOST, round(along(self.points, 1 / (1 + math.exp(-log_odds))), 2))


def along(points: Sequence[Point], at: float) -> float:
    """The height of the line through the points, level beyond its ends; `at` itself where there are none.

    >>> along([(0.5, 0.6), (0.9, 0.8)], 0.7), along([(0.5, 0.6)], 0.1), along([], 0.3)
    (0.7, 0.6, 0.3)
    """
    if not points:
        return at
    right = bisect_right(points, (at, math.inf))
    if right in (0, len(points)):
        return points[min(right, len(points) - 1)][1]
    (x0, y0), (x1, y1) = points[right - 1], points[right]
    return y0 + (y1 - y0) * (at - x0) / (x1 - x0)


def read(path: Path) -> Calibration:
    """Read a file of weights and points."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(
            csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    return Calibration(
        {row["key"]: float(row["value"]) for row in rows if row["kind"] == "weight"},
        sorted((float(row["key"]), float(row["value"])) for row in rows if row["kind"] == "point"),
    )


def write(calibration: Calibration, path: Path, notes: Iterable[str]) -> None:
    """Write a file of weights and points, notes first."""
    lines = [f"# {note}" for note in notes] + ["kind\tkey\tvalue"]
    lines += [f"weight\t{feature}\t{weight:.2f}" for feature, weight in sorted(calibration.weights.items())]
    lines += [f"point\t{said:.3f}\t{right:.3f}" for said, right in calibration.points]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
