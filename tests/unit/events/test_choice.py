"""The choice among candidates, with weights of the test's own."""

import pytest

from khabar.events import choice


@pytest.fixture(autouse=True)
def _weights(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"actor": {"before": 200}, "recipient": {"after": 200, "before": 150}, "date": {"near": 100, "none": 50}}
    pairs = {name: (weights["actor"].get(name, 0), weights["recipient"].get(name, 0)) for name in ("before", "after")}
    monkeypatch.setattr(choice, "_weights", lambda: weights)
    monkeypatch.setattr(choice, "_pair_weights", lambda: pairs)


def test_the_option_with_most_weight_is_chosen() -> None:
    assert choice.choose("date", ["none"], [[], ["near"], ["unknown"]]) == 1


def test_none_is_chosen_where_nothing_is_likely() -> None:
    assert choice.choose("date", ["none", "none", "none", "none"], [["near"]]) is None
    assert choice.choose("date", ["none"], []) is None


def test_actor_and_recipient_are_two() -> None:
    options = [["before"], ["after"]]
    assert choice.choose_pair([], options, lambda one, two: one != two) == (0, 1)
    assert choice.choose_pair([], [["before"]], lambda one, two: one != two) == (0, None)


def test_who_means_the_actor_is_no_recipient() -> None:
    actor, recipient = choice.choose_pair(
        [], [["before"], ["before"], ["after"]], lambda one, two: {one, two} != {0, 1}
    )
    assert (actor, recipient) in ((0, 2), (1, 2))
