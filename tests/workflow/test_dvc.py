"""The published release: pulled with no server, what dvc.lock says, and what the code makes of the seeds today."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from khabar.package.sums import sha256
from khabar.release.promotion import QUALITY_FILE, RELEASE_FILES
from khabar.resources import REPOSITORY

from .conftest import CODE, Build

TRACKED = (
    *CODE,
    "seeds",
    "dvc.yaml",
    "dvc.lock",
    ".dvcignore",
    "tests/gold/documents",
    "reports/metrics.json",
    "reports/plots",
    "data/published",
)


def dvc(clone: Path, *arguments: str) -> str:
    """Run DVC in a folder; return what it printed."""
    finished = subprocess.run(
        [sys.executable, "-m", "dvc", *arguments],
        cwd=clone,
        env={**os.environ, "DVC_NO_ANALYTICS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        pytest.fail(f"dvc {' '.join(arguments)} failed:\n{finished.stdout}\n{finished.stderr}")
    return finished.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a fresh clone holds, as far as DVC looks at it, after `dvc pull`."""
    folder = tmp_path_factory.mktemp("clone")
    for name in TRACKED:
        source, target = REPOSITORY / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copyfile(source, target)
    (folder / ".dvc").mkdir()
    shutil.copyfile(REPOSITORY / ".dvc" / "config", folder / ".dvc" / "config")
    dvc(folder, "config", "core.no_scm", "true")
    dvc(folder, "pull")
    return folder


def test_a_pulled_release_is_read_in_one_line(clone: Path) -> None:
    quotes = pd.read_parquet(clone / "data" / "release" / "quotes.parquet")
    assert len(quotes) > 100
    assert quotes["speaker_name"].str.contains("صلاح الدين النمروش").any()


def test_descriptions_are_in_the_parquet_schema(clone: Path) -> None:
    for name in RELEASE_FILES:
        schema = pq.read_schema(clone / "data" / "release" / name)
        assert all(field.metadata[b"description"] for field in schema)


def test_the_lock_fits_the_code_and_the_seeds(clone: Path) -> None:
    status = json.loads(dvc(clone, "status", "--json"))
    assert status == {}, (
        "what the release is made of has changed: run `dvc repro` and `dvc push`, and commit the result"
    )


def test_metrics_and_plots_are_declared(clone: Path) -> None:
    assert "rows.quotes" in dvc(clone, "metrics", "show")
    assert json.loads(dvc(clone, "plots", "show", "--json"))["data"]


def test_the_seeds_give_the_published_bytes(clone: Path, tmp_path: Path) -> None:
    build = Build(clone, clone / "seeds", tmp_path / "out", config={"gold": clone / "tests" / "gold" / "documents"})
    build.run()
    published = clone / "data" / "release"
    assert build.checksums() == {path.name: sha256(path) for path in sorted(published.iterdir())}
    assert (build.out / "release" / QUALITY_FILE).read_bytes() == (published / QUALITY_FILE).read_bytes()
