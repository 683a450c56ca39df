"""`python -m khabar.entities.train …`: train the sequence model and write models/ner.npz.

Annotated corpora follow different conventions. Each feature of a sentence annotated by the guidelines is therefore
given twice, once as it is and once for this convention alone (after the feature augmentation of Daumé III 2007); the
two weights are added up at the end, so that the model pays nothing for it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from khabar.entities.corpora import Sentence, read_annotations, read_conll, read_documents
from khabar.entities.features import sentence_features
from khabar.entities.model import SCALE
from khabar.resources import model_path

OWN = "own"
"""The convention of the guidelines."""
_FIELD = "\x1f"  # between the name of a convention and a feature
_LARGEST = 32_767  # of a 16-bit weight


def train(sentences: Iterable[Sentence], out: Path, iterations: int) -> None:
    """Train on sentences and write the weights that tag by the guidelines."""
    with tempfile.TemporaryDirectory() as folder:
        crf = str(Path(folder) / "model.crf")
        trainer = pycrfsuite.Trainer(verbose=False)
        for sentence in sentences:
            trainer.append(_augmented(sentence), sentence.tags)
        trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": iterations, "feature.possible_transitions": False})
        trainer.train(crf)
        tagger = pycrfsuite.Tagger()
        tagger.open(crf)
        info = tagger.info()
        _write(dict(info.state_features), dict(info.transitions), tuple(sorted(tagger.labels())), out)
        tagger.close()


def _augmented(sentence: Sentence) -> list[list[str]]:
    features = sentence_features(sentence.words)
    if sentence.corpus != OWN:
        return features
    return [[*found, *(f"{OWN}{_FIELD}{f}" for f in found)] for found in features]


def _write(
    states: dict[tuple[str, str], float],
    transitions: dict[tuple[str, str], float],
    labels: Sequence[str],
    out: Path,
) -> None:
    column = {label: k for k, label in enumerate(labels)}
    merged: dict[str, np.ndarray] = {}
    for (feature, label), weight in sorted(states.items()):
        plain = feature.rpartition(_FIELD)[2]
        merged.setdefault(plain, np.zeros(len(labels)))[column[label]] += weight
    rounded = {name: np.clip(np.rint(row * SCALE), -_LARGEST, _LARGEST) for name, row in merged.items()}
    names = sorted(name for name, row in rounded.items() if row.any())
    steps = np.zeros((len(labels), len(labels)))
    for (before, after), weight in transitions.items():
        steps[column[before], column[after]] = np.rint(weight * SCALE)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        np.savez_compressed(
            file,
            features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            labels=np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
            weights=np.stack([rounded[name] for name in names]).astype(np.int16),
            transitions=steps.astype(np.int32),
        )


def add_data_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that name the data besides whole documents."""
    parser.add_argument("--annotations", type=Path, default=model_path("ner_annotations.jsonl"))
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="corpora (JSON lines, gzip) it refers to")
    parser.add_argument("--newsfane", type=Path, nargs="*", default=[], help="NewsFANE Gold, token and tag a line")
    parser.add_argument("--anercorp", type=Path, nargs="*", default=[], help="ANERcorp, token and tag a line")
    parser.add_argument("--aqmar", type=Path, nargs="*", default=[], help="AQMAR, token and tag a line")
    parser.add_argument("--iterations", type=int, default=80)


def read_others(arguments: argparse.Namespace) -> list[Sentence]:
    """The training sentences that are no whole documents."""
    sentences = read_annotations(arguments.annotations, arguments.texts) if arguments.texts else []
    for corpus in ("newsfane", "anercorp", "aqmar"):
        sentences += [s for path in getattr(arguments, corpus) for s in read_conll(path, corpus)]
    return sentences


def main() -> None:
    """Train on the given corpora."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.train", description=__doc__)
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="folders of documents by the guidelines")
    add_data_arguments(parser)
    parser.add_argument("--out", type=Path, default=model_path("ner.npz"))
    arguments = parser.parse_args()
    sentences = [s for folder in arguments.documents for s in read_documents(folder)]
    sentences += read_others(arguments)
    train(sentences, arguments.out, arguments.iterations)
    sys.stdout.write(f"{len(sentences)} sentences -> {arguments.out.name}, {arguments.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
