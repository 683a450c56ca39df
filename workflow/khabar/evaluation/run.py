"""Scores a built release, a CoNLL file or event sentences: everything that `khabar evaluate` measures."""

from dataclasses import dataclass
from pathlib import Path

from khabar.entities.tagging import DEFAULT, Engine
from khabar.evaluation import articles, conll, event_sentences, quality
from khabar.evaluation.gold import load_documents
from khabar.evaluation.quality import Quality
from khabar.io import read_table


@dataclass(frozen=True)
class Question:
    """What is scored against what, as it was asked for."""

    release: Path | None = None
    gold: Path | None = None
    conll: Path | None = None
    event_sentences: Path | None = None
    truth: Path | None = None
    convention: str | None = None
    engine: Engine | None = None
    name: str | None = None

    def complaint(self) -> str | None:
        """What is wrong with the question, if anything."""
        kinds = (self.gold, self.conll, self.event_sentences)
        if sum(map(bool, kinds)) > 1 or not any((*kinds, self.truth)):
            return "name what to score against: one of --gold, --conll, --event-sentences; or --truth"
        if self.release is None and (self.gold or self.truth):
            return "name the folder of the release that is scored"
        return None


def measure(question: Question) -> Quality | None:
    """Score against the gold that is asked for, which is called by its file where it has no name."""
    if question.gold and question.release:
        return against_gold(question.release, question.gold, question.name or question.gold.name)
    if question.conll:
        name = question.name or question.conll.stem
        engine = question.engine or DEFAULT
        return against_conll(question.release, question.conll, question.convention, engine, name)
    if question.event_sentences:
        return against_event_sentences(question.event_sentences, question.name or question.event_sentences.name)
    return None


def against_gold(release: Path, folder: Path, name: str) -> Quality:
    """Names, quotes and events of the annotated articles that the release holds.

    Raises:
        ValueError: the release holds none of the annotated articles.
    """
    measured = quality.of_release(release, load_documents(folder), name)
    if not measured["units"]:
        raise ValueError(f"{release} holds none of the articles annotated in {folder}: build it from their texts.")
    return measured


def against_conll(release: Path | None, path: Path, convention: str | None, engine: Engine, name: str) -> Quality:
    """Names of the sentences of a CoNLL file, tagged here or found in a release of these sentences.

    Raises:
        ValueError: the file is not in the format, or the release holds none of its sentences.
    """
    file = conll.read(path, convention)
    note = f"by the convention {file.convention}" + ("" if convention else ", assumed from its tags")
    if release:
        columns = ["article_id", "char_start", "char_end", "entity_type", "rule_id", "confidence"]
        texts = read_table(release / "articles.parquet", ["article_id", "text"])
        outcomes = conll.score_release(file, texts, read_table(release / "entities.parquet", columns))
        if not outcomes:
            raise ValueError(f"{release} holds none of the sentences of {path}: build it from them, joined by spaces.")
    else:
        words = [sentence.words for sentence in file.sentences]
        outcomes = conll.score_tags(file, conll.tag_words(words, engine, file.convention))
        note = f"tagged by the {engine} engine {note}"
    quoted = {conll.sentence_id(n): sentence.text for n, sentence in enumerate(file.sentences)}
    tables = {"entities": quality.table_quality(outcomes, quoted)}
    described = quality.described(name, "sentences", len(outcomes), file.sha256, tables, note=note)
    return described | {"annotated": len(file.sentences)}


def against_event_sentences(folder: Path, name: str) -> Quality:
    """Protests and assaults in sentences that annotators voted on, beside the figures of a dictionary coder."""
    outcomes = event_sentences.score(folder)
    tables = {"events": quality.table_quality(outcomes, {})}
    reference = event_sentences.DICTIONARY_CODER
    sha256 = event_sentences.sha256(folder)
    return quality.described(name, "sentences", len(outcomes), sha256, tables, reference=reference)


def against_truth(release: Path, truth: Path) -> str:
    """Headline and time of publication against a JSON Lines file, as a report with every failure."""
    columns = ["source_path", "title", "published_at", "published_at_precision"]
    return articles.score(read_table(release / "articles.parquet", columns), truth).text()
