"""Great Expectations, loaded so that it sends nothing and writes nothing, and the one way that Khabar runs it."""

import os
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: it decides there whether to send usage figures

import great_expectations as gx
import pandas as pd
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations.registry import get_expectation_impl

from khabar.schema.expectations import Expectation

SHOWN = 20
"""Failing rows that are kept of each expectation."""
# BASIC counts failing rows, at two thirds of the cost of SUMMARY, which also names them, by their place in the frame.
# (Great Expectations could name them by their key, with a loop of Python over every failing row.)
_COUNTING = {"result_format": "BASIC", "partial_unexpected_count": 0}
_NAMING = {"result_format": "SUMMARY", "partial_unexpected_count": SHOWN}
# One identifier for every run: results say what was found, not when, and each run replaces the one before in memory.
_RUN = RunIdentifier(run_name="khabar", run_time=datetime(1970, 1, 1, tzinfo=UTC))


class Suite:
    """The suite of one table as a checkpoint, to be run on one frame after another."""

    def __init__(self, context: EphemeralDataContext, name: str, expectations: Sequence[Expectation]) -> None:
        """Register data source, suite, validation definition and checkpoint under `name`."""
        self.name, self.expectations = name, list(expectations)
        source = context.data_sources.add_pandas(name)
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("rows")
        suite = context.suites.add(gx.ExpectationSuite(name=name))
        suite.expectations = [implementation(e, index) for index, e in enumerate(self.expectations)]
        suite.save()
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
        self._counting, self._naming = (
            context.checkpoints.add(
                gx.Checkpoint(
                    name=f"{name}, {purpose}", validation_definitions=[definition], result_format=result_format
                )
            )
            for purpose, result_format in (("counting", _COUNTING), ("naming", _NAMING))
        )

    def run(self, frame: pd.DataFrame) -> dict[int, Any]:
        """Run the checkpoint; the result of each expectation, by its place in `expectations`.

        Where a row fails it is run once more, to name the first failing rows.
        """
        results = _run(self._counting, frame)
        if any(result.result.get("unexpected_count") for result in results):
            results = _run(self._naming, frame)
        return {_place(result): result for result in results}


def _run(checkpoint: gx.Checkpoint, frame: pd.DataFrame) -> list[Any]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "This pattern .* has match groups")  # a pattern may have groups
        (suite,) = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=_RUN).run_results.values()
    return list(suite.results)


def _place(result: Any) -> int:
    place: int = result.expectation_config.meta["place"]
    return place


def new_context() -> EphemeralDataContext:
    """A context that lives in memory only."""
    stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    context = gx.get_context(mode="ephemeral", project_config=DataContextConfig(store_backend_defaults=stores))
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def implementation(expectation: Expectation, place: int) -> Any:
    """The object of Great Expectations for an expectation."""
    kind = get_expectation_impl(expectation.type)
    return kind(**expectation.kwargs, meta={"place": place})
