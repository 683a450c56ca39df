"""Makes the weights of khabar.events.choice: `python -m khabar.events.train_choice FOLDER…`.

Each folder holds annotated documents (`<name>.txt` with `<name>.json`). Builds all tables for them and learns which
candidates the annotators chose, for the events that the rules find and for those whose trigger they could have read.
Prints the scores on the events found, each document judged by weights learnt from others.
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

from khabar.evaluation.events import content_words, matches
from khabar.evaluation.gold import GoldDocument, GoldEvent, load_documents, seed_documents
from khabar.events.article import Article
from khabar.events.choice import ANY, SLOTS, THRESHOLDS
from khabar.events.clauses import Clauses
from khabar.events.dating import Dates
from khabar.events.extraction import events as events_of
from khabar.events.extraction import mention_at
from khabar.events.merging import Mention
from khabar.events.participants import Participants, without
from khabar.events.placing import Places
from khabar.events.triggers import readings
from khabar.resources import model_path
from khabar.tables import articles, entities, quotes, sentences
from khabar.tables.events import article_rows, row_of

_PENALTY = {"actor": 10.0, "recipient": 10.0, "location": 4.0, "date": 5.0}
_FOLDS = 8
_RAREST = 2  # examples in which a feature must occur
_LEAST = 0.02  # weights closer to 0 are left out

Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One choice: what speaks for none and for each option, and which options are right."""

    document: str
    found: bool
    """Whether the rules find the event."""
    stated: bool
    """Whether the annotators name one."""
    none: list[str]
    options: list[list[str]]
    right: list[bool]


def examples(folder: Path) -> dict[str, list[Example]]:
    """Slot → examples of the folder's documents."""
    documents = load_documents(folder)
    article_table, _ = articles.build(pa.Table.from_pylist(seed_documents(folder)), "UTC")
    sentence_table = sentences.build(article_table)
    names = entities.build(article_table, sentence_table)
    said = quotes.build(article_table, sentence_table, names)
    found: dict[str, list[Example]] = {slot: [] for slot in SLOTS}
    by_id = {article.article_id: article for article in article_rows(article_table, sentence_table, names, said)}
    for document in documents:
        article = by_id[document.article_id]
        for slot, example in _of_document(document, article):
            found[slot].append(example)
    return found


def _of_document(document: GoldDocument, article: Article) -> Iterator[tuple[str, Example]]:
    told = events_of(article)
    pairs = dict(matches(document.events, [row_of(article, event) for event in told]))
    for number, gold in enumerate(document.events):
        if number in pairs:
            yield from _of_event(document.name, gold, article, told, pairs[number])
            continue
        missed = _missed(article, gold)
        if missed is not None:
            among = sorted([*told, missed], key=lambda event: event.start)
            for slot, example in _of_event(document.name, gold, article, among, among.index(missed)):
                yield slot, example._replace(found=False)


def _missed(article: Article, gold: GoldEvent) -> Mention | None:
    """The event as the rules would read it, if the lexicon knows its trigger."""
    token = article.words.at(gold.span.start)
    sentence = next((one for one in article.sentences if one.first <= token < one.last), None)
    known = readings(article.words.tokens[token].text) if sentence is not None else ()
    reading = next((one for one in known if one.trigger.event_type == gold.event_type), None)
    if sentence is None or reading is None or token + 1 >= len(article.words.tokens):
        return None
    return mention_at(article, sentence, token, reading)


def _of_event(
    name: str, gold: GoldEvent, article: Article, told: Sequence[Mention], number: int
) -> Iterator[tuple[str, Example]]:
    event = told[number]
    clauses = Clauses(article)
    options = Participants(article, told, clauses).options(number)
    parties = [candidate.party for candidate in options.candidates]
    right = [_shares(gold.actor, party.text, party.name) for party in parties]
    yield "actor", Example(name, True, bool(gold.actor), options.none, options.features, right)
    actor = next((party for party, fits in zip(parties, right, strict=True) if fits), None)
    rest = without(options, actor)
    right = [_shares(gold.recipient, one.party.text, one.party.name) for one in rest.candidates]
    yield "recipient", Example(name, True, bool(gold.recipient), rest.none, rest.features, right)
    rows, features, none = Places(article, told, clauses).options(event)
    right = [_shares(gold.location, row["text"], row["canonical_name"]) for row in rows]
    yield "location", Example(name, True, bool(gold.location), none, features, right)
    dates, features, none = Dates(article, clauses).options(event)
    yield "date", Example(name, True, bool(gold.date), none, features, [date.iso == gold.date for date in dates])


