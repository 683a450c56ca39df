"""Runs the real DAG on a small corpus, in a folder of its own, with a copy of the code that a test may edit."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from khabar.package.sums import sha256
from khabar.resources import REPOSITORY

SMALL = (
    "rt-arabic/000_d9528a500fce54cf.txt",
    "rt-arabic/source.yaml",
    "al-mina/muscat-talks.html",
    "al-mina/source.yaml",
    "al-waha/reconciliation-windows-1256.txt",
    "al-waha/south.zip",
    "al-waha/source.yaml",
    "damaged/empty.txt",
    "difaf/no-date-gum-arabic.txt",
    "sada-al-nil/2019-02-06-desert-road-accident.txt",
    "yawmiyat-al-mahjar/reprint-desert-road.txt",
    "yawmiyat-al-mahjar/reprint-gum-arabic.txt",
)
CODE = ("Snakefile", "params.yaml", "profiles", "workflow", "schemas", "requirements")


def copy_code(target: Path, origin: Path = REPOSITORY) -> Path:
    """A copy of the code, to be edited."""
    target.mkdir(parents=True)
    for name in CODE:
        source = origin / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, target / name)
    return target


@dataclass
class Build:
    """One build folder: which code builds which seeds into it, and with which settings."""

    code: Path
    seeds: Path
    out: Path
    cores: int = 2
    config: dict[str, object] = field(default_factory=dict)

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Snakemake as `khabar build` does."""
        self.out.mkdir(parents=True, exist_ok=True)
        settings = {"seeds": self.seeds, "data": ".", "reports": "reports", **self.config}
        command = [
            *(sys.executable, "-m", "snakemake", "--snakefile", str(self.code / "Snakefile")),
            *("--directory", str(self.out), "--cores", str(self.cores)),
            *("--config", *(f"{key}={value}" for key, value in settings.items())),
            *arguments,
        ]
        finished = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": str(self.code / "workflow"), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            start_new_session=True,  # so that a test can kill the run and all that it started
            check=False,
        )
        if check and finished.returncode:
            pytest.fail(f"the build failed:\n{finished.stdout}\n{finished.stderr}")
        return finished

    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file that ships."""
        return {path.name: sha256(path) for path in sorted((self.out / "release").iterdir())}

    def written(self) -> dict[str, int]:
        """When each file that a job makes was written last."""
        files = [p for p in self.out.rglob("*.parquet") if p.is_file()]
        assert files
        return {p.relative_to(self.out).as_posix(): p.stat().st_mtime_ns for p in files}


@pytest.fixture(scope="session")
def small_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the sample corpus: texts, a web page, an archive, a text twice, a file that is rejected."""
    folder = tmp_path_factory.mktemp("small") / "seeds"
    for name in SMALL:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / "seeds" / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def first_build(small_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The build that the others are compared with, by the code as it stands now. Leave it as it is."""
    folder = tmp_path_factory.mktemp("first")
    build = Build(copy_code(folder / "code"), small_seeds, folder / "out")
    build.run()
    return build


@pytest.fixture
def changed() -> Callable[[dict[str, int], dict[str, int]], set[str]]:
    """Files that were written anew between two looks."""
    return lambda before, after: {path for path, time in after.items() if before.get(path) != time}
