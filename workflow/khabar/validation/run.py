"""Validates a candidate: all suites over all tables, results as JSON and as Data Docs."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
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


def validate(candidate: Path, manifest: Mapping[str, Any], out: Path, processes: int = 1) -> Outcome:
    """Run every suite on the tables in `candidate`; write results.json and the Data Docs into `out`.

    The suites are: `columns` (the files have the columns of the schemas), one for each table (its rows) and `dataset`
    (figures of whole tables, accounting of seeds). Rows are looked at only where the columns are right.

    Args:
        candidate: folder of the six Parquet files.
        manifest: the listing of the seed folder; `counts.documents` says how many documents were found.
        out: folder of the results.
        processes: how many work on row groups at the same time; never shows in the results.

    Raises:
        FileNotFoundError: a table is missing.
    """
    outcome = evaluate(Candidate(candidate), manifest, processes)
    outcome.write(out / "results.json")
    write_data_docs(outcome, out)
    return outcome


def evaluate(candidate: Candidate, manifest: Mapping[str, Any], processes: int = 1) -> Outcome:
    """Run every suite; nothing is written."""
    context = new_context()
    columns = _run_once(
        Suite(context, "columns", structure.structure_expectations()),
        structure.structure_frame(candidate),
        structure.KEY,
    )
    results = {"columns": columns}
    if all(result.success for result in columns):
        results |= _run_tables(candidate, processes)
        suite = Suite(context, "dataset", accounting.accounting_expectations(candidate.tables))
        results["dataset"] = _run_once(suite, accounting.accounting_frame(candidate, manifest), accounting.KEY)
    return Outcome(results, candidate.checksums())


def _run_tables(candidate: Candidate, processes: int) -> dict[str, list[Result]]:
    """All row groups, each process a range of them; Great Expectations spends most of its time outside numpy."""
    groups = candidate.groups()
    share = -(-groups // processes) if groups else 1
    ranges = [range(start, min(start + share, groups)) for start in range(0, groups, share)]
    if len(ranges) < 2:
        return _run_groups(candidate.folder, range(groups))
    with ProcessPoolExecutor(len(ranges)) as pool:
        parts = list(pool.map(_run_groups, [candidate.folder] * len(ranges), ranges))
    merged = parts[0]
    for part in parts[1:]:
        for name, results in part.items():
            for result, more in zip(merged[name], results, strict=True):
                result.merge(more)
    return merged


def _run_groups(folder: Path, indices: range) -> dict[str, list[Result]]:
    """One pass over some row groups; each holds the same articles in every table that has articles."""
    candidate, context = Candidate(folder), new_context()
    tables = candidate.tables
    keys = {name: candidate.key_hashes(*name.split(".")) for name in outside_references(tables)}
    builders = {name: FrameBuilder(table, tables, keys) for name, table in tables.items()}
    suites = {name: Suite(context, name, expectations(table)) for name, table in tables.items()}
    results = {name: [Result(expectation) for expectation in suite.expectations] for name, suite in suites.items()}
    for index in indices:
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
