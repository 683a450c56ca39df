"""Fits what confidence is made of, and judges the fit on articles that it has not seen."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from khabar.calibration import Calibration, Point, along
from khabar.evaluation.reliability import Judged, Reliability, reliability

FOLDS = 10
_PENALTY = 6.0  # draws weights towards 0, so that what is rare says little
_BLOCK = 20  # rows at least that a point of the line stands for
_PRIOR = 2.0  # rows that the mean of all counts as in each block

Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One row: the article it is from, what it shows, what is said of it now, and whether it is right."""

    article: str
    features: tuple[str, ...]
    said: float
    right: bool


Fit = Callable[[Sequence[Example]], Calibration]


def logistic(examples: Sequence[Example]) -> Calibration:
    """Weights by ridge regression on the log odds; the feature "any", which every row shows, is drawn nowhere."""
    names = sorted({name for example in examples for name in example.features})
    place = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in zip(matrix, examples, strict=True):
        row[[place[name] for name in example.features]] = 1.0
    truth = np.array([float(example.right) for example in examples])
    penalty = np.array([_PENALTY if name != "any" else 0.01 for name in names])

    def loss(theta: Array) -> tuple[float, Array]:
        chance = 1 / (1 + np.exp(-matrix @ theta))
        logs = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        value = float(-logs.sum() + (penalty * theta**2).sum() / 2)
        return value, np.asarray(matrix.T @ (chance - truth) + penalty * theta)

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    weights = {name: round(float(weight), 2) for name, weight in zip(names, fitted.x, strict=True)}
    return Calibration({name: weight for name, weight in weights.items() if weight})


def corrected(examples: Sequence[Example]) -> Calibration:
    """The logistic fit with a rising line on top, which is made of probabilities of rows that the fit has not seen."""
    unseen = held_out(examples, logistic)
    return Calibration(logistic(examples).weights, rising(unseen))


def one_figure(examples: Sequence[Example]) -> Calibration:
    """The share of right rows for every row: what any fit must beat."""
    share = (sum(example.right for example in examples) + 1) / (len(examples) + 2)
    return Calibration({}, [(0.5, round(share, 3))])


def rising(judged: Iterable[Judged]) -> list[Point]:
    """Points of a line that never falls: blocks of neighbouring rows, pooled where they would (isotonic regression).

    The height of a block is its share of right ones, drawn a little towards the mean of all.

    >>> rising([(0.2, False)] * 20 + [(0.9, True)] * 20)
    [(0.2, 0.045), (0.9, 0.955)]
    """
    pairs = sorted(judged)
    mean = sum(right for _, right in pairs) / max(len(pairs), 1)
    blocks: list[tuple[float, float, int]] = []  # sum of what was said, right, rows

    def height(block: tuple[float, float, int]) -> float:
        return (block[1] + mean * _PRIOR) / (block[2] + _PRIOR)

    for inside in _blocks(pairs):
        blocks.append((sum(said for said, _ in inside), float(sum(right for _, right in inside)), len(inside)))
        while len(blocks) > 1 and height(blocks[-2]) >= height(blocks[-1]):
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [(round(block[0] / block[2], 3), round(height(block), 3)) for block in blocks]


def held_out(examples: Sequence[Example], fit: Fit) -> list[Judged]:
    """(confidence, right) of each row by a fit to the other articles, a tenth of the articles left out each time."""
    articles = sorted({example.article for example in examples})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    judged = []
    for left_out in range(min(FOLDS, len(articles))):
        fitted = fit([example for example in examples if fold[example.article] != left_out])
        unseen = (example for example in examples if fold[example.article] == left_out)
        judged += [(fitted.confidence(example.features), example.right) for example in unseen]
    return judged


def held_out_line(judged: Sequence[tuple[str, float, bool]]) -> list[Judged]:
    """(confidence, right) of each (article, raw score, right) by a rising line through the other articles' rows."""
    articles = sorted({article for article, _, _ in judged})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    found = []
    for left_out in range(min(FOLDS, len(articles))):
        line = rising((raw, right) for article, raw, right in judged if fold[article] != left_out)
        found += [(round(along(line, raw), 2), right) for article, raw, right in judged if fold[article] == left_out]
    return found


def best(examples: Sequence[Example]) -> tuple[str, Calibration, dict[str, Reliability]]:
    """The fit with the least Brier score on unseen articles, with that of all; the simpler one where they are equal."""
    fits: dict[str, Fit] = {"one figure": one_figure, "weights": logistic, "weights and line": corrected}
    found = {name: reliability(held_out(examples, fit)) for name, fit in fits.items()}
    name = min(fits, key=lambda name: found[name].brier)
    return name, fits[name](examples), found


def _blocks(pairs: Sequence[Judged]) -> Iterable[Sequence[Judged]]:
    """Neighbouring rows, at least so many together, rows of one score never apart."""
    start = 0
    while start < len(pairs):
        end = min(start + _BLOCK, len(pairs))
        while end < len(pairs) and pairs[end][0] == pairs[end - 1][0]:
            end += 1
        if len(pairs) - end < _BLOCK:
            end = len(pairs)
        yield pairs[start:end]
        start = end
