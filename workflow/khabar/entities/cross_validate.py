"""`python -m khabar.entities.cross_validate …`: how well names are found in documents that training never saw.

Trains once per fold on everything but the fold's documents, finds the names of these with the whole of
khabar.entities with the fast engine, and prints the scores as JSON.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from khabar.entities.canonical import Name, canonical_names
from khabar.entities.clitics import citation
from khabar.entities.corpora import OWN, Sentence, tag_text
from khabar.entities.mentions import Article, Mention, equated_names, find_mentions
from khabar.entities.model import Tagger
from khabar.entities.tagging import FieldTagger
from khabar.entities.train import add_data_arguments, read_others, train
from khabar.evaluation.entities import Named, compare
from khabar.evaluation.gold import GoldDocument, load_documents
from khabar.evaluation.outcome import Outcome
from khabar.evaluation.quality import scores
from khabar.text.paragraphs import paragraphs
from khabar.text.sentences import sentences


def cross_validate(
    documents: Sequence[GoldDocument], others: Sequence[Sentence], folds: int, iterations: int
) -> list[Outcome]:
    """Each document judged by a model that was trained without it."""
    outcomes = list[Outcome]()
    for fold in range(folds):
        training = [s for i, d in enumerate(documents) if i % folds != fold for s in _sentences(d)]
        with tempfile.TemporaryDirectory() as folder:
            weights = Path(folder) / "ner.npz"
            train([*others, *training], {OWN: weights}, iterations)
            tagger = Tagger(weights)
        for document in documents[fold::folds]:
            outcomes.append(_judge(document, tagger))
    return outcomes


def _sentences(document: GoldDocument) -> list[Sentence]:
    return tag_text(document.text, [(e.span, e.entity_type) for e in document.entities], OWN)


def _judge(document: GoldDocument, tagger: Tagger) -> Outcome:
    text = document.text
    spans = tuple(s for paragraph in paragraphs(text) for s in sentences(text, *paragraph))
    (mentions,) = find_mentions([Article(text, spans)], "fast", FieldTagger(tagger))
    gold = [Named(e.span, e.entity_type, e.canonical_name) for e in document.entities]
    return compare(document.name, text, gold, _named(text, mentions))


def _named(text: str, mentions: Sequence[Mention]) -> list[Named]:
    names = [Name(citation(text, *mention.span), mention.entity_type) for mention in mentions]
    full = canonical_names(names, equated_names(text, mentions, names))
    return [Named(m.span, m.entity_type, full[name]) for m, name in zip(mentions, names, strict=True)]


def main() -> None:
    """Cross-validate and print the scores."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.cross_validate", description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="folder of documents by the guidelines")
    parser.add_argument("--folds", type=int, default=4)
    add_data_arguments(parser)
    arguments = parser.parse_args()
    documents = load_documents(arguments.documents)
    outcomes = cross_validate(documents, read_others(arguments), arguments.folds, arguments.iterations)
    sys.stdout.write(json.dumps(scores(outcomes), indent=1) + "\n")


if __name__ == "__main__":
    main()
