"""What validation says in the end: passed or not, how many expectations, and where the first failures are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar.validation.results import Result

_NAMED = 5  # ids in a line of text


@dataclass(frozen=True)
class Failure:
    """One expectation that was not met."""

    table: str
    column: str | None
    expectation: str
    says: str
    unexpected: int
    """Rows (or figures) that are not as expected."""
    rows: int
    first_ids: tuple[str, ...]
    """Primary keys of the first failing rows."""
    first: str
    """The values of the first failing row, or what was observed instead of rows."""

    def line(self) -> str:
        """The failure as one line.

        >>> Failure("quotes", "speaker", "expect_x", "is always given", 2, 90, ("quo_1", "quo_2"), "x = 3").line()
        'quotes.speaker: "is always given" (expect_x) fails in 2 of 90 rows: quo_1, quo_2 (the first: x = 3)'
        """
        subject = f"{self.table}.{self.column}" if self.column else self.table
        named = f" {', '.join(self.first_ids[:_NAMED])}" if self.first_ids else ""
        extent = f"in {self.unexpected:,} of {self.rows:,} rows:{named} (the first: {self.first})"
        return f'{subject}: "{self.says}" ({self.expectation}) fails {extent if self.first_ids else f"({self.first})"}'


@dataclass(frozen=True)
class Outcome:
    """The results of all suites."""

    results: Mapping[str, Sequence[Result]]
    """Suite (a table's name, `columns` or `dataset`) → result of each expectation."""
    files: Mapping[str, str]
    """Name of each validated file → its SHA-256."""

    @property
    def success(self) -> bool:
        """Whether every expectation was evaluated and met."""
        return bool(self.results) and all(result.success for found in self.results.values() for result in found)

    @property
    def failures(self) -> list[Failure]:
        """Every expectation that was not met, in the order of the tables."""
        return [
            _failure(suite, result) for suite, found in self.results.items() for result in found if not result.success
        ]

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """Suite → how many expectations were evaluated and how many passed."""
        return {
            suite: {"evaluated": len(found), "passed": sum(result.success for result in found)}
            for suite, found in self.results.items()
        }

    def as_dict(self) -> dict[str, Any]:
        """The outcome as it stands in results.json; depends on the files alone."""
        return {
            "success": self.success,
            "evaluated": sum(counts["evaluated"] for counts in self.summary.values()),
            "passed": sum(counts["passed"] for counts in self.summary.values()),
            "failures": [
                {
                    "table": failure.table,
                    "column": failure.column,
                    "expectation": failure.expectation,
                    "says": failure.says,
                    "unexpected": failure.unexpected,
                    "first_ids": list(failure.first_ids),
                    "message": failure.line(),
                }
                for failure in self.failures
            ],
            "summary": self.summary,
            "files": dict(self.files),
            "results": {suite: [result.as_dict() for result in found] for suite, found in self.results.items()},
        }

    def write(self, path: Path) -> None:
        """Write results.json."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def text(self) -> str:
        """The outcome for people: a line for each suite, a line for each failure, then the verdict."""
        lines = [
            f"{suite:<12}{counts['passed']:>5,} of {counts['evaluated']:>5,} expectations passed"
            for suite, counts in self.summary.items()
        ]
        verdict = "The candidate is valid." if self.success else "The candidate is not valid and is not released."
        return "\n".join([*lines, *(failure.line() for failure in self.failures), verdict])


def _failure(suite: str, result: Result) -> Failure:
    expectation = result.expectation
    return Failure(
        suite,
        expectation.column,
        expectation.type,
        expectation.says,
        result.failures,
        result.elements,
        tuple(str(example["id"]) for example in result.examples),
        first_values(result),
    )


def first_values(result: Result) -> str:
    """The values of the first failing row, or the figures that are not as expected."""
    if not result.examples:
        return "; ".join(str(value) for value in result.observed)
    return ", ".join(f"{name} = {value}" for name, value in result.examples[0].items() if name != "id")
