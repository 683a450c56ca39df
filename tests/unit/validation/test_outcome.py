"""What validation says in the end, for people and for programs."""

import json
from pathlib import Path

from khabar.schema.expectations import Expectation
from khabar.validation.outcome import Outcome
from khabar.validation.results import Result

IN_SET = Expectation("expect_x", {"column": "kind"}, "is one of the allowed values", "kind")
MEAN = Expectation("expect_y", {"column": "size"}, "is small on the whole", "size")
PASSED = Result(IN_SET, elements=9)
FAILED = Result(
    IN_SET,
    success=False,
    elements=1200,
    unexpected=1100,
    examples=[{"id": f"n_{number}", "kind": "odd"} for number in range(7)],
)
FIGURE = Result(MEAN, success=False, observed=[7.5])
FILES = {"notes.parquet": "0" * 64}


def test_an_outcome_without_failures_is_a_success() -> None:
    outcome = Outcome({"columns": [PASSED], "notes": [PASSED, PASSED]}, FILES)
    assert outcome.success
    assert outcome.failures == []
    assert outcome.text().splitlines() == [
        "columns         1 of     1 expectations passed",
        "notes           2 of     2 expectations passed",
        "The candidate is valid.",
    ]


def test_an_outcome_of_nothing_is_no_success() -> None:
    assert not Outcome({}, {}).success


def test_failures_name_table_column_expectation_extent_and_rows() -> None:
    outcome = Outcome({"notes": [PASSED, FAILED, FIGURE]}, FILES)
    assert not outcome.success
    assert outcome.text().splitlines() == [
        "notes           1 of     3 expectations passed",
        'notes.kind: "is one of the allowed values" (expect_x) fails in 1,100 of 1,200 rows: n_0, n_1, n_2, n_3, n_4 '
        "(the first: kind = odd)",
        'notes.size: "is small on the whole" (expect_y) fails (7.5)',
        "The candidate is not valid and is not released.",
    ]


def test_the_file_of_results_holds_what_a_program_needs(tmp_path: Path) -> None:
    outcome = Outcome({"notes": [PASSED, FAILED]}, FILES)
    outcome.write(tmp_path / "deep" / "results.json")
    written = json.loads((tmp_path / "deep" / "results.json").read_text(encoding="utf-8"))
    assert (written["success"], written["evaluated"], written["passed"]) == (False, 2, 1)
    assert written["summary"] == {"notes": {"evaluated": 2, "passed": 1}}
    assert written["files"] == FILES
    (failure,) = written["failures"]
    assert failure["first_ids"] == [f"n_{number}" for number in range(7)]
    assert (failure["table"], failure["column"], failure["unexpected"]) == ("notes", "kind", 1100)
    assert failure["message"] == outcome.failures[0].line()
