"""Results of row groups are merged into one."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from khabar.schema.expectations import Expectation
from khabar.validation.gx import Suite, new_context
from khabar.validation.results import Result, plain

FIRST = pd.DataFrame({"id": ["a", "b", "c"], "size": [1.0, np.nan, 9.0]})
SECOND = pd.DataFrame({"id": ["d", "e"], "size": [8.0, 2.0]})


def merged(expectation: Expectation, *frames: pd.DataFrame) -> Result:
    suite, result = Suite(new_context(), "sizes", [expectation]), Result(expectation)
    for frame in frames:
        result.add(suite.run(frame)[0], frame, "id")
    return result


def at_most(limit: float, **more: Any) -> Expectation:
    kwargs = {"column": "size", "max_value": limit, **more}
    return Expectation("expect_column_values_to_be_between", kwargs, "is small", "size")


def test_counts_add_up_and_failing_rows_are_named_by_their_key() -> None:
    result = merged(at_most(5), FIRST, SECOND)
    assert (result.success, result.elements, result.missing, result.unexpected) == (False, 5, 1, 2)
    assert result.examples == [{"id": "c", "size": 9}, {"id": "d", "size": 8}]


def test_a_tolerance_is_that_of_the_whole_table() -> None:
    assert merged(at_most(5, mostly=0.5), FIRST, SECOND).success
    assert merged(at_most(5, mostly=0.5), SECOND, FIRST).success
    assert not merged(at_most(5, mostly=0.6), FIRST, SECOND).success


def test_a_figure_of_a_row_group_must_hold_in_each() -> None:
    expectation = Expectation(
        "expect_column_mean_to_be_between", {"column": "size", "max_value": 5}, "is small", "size"
    )
    assert merged(expectation, FIRST).success
    result = merged(expectation, FIRST, FIRST.assign(size=7.5))
    assert (result.success, result.observed, result.failures) == (False, [7.5], 1)


def test_an_expectation_that_cannot_be_evaluated_fails_and_says_why() -> None:
    expectation = Expectation("expect_column_values_to_not_be_null", {"column": "weight"}, "is given", "weight")
    result = merged(expectation, FIRST)
    assert not result.success
    assert "weight" in result.observed[0]


def test_no_more_than_twenty_rows_are_kept() -> None:
    frame = pd.DataFrame({"id": [f"r{n}" for n in range(30)], "size": 9.0})
    result = merged(at_most(5), frame, frame)
    assert result.unexpected == 60
    assert [example["id"] for example in result.examples] == [f"r{n}" for n in range(20)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.int64(3), 3),
        (3.0, 3),
        (0.25, 0.25),
        (np.nan, None),
        (pd.NaT, None),
        (None, None),
        (np.bool_(True), True),
        (False, False),
        (pd.Timestamp("2020-06-25T01:24Z"), "2020-06-25T01:24:00+00:00"),
        ("نص", "نص"),
        ("x" * 301, "x" * 300 + "…"),
    ],
)
def test_values_are_shown_as_json_can_hold_them(value: object, shown: object) -> None:
    assert plain(value) == shown
    assert type(plain(value)) is type(shown)


def test_a_failed_group_without_error_counts_nothing_twice() -> None:
    found = SimpleNamespace(result={"observed_value": 3}, success=True, exception_info={"raised_exception": False})
    result = Result(at_most(5))
    result.add(found, FIRST, "id")
    assert (result.success, result.observed) == (True, [])
