"""Merges what Great Expectations found in each row group into one result for each expectation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from khabar.schema.expectations import Expectation
from khabar.validation.gx import SHOWN

_LONGEST = 300  # characters of a value that are shown


@dataclass
class Result:
    """What one expectation found over all rows of a table."""

    expectation: Expectation
    success: bool = True
    elements: int = 0
    """Rows looked at; 0 for an expectation about a figure of the whole group, such as a mean."""
    missing: int = 0
    """Rows without a value."""
    unexpected: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)
    """The first failing rows: primary key (`id`) and the values looked at."""
    observed: list[Any] = field(default_factory=list)
    """Figures that were not as expected, or why the expectation could not be evaluated."""

    def add(self, found: Any, frame: pd.DataFrame, key: str) -> None:
        """Add the result of one more row group."""
        result = found.result
        if _error(found.exception_info):
            self.observed.append(_error(found.exception_info))
            self.success = False
        elif "unexpected_count" in result:
            self.elements += int(result["element_count"])
            self.missing += int(result.get("missing_count", 0))
            self.unexpected += int(result["unexpected_count"])
            self._add_examples(result.get("partial_unexpected_index_list", []), frame, key)
            self.success = self.unexpected <= self._tolerated()
        elif not found.success:
            self.observed.append(plain(result.get("observed_value")))
            self.success = False

    def merge(self, later: "Result") -> None:
        """Add what was found in later row groups."""
        self.elements += later.elements
        self.missing += later.missing
        self.unexpected += later.unexpected
        self.examples = (self.examples + later.examples)[:SHOWN]
        self.observed += later.observed
        self.success = not self.observed and self.unexpected <= self._tolerated()

    @property
    def failures(self) -> int:
        """How many rows, or figures, are not as expected."""
        return self.unexpected or len(self.observed)

    def as_dict(self) -> dict[str, Any]:
        """The result as it stands in results.json."""
        expectation = self.expectation
        return {
            "expectation": expectation.type,
            "column": expectation.column,
            "kwargs": expectation.kwargs,
            "says": expectation.says,
            "success": self.success,
            "elements": self.elements,
            "missing": self.missing,
            "unexpected": self.unexpected,
            "examples": self.examples,
            "observed": self.observed,
        }

    def _tolerated(self) -> float:
        share: float = 1 - self.expectation.kwargs.get("mostly", 1)
        return share * (self.elements - self.missing)

    def _add_examples(self, places: list[int], frame: pd.DataFrame, key: str) -> None:
        wanted = places[: SHOWN - len(self.examples)]
        columns = [name for name in dict.fromkeys(self.expectation.columns) if name in frame]
        for place in wanted:
            values = {name: plain(frame[name].iloc[place]) for name in columns}
            self.examples.append({"id": plain(frame[key].iloc[place]), **values})


def plain(value: Any) -> Any:
    """A value as JSON can hold it: whole numbers whole, times in ISO form, long texts cut, missing values null."""
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN differs from itself
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, bool | int):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _error(info: Mapping[str, Any]) -> str | None:
    """Why an expectation could not be evaluated; null where it could."""
    if "raised_exception" in info:
        return str(info["exception_message"]) if info["raised_exception"] else None
    return "; ".join(str(each["exception_message"]) for each in info.values()) or None
