"""Same input, same bytes: whatever the cores, the shards, the order of files, the folder, and after a killed run."""

import shutil
import signal
from pathlib import Path

from .conftest import Build, copy_code


def test_one_core_and_a_document_a_shard_do_not_show(first_build: Build, tmp_path: Path) -> None:
    again = Build(
        first_build.code, first_build.seeds, tmp_path / "another folder" / "out", cores=1, config={"shard_documents": 1}
    )
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
    again = Build(first_build.code, shuffled, tmp_path / "out", config={"shard_documents": 7})
    again.run()
    assert again.checksums() == first_build.checksums()


def test_a_killed_run_is_finished_by_the_next(first_build: Build, tmp_path: Path) -> None:
    code = copy_code(tmp_path / "code", first_build.code)
    module = code / "workflow" / "khabar" / "tables" / "quotes.py"
    whole = module.read_text(encoding="utf-8")
    module.write_text(f"import os, signal\nos.killpg(0, signal.SIGKILL)\n{whole}", encoding="utf-8")
    build = Build(code, first_build.seeds, tmp_path / "out")
    assert build.run(check=False).returncode == -signal.SIGKILL
    assert not (build.out / "release").exists()
    module.write_text(whole, encoding="utf-8")
    build.run()
    assert build.checksums() == first_build.checksums()
