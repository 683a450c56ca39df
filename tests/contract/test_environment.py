"""The environment is locked with hashes, names no registry host, and the conda file says the same versions."""

import re
import tomllib

import yaml

import khabar
from khabar.resources import REPOSITORY

LOCKS = [REPOSITORY / "requirements" / f"{name}.lock" for name in ("runtime", "dev")]


def direct(name: str) -> list[str]:
    """The packages that `requirements/<name>.in` asks for."""
    lines = (REPOSITORY / "requirements" / f"{name}.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def test_every_locked_package_has_a_hash_and_no_host() -> None:
    for path in LOCKS:
        text = path.read_text()
        packages = re.findall(r"^[a-z0-9.-]+==", text, re.MULTILINE)
        assert len(packages) > 50
        assert len(re.findall(r"^[a-z0-9.-]+==.* \\\n +--hash=sha256:", text, re.MULTILINE)) == len(packages)
        assert "://" not in text


def test_every_direct_dependency_is_locked() -> None:
    lock = LOCKS[0].read_text()
    names = direct("runtime")
    assert names == sorted(names)
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == []


def test_the_conda_environment_has_the_locked_versions() -> None:
    environment = yaml.safe_load((REPOSITORY / "workflow" / "envs" / "khabar.yaml").read_text())
    pinned = environment["dependencies"][-1]["pip"]
    assert [pin.split("==")[0] for pin in pinned] == direct("runtime")
    lock = LOCKS[0].read_text()
    assert [pin for pin in pinned if not re.search(rf"^{re.escape(pin)}[ ;]", lock, re.MULTILINE)] == []


def test_khabar_has_one_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["project"]["version"] == citation["version"] == khabar.__version__
