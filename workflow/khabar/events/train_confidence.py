"""Makes the weights of khabar.events.confidence: `python -m khabar.events.train_confidence FOLDER…`.

Each folder holds annotated documents (`<name>.txt` with `<name>.json`). Builds all tables for them and fits which of
the events are right. Prints the Brier score and a reliability table with each document scored by the others.
"""

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.optimize import minimize

from khabar.evaluation.events import matches
from khabar.evaluation.gold import load_documents, seed_documents
from khabar.events.confidence import features
from khabar.resources import model_path
from khabar.tables import articles, entities, events, quotes, sentences

_PENALTY = 6.0
_BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)

Array = npt.NDArray[np.float64]
Example = tuple[str, list[str], bool]


def examples(folder: Path) -> list[Example]:
    """(document, features, right) of every event that is found in the folder's documents."""
    documents = load_documents(folder)
    article_table, _ = articles.build(pa.Table.from_pylist(seed_documents(folder)), "UTC")
    sentence_table = sentences.build(article_table)
    names = entities.build(article_table, sentence_table)
    found = events.build(article_table, sentence_table, names, quotes.build(article_table, sentence_table, names))
    titles = {row["sentence_id"] for row in sentence_table.to_pylist() if row["section"] == "title"}
    data = []
    for document in documents:
        rows = [row for row in found.to_pylist() if row["article_id"] == document.article_id]
        right = {j for _, j in matches(document.events, rows)}
        data += [(document.name, features(row, row["sentence_id"] in titles), j in right) for j, row in enumerate(rows)]
    return data


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Weight of each feature, drawn towards 0 where it is rare."""
    names = sorted({name for _, found, _ in data for name in found})
    matrix = np.array([[float(name in found) for name in names] for _, found, _ in data])
    truth = np.array([float(right) for _, _, right in data])

    def loss(theta: Array) -> tuple[float, Array]:
        chance = 1 / (1 + np.exp(-matrix @ theta))
        logs = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        return float(-logs.sum() + _PENALTY / 2 * (theta**2).sum()), matrix.T @ (chance - truth) + _PENALTY * theta

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(weight), 2) for name, weight in zip(names, fitted.x, strict=True)}


def main() -> None:
    """Fit, print how well it is calibrated, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    data = [example for folder in parser.parse_args().folders for example in examples(folder)]
    truth, chance = np.array([float(right) for _, _, right in data]), np.zeros(len(data))
    for name in sorted({name for name, _, _ in data}):
        weights = fit([example for example in data if example[0] != name])
        for i, (document, found, _) in enumerate(data):
            if document == name:
                chance[i] = 1 / (1 + np.exp(-sum(weights.get(feature, 0.0) for feature in found)))
    print(f"{len(data)} events, Brier {((chance - truth) ** 2).mean():.3f}, of the mean {truth.var():.3f}")  # noqa: T201
    for low, high in pairwise(_BINS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            said, right = chance[inside].mean(), truth[inside].mean()
            print(f"from {low:.1f}: {inside.sum()} events, said {said:.2f}, right {right:.2f}")  # noqa: T201
    with model_path("event_confidence.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("# see event_confidence.md\nfeature\tweight\n")
        file.writelines(f"{name}\t{weight:.2f}\n" for name, weight in fit(data).items())


if __name__ == "__main__":
    main()