def _shares(gold: str, text: str, name: str | None) -> bool:
    return not content_words(gold).isdisjoint(content_words(f"{text} {name or ''}"))


def fit(data: Sequence[Example], penalty: float) -> dict[str, float]:
    """Weight of each feature, drawn towards 0 where it is rare."""
    seen = Counter(name for one in data for name in {*one.none, *(name for row in one.options for name in row)})
    index = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count >= _RAREST))}
    rows = [[index[name] for name in row if name in index] for one in data for row in (one.none, *one.options)]
    columns = np.array([column for row in rows for column in row])
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(index)))
    truth = np.array([float(right) for one in data for right in (not any(one.right), *one.right)])
    starts = np.cumsum([0, *(1 + len(one.options) for one in data)])
    group = np.repeat(np.arange(len(data)), np.diff(starts))

    def loss(theta: Array) -> tuple[float, Array]:
        scores = matrix @ theta
        odds = np.exp(scores - np.maximum.reduceat(scores, starts[:-1])[group])
        total, good = np.add.reduceat(odds, starts[:-1]), np.add.reduceat(odds * truth, starts[:-1])
        slope = odds / total[group] - odds * truth / good[group]
        return float(np.log(total / good).sum() + penalty / 2 * (theta**2).sum()), matrix.T @ slope + penalty * theta

    fitted = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = zip(index, fitted.x, strict=True)
    return {name: round(float(weight), 2) for name, weight in weights if abs(weight) >= _LEAST}


def judge(data: Sequence[Example], weights: dict[str, float], threshold: float) -> tuple[int, int, int, int]:
    """Right, spurious and missed choices and right silences among the events that the rules find."""
    right = spurious = missed = silent = 0
    for one in data:
        if not one.found:
            continue
        scores = np.array([sum(weights.get(name, 0.0) for name in row) for row in (one.none, *one.options)])
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        likely = len(chances) > 1 and chances[1:].max() >= threshold and chances[0] <= ANY
        best = int(chances[1:].argmax()) if likely else None
        hit = best is not None and one.right[best]
        right += hit
        spurious += best is not None and not hit
        missed += one.stated and not hit
        silent += best is None and not one.stated
    return right, spurious, missed, silent


def main() -> None:
    """Learn, print the scores of each slot, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    sets = {folder: examples(folder) for folder in parser.parse_args().folders}
    lines = []
    for slot in SLOTS:
        data = [example for found in sets.values() for example in found[slot]]
        names = sorted({example.document for example in data})
        folds = {name: i % _FOLDS for i, name in enumerate(names)}
        learnt = [fit([e for e in data if folds[e.document] != fold], _PENALTY[slot]) for fold in range(_FOLDS)]
        for folder, found in sets.items():
            counts = np.zeros(4, dtype=int)
            for fold in range(_FOLDS):
                part = [e for e in found[slot] if folds[e.document] == fold]
                counts += np.array(judge(part, learnt[fold], THRESHOLDS[slot]))
            right, spurious, missed, silent = (int(count) for count in counts)
            f1 = 2 * right / max(2 * right + spurious + missed, 1)
            share = (right + silent) / max(sum(e.found for e in found[slot]), 1)
            print(f"{slot:10} {folder.name:12} F1 {f1:.3f}  right of all {share:.3f}")  # noqa: T201
        lines += [f"{slot}\t{name}\t{round(100 * weight)}\n" for name, weight in fit(data, _PENALTY[slot]).items()]
    with model_path("event_choice.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("# see event_choice.md\nslot\tfeature\tweight\n")
        file.writelines(lines)


if __name__ == "__main__":
    main()
