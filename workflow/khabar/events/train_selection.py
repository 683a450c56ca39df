"""Makes the weights of khabar.events.selection: `python -m khabar.events.train_selection FOLDER…`.

Each folder holds annotated documents (`<name>.txt` with `<name>.json`). Builds all tables for them, sees which
candidates are annotated as a mention of an event of their type, and fits a logistic regression with a ridge. Prints
the scores on the events of each folder, each document judged by weights learnt from others; what such scores turned out
to be worth on the folders of real articles becomes `models/event_confidence.tsv`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from khabar.calibration import Calibration, write
from khabar.evaluation.events import matches
from khabar.evaluation.gold import GoldDocument, load_documents, seed_documents
from khabar.evaluation.reliability import reliability
from khabar.events.extraction import candidates, told
from khabar.events.merging import Mention
from khabar.events.selection import FLOOR, HUNDREDTHS, KEPT, Candidate, features
from khabar.resources import model_path
from khabar.tables import articles, entities, quotes, sentences
from khabar.tables.events import article_rows

_PENALTY = 25.0
_FOLDS = 10
_RAREST = 2  # candidates in which a feature must occur

Array = npt.NDArray[np.float64]
Weights = dict[str, int]
Judged = tuple[float, bool]
"""Score of an event, in log odds, and whether it is right."""


class Example(NamedTuple):
    """One document: its annotation, its candidates, what they show, and which are annotated."""

    folder: str
    document: GoldDocument
    candidates: list[Candidate]
    shown: list[list[str]]
    right: list[bool]


def examples(folder: Path) -> Iterator[Example]:
    """The documents of a folder with their candidates."""
    documents = load_documents(folder)
    article_table, _ = articles.build(pa.Table.from_pylist(seed_documents(folder)), "UTC")
    sentence_table = sentences.build(article_table)
    names = entities.build(article_table, sentence_table)
    said = quotes.build(article_table, sentence_table, names)
    by_id = {article.article_id: article for article in article_rows(article_table, sentence_table, names, said)}
    for document in documents:
        article = by_id[document.article_id]
        found = list(candidates(article))
        right = [_is_annotated(document, candidate.mention) for candidate in found]
        yield Example(folder.name, document, found, features(article, found), right)


def _is_annotated(document: GoldDocument, mention: Mention) -> bool:
    return any(
        event.event_type == mention.event_type
        and any(mention.start < span.end and span.start < mention.end for span in (event.span, *event.also))
        for event in document.events
    )


def fit(data: Sequence[Example]) -> Weights:
    """Weight of each feature in hundredths of log odds, drawn towards 0 where it is rare; "any" is drawn nowhere."""
    rows = [row for one in data for row in one.shown]
    truth = np.array([float(right) for one in data for right in one.right])
    seen = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count >= _RAREST))}
    known = [[index[name] for name in row if name in index] for row in rows]
    columns = np.array([column for row in known for column in row])
    bounds = np.cumsum([0, *map(len, known)])
    matrix = csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(index)))
    penalty = np.array([_PENALTY if name != "any" else 0.01 for name in index])

    def loss(theta: Array) -> tuple[float, Array]:
        scores = matrix @ theta
        value = float((np.logaddexp(0, scores) - truth * scores).sum() + (penalty * theta**2).sum() / 2)
        return value, matrix.T @ (1 / (1 + np.exp(-scores)) - truth) + penalty * theta

    fitted = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    weights = {name: round(float(weight) * HUNDREDTHS) for name, weight in zip(index, fitted.x, strict=True)}
    return {name: weight for name, weight in weights.items() if weight}


def judge(one: Example, weights: Weights, floor: int = FLOOR, kept: int = KEPT) -> list[Judged]:
    """The events that are found in a document: their scores, and whether they are right."""
    scores = [sum(weights.get(name, 0) for name in row) for row in one.shown]
    found = told(one.candidates, scores, floor, kept)
    rows = [{"event_type": e.event_type, "char_start": e.start, "char_end": e.end} for e in found]
    right = {j for _, j in matches(one.document.events, rows)}
    return [(event.score / HUNDREDTHS, j in right) for j, event in enumerate(found)]


def curve(judged: Sequence[Judged]) -> Calibration:
    """The logistic curve from scores to the share of right events (Platt 1999)."""
    scores = np.array([[1.0, score] for score, _ in judged])
    truth = np.array([float(right) for _, right in judged])

    def loss(theta: Array) -> float:
        return float((np.logaddexp(0, scores @ theta) - truth * (scores @ theta)).sum())

    any_, slope = minimize(loss, np.array([0.0, 1.0]), method="BFGS").x
    return Calibration({"any": round(float(any_), 2), "score": round(float(slope), 2)})


def main() -> None:
    """Learn, print the scores of each folder, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--invented", nargs="*", default=[], help="names of folders that say nothing of real articles")
    arguments = parser.parse_args()
    data = [one for folder in arguments.folders for one in examples(folder)]
    order = sorted(range(len(data)), key=lambda number: (data[number].document.name, data[number].folder))
    fold = {number: place % _FOLDS for place, number in enumerate(order)}
    learnt = [fit([one for number, one in enumerate(data) if fold[number] != left_out]) for left_out in range(_FOLDS)]
    judged = [judge(one, learnt[fold[number]]) for number, one in enumerate(data)]
    for folder in dict.fromkeys(one.folder for one in data):
        here = [number for number, one in enumerate(data) if one.folder == folder]
        right = sum(ok for number in here for _, ok in judged[number])
        found = sum(len(judged[number]) for number in here)
        annotated = sum(len(data[number].document.events) for number in here)
        figures = (
            f"precision {right / found:.3f} recall {right / annotated:.3f} F1 {2 * right / (found + annotated):.3f}"
        )
        print(f"{folder}: {figures}")  # noqa: T201
    with model_path("event_selection.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("# see event_selection.md\nfeature\tweight\n")
        file.writelines(f"{name}\t{weight}\n" for name, weight in sorted(fit(data).items()))
    _write_confidence(
        [each for number, one in enumerate(data) if one.folder not in arguments.invented for each in judged[number]]
    )


def _write_confidence(judged: Sequence[Judged]) -> None:
    fitted = curve(judged)
    measured = reliability((fitted.along_score(score), right) for score, right in judged)
    note = f"expected calibration error {measured.ece:.3f}, Brier score {measured.brier:.3f}"
    print(f"confidence of {len(judged)} events: {note}")  # noqa: T201
    source = f"source: khabar.events.train_selection, {len(judged)} events of articles left out of the weights; {note}"
    write(fitted, model_path("event_confidence.tsv"), (source, "licence: CC0-1.0", "version: 1"))


if __name__ == "__main__":
    main()
