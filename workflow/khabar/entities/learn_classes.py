"""`python -m khabar.entities.learn_classes CORPUS.jsonl.gz …`: learn lexicons/word_classes.tsv from raw news.

Words are counted with the words up to two places before and after them, weighted by positive pointwise mutual
information (context counts smoothed by the power 0.75: Levy, Goldberg & Dagan 2015), reduced to 100 dimensions by a
truncated singular value decomposition, and grouped by spherical k-means. Same corpus, same list.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.linalg import svds

from khabar.lexicon_build.tsv import write_lexicon
from khabar.text.canonical import canonical
from khabar.text.tokens import lexical, tokenize

_RAREST = 4
_CONTEXTS = 12_000
_WINDOW = (-2, -1, 1, 2)
_DIMENSIONS = 100
_CLASSES = (64, 256, 1000)
_ROUNDS = 25
Vectors = NDArray[np.float64]


def read_lines(path: Path) -> Iterator[list[str]]:
    """Folded words of each line of title and text of a JSON-lines corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = f"{record.get('title') or ''}\n{record.get('text') or ''}"
            for part in canonical(text).replace(". ", ".\n").split("\n"):
                words = [lexical(token.text) for token in tokenize(part)]
                if len(words) > 2:
                    yield words


def word_vectors(lines: list[list[str]], vocabulary: list[str]) -> Vectors:
    """Unit vectors of the words of the vocabulary, most frequent first."""
    index = {word: i for i, word in enumerate(vocabulary)}
    gap = [-1] * max(_WINDOW)
    flat = np.array([i for line in lines for i in [*(index.get(w, -1) for w in line), *gap]], dtype=np.int64)
    contexts = min(_CONTEXTS, len(vocabulary))
    blocks = []
    for offset in _WINDOW:
        words = flat[max(0, -offset) : len(flat) - max(0, offset)]
        beside = flat[max(0, offset) : len(flat) - max(0, -offset)]
        known = (words >= 0) & (beside >= 0) & (beside < contexts)
        shape = (len(vocabulary), contexts)
        blocks.append(sp.coo_matrix((np.ones(known.sum()), (words[known], beside[known])), shape=shape).tocsr())
    weighted = _mutual_information(sp.hstack(blocks).tocoo())
    start = np.random.default_rng(0).standard_normal(min(weighted.shape))
    left, values, _ = svds(weighted, k=_DIMENSIONS, v0=start)
    return _unit(left * np.sqrt(values))


def group(vectors: Vectors, classes: int) -> NDArray[np.int64]:
    """The class of each vector, by spherical k-means from a fixed start among the frequent words."""
    frequent = min(len(vectors), 20_000)
    chosen = np.random.default_rng(1).choice(frequent, classes, replace=False)
    centres = vectors[chosen].copy()
    nearest = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(_ROUNDS):
        nearest = np.concatenate([(part @ centres.T).argmax(axis=1) for part in np.array_split(vectors, 16)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        filled = np.linalg.norm(sums, axis=1) > 0
        centres[filled] = _unit(sums[filled])
    return nearest


def _mutual_information(counts: sp.coo_matrix) -> sp.csr_matrix:
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    columns *= rows.sum() / columns.sum()
    values = np.log(counts.data * rows.sum() / (rows[counts.row] * columns[counts.col]))
    kept = values > 0
    return sp.csr_matrix((values[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def main() -> None:
    """Learn the classes and write the list."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.learn_classes", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+", help="JSON lines with title and text, gzip")
    arguments = parser.parse_args()
    lines = [line for path in arguments.corpus for line in read_lines(path)]
    counts = Counter(word for line in lines for word in line)
    vocabulary = [w for w, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= _RAREST]
    vectors = word_vectors(lines, vocabulary)
    classes = [group(vectors, size) for size in _CLASSES]
    rows = [
        (word, counts[word], *(found[i] for found in classes))
        for i, word in enumerate(vocabulary)
        if any("\u0621" <= letter <= "\u064a" for letter in word)
    ]
    source = "ANT corpus v1.1 and v2.1 (Arabic news, 2017 and 2018): word counts and word classes; no text"
    written = write_lexicon(
        "word_classes",
        source=source,
        licence="CC0-1.0",
        columns=("word", "count", "coarse", "middle", "fine"),
        rows=rows,
    )
    sys.stdout.write(f"word_classes: {written} words of {sum(counts.values())} running words\n")


if __name__ == "__main__":
    main()
