"""`python -m khabar.entities.train …`: train the sequence model and write models/ner.npz and its like.

Annotated corpora follow different conventions. Each feature of a sentence is therefore given twice, once as it is and
once for the convention of its corpus alone (after the feature augmentation of Daumé III 2007); the two weights are
added up at the end, so that the model pays nothing for it. Each convention has its file of weights.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from khabar.entities.corpora import OWN, Sentence, read_annotations, read_conll, read_documents
from khabar.entities.decoding import SCALE
from khabar.entities.features import sentence_features
from khabar.resources import model_path

_CONVENTIONS = (OWN, "anercorp", "aqmar")
Weights = NDArray[np.float64]
_FIELD = "\x1f"  # between the name of a convention and a feature
_LARGEST = 32_767  # of a 16-bit weight


def train(sentences: Iterable[Sentence], out: Mapping[str, Path], iterations: int) -> None:
    """Train on sentences and write, for each corpus named, the weights that tag by its convention."""
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
        labels = tuple(sorted(tagger.labels()))
        for corpus, path in out.items():
            _write(_merged(info.state_features, corpus, labels), dict(info.transitions), labels, path)
        tagger.close()


def _augmented(sentence: Sentence) -> list[list[str]]:
    features = sentence_features(sentence.words)
    if sentence.corpus not in _CONVENTIONS:
        return features
    return [[*found, *(f"{sentence.corpus}{_FIELD}{f}" for f in found)] for found in features]


def _merged(states: Mapping[tuple[str, str], float], corpus: str, labels: Sequence[str]) -> dict[str, Weights]:
    """Weights of each feature by label: those of all corpora and those of one added up."""
    column = {label: k for k, label in enumerate(labels)}
    merged: dict[str, Weights] = {}
    for (feature, label), weight in sorted(states.items()):
        source, _, plain = feature.rpartition(_FIELD)
        if source in ("", corpus):
            merged.setdefault(plain, np.zeros(len(labels)))[column[label]] += weight
    return merged


def _write(
    merged: Mapping[str, Weights],
    transitions: dict[tuple[str, str], float],
    labels: Sequence[str],
    out: Path,
) -> None:
    column = {label: k for k, label in enumerate(labels)}
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
    annotated = read_annotations(arguments.annotations, arguments.texts) if arguments.texts else []
    sentences = [sentence for text in annotated for sentence in text]
    for corpus in ("newsfane", "anercorp", "aqmar"):
        for path in getattr(arguments, corpus):
            sentences += read_conll(path, corpus, as_it_is=corpus in _CONVENTIONS)
    return sentences


def main() -> None:
    """Train on the given corpora."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.train", description=__doc__)
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="folders of documents by the guidelines")
    add_data_arguments(parser)
    parser.add_argument("--out", type=Path, default=model_path("ner.npz"))
    arguments = parser.parse_args()
    sentences = [s for folder in arguments.documents for text in read_documents(folder) for s in text]
    sentences += read_others(arguments)
    out = {OWN: arguments.out}
    for corpus in _CONVENTIONS[1:]:
        if getattr(arguments, corpus):
            out[corpus] = arguments.out.with_stem(f"{arguments.out.stem}_{corpus}")
    train(sentences, out, arguments.iterations)
    for path in out.values():
        sys.stdout.write(f"{len(sentences)} sentences -> {path.name}, {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
