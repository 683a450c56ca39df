"""Scoring as a stage of the pipeline: the candidate against the gold of params.yaml, if there is one."""

from pathlib import Path

from khabar.evaluation.gold import load_documents
from khabar.evaluation.page import OF_BUILD
from khabar.evaluation.quality import Quality, described, gold_sha256, of_release, shortened


def measure(candidate: Path, gold: Path | None) -> Quality:
    """Quality of the candidate. Without gold, or where it holds none of the annotated articles, it says so."""
    if gold is None:
        return _nothing("no gold is named in the configuration")
    if not gold.is_dir():
        return _nothing("the folder of gold that the configuration names was not there")
    measured = shortened(of_release(candidate, load_documents(gold), OF_BUILD), texts=True)
    return measured if measured["units"] else _nothing("none of the annotated articles is in the build")


def _nothing(note: str) -> Quality:
    return described(OF_BUILD, "articles", 0, gold_sha256([]), {}, note=note)
