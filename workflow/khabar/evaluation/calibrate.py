"""Makes confidence mean what it says: `python -m khabar.evaluation.calibrate --gold FOLDER… [--names FOLDER…]`.

Builds the tables of annotated documents, sees which quotes are right, fits their confidence (khabar.evaluation.fitting)
and writes `models/quote_confidence.tsv`. With --names also `models/ner_calibration.tsv`: what a probability of each
engine is worth; name only articles that the taggers were not trained on. Prints how well what is said now, and what
would be said after, fits articles that were left out. The confidence of events: khabar.events.train_selection.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from khabar.calibration import write
from khabar.entities.mentions import Article, find_mentions
from khabar.entities.tagging import DEFAULT, ENGINES, Engine, rule_id
from khabar.evaluation import quotes as quote_scores
from khabar.evaluation.fitting import Example, best, held_out_line, rising
from khabar.evaluation.gold import GoldDocument, load_documents, seed_documents
from khabar.evaluation.outcome import rows_by_article
from khabar.evaluation.reliability import Reliability, reliability
from khabar.quotes import confidence as quote_confidence
from khabar.resources import model_path
from khabar.tables import articles, entities, quotes, sentences
from khabar.text.spans import Span

_LICENCE = ("licence: CC0-1.0", "version: 1")
Raw = tuple[str, float, bool]
"""Article, probability by the engine, and whether span and type are right."""


class Built(NamedTuple):
    """The tables of a folder of annotated documents."""

    documents: tuple[GoldDocument, ...]
    sentences: pa.Table
    quotes: pa.Table


def build(folder: Path, engine: Engine) -> Built:
    """The tables of the documents of a folder, as far as quotes need them."""
    documents = load_documents(folder)
    article_table, _ = articles.build(pa.Table.from_pylist(seed_documents(folder)), "UTC")
    sentence_table = sentences.build(article_table)
    names = entities.build(article_table, sentence_table, engine)
    return Built(documents, sentence_table, quotes.build(article_table, sentence_table, names))


def quote_examples(built: Built) -> Iterator[Example]:
    """Every row of quotes; right: it matches an annotated statement at overlap 0.3."""
    rows, titles = rows_by_article(built.quotes), _titles(built.sentences)
    for document in built.documents:
        found = rows.get(document.article_id, [])
        right = {
            j for _, j in quote_scores.matches(document.quotes, found, quote_scores.THRESHOLDS[quote_scores.LOOSE])
        }
        for j, row in enumerate(found):
            features = quote_confidence.features(row, row["sentence_id"] in titles)
            yield Example(document.article_id, tuple(features), row["confidence"], j in right)


def raw_names(folder: Path, engine: Engine) -> list[Raw]:
    """Every name that an engine tags in the documents of a folder; right: span and type are annotated."""
    documents = load_documents(folder)
    article_table, _ = articles.build(pa.Table.from_pylist(seed_documents(folder)), "UTC")
    spans: dict[str, list[Span]] = {}
    for row in sentences.build(article_table).to_pylist():
        spans.setdefault(row["article_id"], []).append(Span(row["char_start"], row["char_end"]))
    texts = [Article(document.text, tuple(spans.get(document.article_id, ()))) for document in documents]
    found = []
    for document, mentions in zip(documents, find_mentions(texts, engine), strict=True):
        right = {(entity.span, entity.entity_type) for entity in document.entities}
        tagged = (mention for mention in mentions if mention.rule_id == rule_id(engine))
        found += [(document.article_id, m.raw_confidence, (m.span, m.entity_type) in right) for m in tagged]
    return found


def calibrate(folders: Sequence[Path], engine: Engine = DEFAULT) -> Iterator[str]:
    """Fit and write the weights of quotes; yield lines of the report."""
    examples = [example for folder in folders for example in quote_examples(build(folder, engine))]
    name, fitted, unseen = best(examples)
    now = reliability((example.said, example.right) for example in examples)
    report = [_line("quotes: as said now (not held out)", now)]
    report += [_line(f"quotes: {fit}, held out", each) for fit, each in unseen.items()]
    source = f"source: khabar.evaluation.calibrate, {_count(example.article for example in examples)}, {name}"
    path = model_path("quote_confidence.tsv")
    write(fitted, path, (source, *_LICENCE, *report[1:]))
    yield from (*report, f"quotes: {name}, written to {path.name}")


def calibrate_names(folders: Sequence[Path]) -> Iterator[str]:
    """Fit and write what a probability of each engine is worth; yield lines of the report."""
    rows, notes = [], []
    for engine in ENGINES:
        judged = [each for folder in folders for each in raw_names(folder, engine)]
        rows += [f"{engine}\t{raw}\t{right}" for raw, right in rising((raw, right) for _, raw, right in judged)]
        notes += [
            f"source: khabar.evaluation.calibrate, {engine}: {_count(article for article, _, _ in judged)}",
            _line(f"{engine}: probability of the engine", reliability((raw, right) for _, raw, right in judged)),
            _line(f"{engine}: line, held out", reliability(held_out_line(judged))),
        ]
    path = model_path("ner_calibration.tsv")
    lines = [*(f"# {note}" for note in (*notes, *_LICENCE)), "engine\traw\tright", *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    yield from (*notes, f"names: written to {path.name}")


def _titles(sentence_table: pa.Table) -> set[str]:
    return {row["sentence_id"] for row in sentence_table.to_pylist() if row["section"] == "title"}


def _count(found: Iterable[str]) -> str:
    rows = list(found)
    return f"{len(rows)} rows of {len(set(rows))} annotated articles"


def _line(name: str, measured: Reliability) -> str:
    return f"{name}: expected calibration error {measured.ece:.3f}, Brier score {measured.brier:.3f}"


def main() -> None:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(prog="python -m khabar.evaluation.calibrate", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", default=[], help="folders of annotated documents")
    parser.add_argument("--names", type=Path, nargs="+", default=[], help="folders that no tagger was trained on")
    parser.add_argument("--engine", choices=ENGINES, default=DEFAULT, help="what tags names for quotes")
    arguments = parser.parse_args()
    if not (arguments.gold or arguments.names):
        parser.error("name folders of annotated documents: --gold, --names, or both")
    fitted = calibrate(arguments.gold, arguments.engine) if arguments.gold else ()
    for line in chain(fitted, calibrate_names(arguments.names) if arguments.names else ()):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
