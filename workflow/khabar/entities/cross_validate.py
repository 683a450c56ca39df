"""`python -m khabar.entities.cross_validate …`: how well names are found in documents that training never saw.

Trains once per fold on everything but the fold's documents, finds the names of these with the whole of
khabar.entities, and prints the scores as JSON. From the same finds it learns what a probability of the model is worth,
and writes models/ner_calibration.tsv.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from khabar.entities.canonical import Name, canonical_names
from khabar.entities.clitics import citation
from khabar.entities.corpora import Sentence, tag_text
from khabar.entities.mentions import Article, Mention, equated_names, find_mentions
from khabar.entities.model import Tagger
from khabar.entities.train import OWN, add_data_arguments, read_others, train
from khabar.evaluation.entities import Named, compare
from khabar.evaluation.gold import GoldDocument, load_documents
from khabar.evaluation.outcome import Outcome
from khabar.evaluation.quality import scores
from khabar.resources import model_path
from khabar.text.paragraphs import paragraphs
from khabar.text.sentences import sentences

_BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
Finds = list[tuple[float, bool]]
"""Raw confidence of a find and whether span and type are right."""


def cross_validate(
    documents: Sequence[GoldDocument], others: Sequence[Sentence], folds: int, iterations: int
) -> tuple[list[Outcome], Finds]:
    """Each document judged by a model that was trained without it."""
    outcomes, finds = list[Outcome](), Finds()
    for fold in range(folds):
        training = [s for i, d in enumerate(documents) if i % folds != fold for s in _sentences(d)]
        with tempfile.TemporaryDirectory() as folder:
            weights = Path(folder) / "ner.npz"
            train([*others, *training], weights, iterations)
            tagger = Tagger(weights)
        for document in documents[fold::folds]:
            outcomes.append(_judge(document, tagger, finds))
    return outcomes, finds


def calibration(finds: Finds) -> list[tuple[float, float]]:
    """(raw confidence, share of right finds) at the mean of each bin, made non-decreasing by pooling neighbours.

    The share is (right + 1) / (all + 2), because some bins are small.
    """
    blocks: list[list[float]] = []  # sum of raw confidence, right, all
    for low, high in pairwise(_BINS):
        inside = [(raw, right) for raw, right in finds if low <= raw < high or (high == 1.0 and raw == 1.0)]
        if inside:
            blocks.append([sum(raw for raw, _ in inside), float(sum(right for _, right in inside)), float(len(inside))])
        while len(blocks) > 1 and _share(blocks[-2]) > _share(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(round(block[0] / block[2], 3), round(_share(block), 3)) for block in blocks]


def _share(block: Sequence[float]) -> float:
    return (block[1] + 1) / (block[2] + 2)


def _sentences(document: GoldDocument) -> list[Sentence]:
    return tag_text(document.text, [(e.span, e.entity_type) for e in document.entities], OWN)


def _judge(document: GoldDocument, tagger: Tagger, finds: Finds) -> Outcome:
    text = document.text
    spans = tuple(s for paragraph in paragraphs(text) for s in sentences(text, *paragraph))
    (mentions,) = find_mentions([Article(text, spans)], tagger)
    gold = [Named(e.span, e.entity_type, e.canonical_name) for e in document.entities]
    right = {(e.span, e.entity_type) for e in document.entities}
    finds += [(m.raw_confidence, (m.span, m.entity_type) in right) for m in mentions if m.rule_id == "model"]
    return compare(document.name, text, gold, _named(text, mentions))


def _named(text: str, mentions: Sequence[Mention]) -> list[Named]:
    names = [Name(citation(text, *mention.span), mention.entity_type) for mention in mentions]
    full = canonical_names(names, equated_names(text, mentions, names))
    return [Named(m.span, m.entity_type, full[name]) for m, name in zip(mentions, names, strict=True)]


def main() -> None:
    """Cross-validate, print the scores, write the calibration."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.cross_validate", description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="folder of documents by the guidelines")
    parser.add_argument("--folds", type=int, default=4)
    add_data_arguments(parser)
    arguments = parser.parse_args()
    documents = load_documents(arguments.documents)
    outcomes, finds = cross_validate(documents, read_others(arguments), arguments.folds, arguments.iterations)
    rows = "".join(f"{raw}\t{share}\n" for raw, share in calibration(finds))
    head = f"# source: khabar.entities.cross_validate, {len(finds)} finds\n# licence: CC0-1.0\n# version: 1\n"
    model_path("ner_calibration.tsv").write_text(f"{head}raw\tright\n{rows}", encoding="utf-8")
    sys.stdout.write(json.dumps(scores(outcomes), indent=1) + "\n")


if __name__ == "__main__":
    main()
