"""Validates a candidate: all suites over all tables, results as JSON and as Data Docs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from khabar.schema.expectations import expectations
from khabar.validation import accounting, structure
from khabar.validation.candidate import Candidate
from khabar.validation.data_docs import write_data_docs
from khabar.validation.frames import FrameBuilder, outside_references
from khabar.validation.gx import Suite, new_context
from khabar.validation.outcome import Outcome
from khabar.validation.results import Result


def validate(candidate: Path, manifest: Mapping[str, Any], out: Path) -> Outcome:
    """Run every suite on the tables in `candidate`; write results.json and the Data Docs into `out`.

    The suites are: `columns` (the files have the columns of the schemas), one for each table (its rows) and `dataset`
    (figures of whole tables, accounting of seeds). Rows are looked at only where the columns are right.

    Args:
        candidate: folder of the six Parquet files.
        manifest: the listing of the seed folder; `counts.documents` says how many documents were found.
        out: folder of the results.

    Raises:
        FileNotFoundError: a table is missing.
    """
    outcome = evaluate(Candidate(candidate), manifest)
    outcome.write(out / "results.json")
    write_data_docs(outcome, out)
    return outcome


def evaluate(candidate: Candidate, manifest: Mapping[str, Any]) -> Outcome:
    """Run every suite; nothing is written."""
    context = new_context()
    columns = _run_once(
        Suite(context, "columns", structure.structure_expectations()),
        structure.structure_frame(candidate),
        structure.KEY,
    )
    results = {"columns": columns}
    if all(result.success for result in columns):
        results |= _run_tables(context, candidate)
        suite = Suite(context, "dataset", accounting.accounting_expectations(candidate.tables))
        results["dataset"] = _run_once(suite, accounting.accounting_frame(candidate, manifest), accounting.KEY)
    return Outcome(results, candidate.checksums())


def _run_tables(context: Any, candidate: Candidate) -> dict[str, list[Result]]:
    """One pass over the row groups; each holds the same articles in every table that has articles."""
    tables = candidate.tables
    keys = {name: candidate.key_hashes(*name.split(".")) for name in outside_references(tables)}
    builders = {name: FrameBuilder(table, tables, keys) for name, table in tables.items()}
    suites = {name: Suite(context, name, expectations(table)) for name, table in tables.items()}
    results = {name: [Result(expectation) for expectation in suite.expectations] for name, suite in suites.items()}
    for index in range(candidate.groups()):
        group = {name: candidate.group(name, index) for name in tables}
        for name, table in tables.items():
            if index and not len(group[name]):
                continue  # files have as many row groups as they need
            _run(suites[name], builders[name].build(group), table.primary_key, results[name])
    return results


def _run_once(suite: Suite, frame: pd.DataFrame, key: str) -> list[Result]:
    results = [Result(expectation) for expectation in suite.expectations]
    _run(suite, frame, key, results)
    return results


def _run(suite: Suite, frame: pd.DataFrame, key: str, results: list[Result]) -> None:
    for place, found in suite.run(frame).items():
        results[place].add(found, frame, key)
