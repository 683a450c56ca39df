"""The command line: help worth reading, errors that say what to do."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from khabar.cli import STAGES, main
from khabar.resources import REPOSITORY


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_help_shows_what_people_run_before_what_the_pipeline_runs() -> None:
    code, text = run("--help")
    assert code == 0
    assert (
        text.index("For people")
        < text.index("  build ")
        < text.index("Stages of the pipeline")
        < text.index("  quotes ")
    )


def test_every_stage_is_a_command_that_a_rule_runs() -> None:
    rules = "".join(path.read_text() for path in (REPOSITORY / "workflow" / "rules").glob("*.smk"))
    assert STAGES
    for stage in STAGES:
        assert stage in main.commands
        assert f"khabar {stage} " in rules


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_says_what_it_does(name: str) -> None:
    code, text = run(name, "--help")
    assert code == 0
    assert len(text.splitlines()[2].strip()) > 20


def test_a_folder_for_results_inside_the_seeds_is_refused(tmp_path: Path) -> None:
    code, text = run("build", str(tmp_path), str(tmp_path / "out"))
    assert code == 2
    assert "lies in the seed folder" in " ".join(text.split())
    assert not (tmp_path / "out").exists()


def test_a_description_that_cannot_be_used_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "dataset.yaml").write_text("title: mine\n")
    code, text = run("build", str(tmp_path / "seeds"), str(tmp_path / "out"))
    assert code == 2
    assert "creators, datasheet, date" in " ".join(text.split())
    assert not (tmp_path / "out").exists()


def test_a_missing_seed_folder_is_named(tmp_path: Path) -> None:
    code, text = run("build", str(tmp_path / "nothing"), str(tmp_path / "out"))
    assert code == 2
    assert "nothing" in text


def test_evaluate_asks_for_something_to_score_against(tmp_path: Path) -> None:
    code, text = run("evaluate", str(tmp_path))
    assert code == 2
    assert "--gold" in text
    assert "--truth" in text
