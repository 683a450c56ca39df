"""Same input, same bytes: whatever the cores, the shards, the order of files, the folder, and after a killed run."""

import shutil
import signal
from pathlib import Path

import pytest

from .conftest import Build, copy_code


@pytest.mark.parametrize(
    ("cores", "config"),
    [(1, {}), (2, {"shard_documents": 7}), (2, {"shard_documents": 1})],
    ids=["one core", "shards of 7", "shards of 1"],
)
def test_cores_and_shards_do_not_show(
    first_build: Build, tmp_path: Path, cores: int, config: dict[str, object]
) -> None:
    again = Build(first_build.seeds, tmp_path / "another folder" / "out", cores=cores, config=config)
    again.run()
    assert again.checksums() == first_build.checksums()


def test_the_order_in_which_files_came_does_not_show(first_build: Build, tmp_path: Path) -> None:
    shuffled = tmp_path / "seeds"
    files = sorted((p for p in first_build.seeds.rglob("*") if p.is_file()), reverse=True)
    assert files
    for path in files:
        target = shuffled / path.relative_to(first_build.seeds)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    again = Build(shuffled, tmp_path / "out", config={"shard_documents": 3})
    again.run()
    assert again.checksums() == first_build.checksums()


def test_a_killed_run_is_finished_by_the_next(first_build: Build, tmp_path: Path) -> None:
    code = copy_code(tmp_path / "code")
    module = code / "workflow" / "khabar" / "tables" / "quotes.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(f"import os, signal\nos.killpg(0, signal.SIGKILL)\n{whole}", encoding="utf-8")
    build = Build(first_build.seeds, tmp_path / "out", code=code)
    assert build.run(check=False).returncode == -signal.SIGKILL
    assert not (build.out / "release").exists()
    module.write_text(whole, encoding="utf-8")
    build.run()
    assert build.checksums() == first_build.checksums()
