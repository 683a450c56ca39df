"""Weights become a probability, and files of weights come back as they were."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from khabar.calibration import Calibration, along, read, write

POINTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=6).map(
    lambda pairs: list(zip(sorted(x for x, _ in pairs), sorted(y for _, y in pairs), strict=True))
)


def test_a_file_comes_back(tmp_path: Path) -> None:
    calibration = Calibration({"any": 1.25, "rule a b": -0.5}, [(0.25, 0.5), (0.75, 0.875)])
    write(calibration, tmp_path / "x.tsv", ["source: a test"])
    assert read(tmp_path / "x.tsv") == calibration
    assert (tmp_path / "x.tsv").read_text(encoding="utf-8").startswith("# source: a test\nkind\tkey\tvalue\n")


def test_nothing_is_certain() -> None:
    assert Calibration({"any": 50.0}).confidence(["any"]) == 0.99
    assert Calibration({}, [(0.5, 0.4)]).confidence(["any"]) == 0.4


@given(POINTS, st.floats(0, 1), st.floats(0, 1))
def test_a_rising_line_never_falls(points: list[tuple[float, float]], a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert along(points, low) <= along(points, high) + 1e-9
    assert 0 <= along(points, a) <= 1
