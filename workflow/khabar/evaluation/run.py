"""Scores a built release: against hand-annotated documents, and against known headlines and times."""

from pathlib import Path

from khabar.evaluation import articles, entities, events, quotes
from khabar.evaluation.gold import GoldDocument, load_documents
from khabar.io import read_table


def against_gold(release: Path, folder: Path) -> str:
    """Names, quotes and events of the annotated articles that the release holds, as a report with every miss.

    Raises:
        ValueError: the release holds none of the annotated articles.
    """
    built = set(read_table(release / "articles.parquet", ["article_id"]).column(0).to_pylist())
    documents = [document for document in load_documents(folder) if document.article_id in built]
    if not documents:
        raise ValueError(f"{release} holds none of the articles annotated in {folder}: build it from their texts.")
    return "\n\n".join([f"{len(documents)} articles", *_reports(release, documents)])


def against_truth(release: Path, truth: Path) -> str:
    """Headline and time of publication against a JSON Lines file, as a report with every failure."""
    columns = ["source_path", "title", "published_at", "published_at_precision"]
    return articles.score(read_table(release / "articles.parquet", columns), truth).text()


def _reports(release: Path, documents: list[GoldDocument]) -> list[str]:
    names = entities.score_table(documents, read_table(release / "entities.parquet"))
    said = read_table(release / "quotes.parquet")
    at_03, at_08 = (quotes.score(documents, said, threshold) for threshold in (0.3, 0.8))
    return [
        entities.report(names),
        quotes.report(at_03, at_08),
        events.report(events.score(documents, read_table(release / "events.parquet"))),
    ]
