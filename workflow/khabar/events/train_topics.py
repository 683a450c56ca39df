"""Makes the weights of khabar.events.topics: `python -m khabar.events.train_topics CORPUS.jsonl.gz`.

The corpus has one JSON record per line with `category`, `source`, `title` and `text`. Prints the accuracy on each
source with the weights of the others.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from khabar.events.topics import TOPICS, feature
from khabar.resources import model_path
from khabar.text.tokens import tokenize

_TOPIC_OF = {"internationalNews": "politics", "middleEast": "politics"} | {topic: topic for topic in TOPICS}
_MIN_DOCUMENTS = 25
_WORDS = 4000
_PENALTY = 2e-5
_OPTIONS = {"maxiter": 150}

Example = tuple[str, int, frozenset[str]]


def examples(path: Path) -> list[Example]:
    """(source, topic, words) of every record whose category names a topic."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            topic = _TOPIC_OF.get(record["category"])
            if topic is None:
                continue
            words = {feature(t.text) for t in tokenize(f"{record['title']}\n{record['text']}") if len(t.text) > 1}
            found.append((record["source"], TOPICS.index(topic), frozenset(words)))
    return found


def vocabulary(data: Sequence[Example]) -> list[str]:
    """The words whose share of documents differs most between topics."""
    counts: list[Counter[str]] = [Counter() for _ in TOPICS]
    totals = Counter(topic for _, topic, _ in data)
    for _, topic, words in data:
        counts[topic].update(words)
    scored = []
    for word, seen in sum(counts, Counter[str]()).items():
        if seen >= _MIN_DOCUMENTS and not word.isdigit():
            rates = [count[word] / max(totals[topic], 1) for topic, count in enumerate(counts)]
            scored.append((min(rates) - max(rates), word))
    return sorted(word for _, word in sorted(scored)[:_WORDS])


def train(data: Sequence[Example]) -> dict[str, list[float]]:
    """Weight of each word for each topic; "" holds the intercepts."""
    columns = {word: i for i, word in enumerate(vocabulary(data), start=1)}
    rows, cols, values = [], [], []
    for row, (_, _, words) in enumerate(data):
        known = [columns[word] for word in sorted(words) if word in columns]
        rows += [row] * (len(known) + 1)
        cols += [0, *known]
        values += [1.0] + [len(known) ** -0.5] * len(known)
    matrix = csr_matrix((values, (rows, cols)), shape=(len(data), len(columns) + 1))
    truth = np.zeros((len(data), len(TOPICS)))
    truth[np.arange(len(data)), [topic for _, topic, _ in data]] = 1
    weight = 1 / truth.sum(axis=0).clip(1)  # every topic counts alike
    sample = (truth @ weight)[:, None] * len(data) / len(TOPICS)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        theta = flat.reshape(matrix.shape[1], len(TOPICS))
        scores = matrix @ theta
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        gradient = matrix.T @ (sample * (np.exp(logs) - truth)) / len(data) + _PENALTY * theta
        return float(-(sample * truth * logs).sum() / len(data) + _PENALTY / 2 * (theta**2).sum()), gradient.ravel()

    fitted = minimize(loss, np.zeros(matrix.shape[1] * len(TOPICS)), jac=True, method="L-BFGS-B", options=_OPTIONS)
    theta = fitted.x.reshape(matrix.shape[1], len(TOPICS)).round(2)
    return {word: theta[i].tolist() for word, i in {"": 0, **columns}.items()}


def predict(weights: dict[str, list[float]], words: frozenset[str]) -> int:
    """Index of the likeliest topic."""
    known = [weights[word] for word in words if word in weights]
    scale = max(len(known), 1) ** -0.5
    sums = [weights[""][i] + scale * sum(values[i] for values in known) for i in range(len(TOPICS))]
    return sums.index(max(sums))


def main() -> None:
    """Train, print scores, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    data = examples(parser.parse_args().corpus)
    for source in sorted({s for s, _, _ in data}):
        weights = train([d for d in data if d[0] != source])
        test = [d for d in data if d[0] == source]
        right = Counter(t for _, t, words in test if predict(weights, words) == t)
        total = Counter(t for _, t, _ in test)
        shares = ", ".join(f"{TOPICS[t]} {right[t] / total[t]:.3f}" for t in sorted(total))
        print(f"{source}: accuracy {sum(right.values()) / len(test):.3f} ({shares})")  # noqa: T201
    with model_path("event_topics.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("# see event_topics.md\n")
        file.write("\t".join(("word", *TOPICS)) + "\n")
        for word, values in train(data).items():
            file.write("\t".join((word, *(f"{value:.2f}" for value in values))) + "\n")


if __name__ == "__main__":
    main()
