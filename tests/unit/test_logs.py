"""A log that lacks its closing line is that of a job that failed."""

from pathlib import Path

from khabar.logs import USED, unfinished, usage


def test_the_closing_line_is_read_back() -> None:
    found = USED.search(f"some output\n{usage()}\n")
    assert found is not None
    assert float(found["cpu"]) > 0
    assert float(found["peak"]) > 1


def test_only_failed_jobs_of_this_run_are_shown(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "00000.log").write_text("Traceback: no such column\n")
    (tmp_path / "release.log").write_text(f"fine\n{usage()}\n")
    assert list(unfinished(tmp_path, 0)) == [f"{tmp_path}/quotes/00000.log:\nTraceback: no such column"]
    later = (tmp_path / "quotes" / "00000.log").stat().st_mtime + 1
    assert list(unfinished(tmp_path, later)) == []
