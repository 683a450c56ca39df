"""Promotion: a validated candidate becomes the release, in one rename; a failed or worse one never touches it."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from khabar.evaluation.quality import drops, load

QUALITY_FILE = "quality.json"
RELEASE_FILES = tuple(f"{t}.parquet" for t in ("articles", "sentences", "entities", "quotes", "events", "seeds"))


class NotPromotedError(Exception):
    """The candidate is not valid, or worse than the release; the message says where."""


def promote(candidate: Path, validation: dict[str, Any], release: Path) -> None:
    """Put the candidate's tables in place of the release.

    The new folder is written beside the old one and swapped in by renaming. A run that dies in between is repaired by
    the next one (`recover`). The quality that was measured of the candidate goes with it.

    Raises:
        NotPromotedError: an expectation failed, the validation was made of other files, or a headline F1 is below the
            95 % interval of the present release on the same gold.
    """
    if not validation["success"]:
        raise NotPromotedError("\n".join(failure["message"] for failure in validation["failures"]))
    if validation["files"] != checksums(candidate):
        raise NotPromotedError(f"the tables in {candidate} are not those that were validated: run snakemake again")
    recover(release)
    _refuse_drop(candidate / QUALITY_FILE, release / QUALITY_FILE)
    incoming, outgoing = _incoming(release), _outgoing(release)
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(parents=True)
    for name in (*RELEASE_FILES, *([QUALITY_FILE] if (candidate / QUALITY_FILE).exists() else [])):
        shutil.copyfile(candidate / name, incoming / name)
    if release.exists():
        os.rename(release, outgoing)  # noqa: PTH104 - must be the plain, atomic rename
    os.rename(incoming, release)  # noqa: PTH104
    shutil.rmtree(outgoing, ignore_errors=True)


def recover(release: Path) -> None:
    """Finish or undo a promotion that was killed between its two renames."""
    outgoing = _outgoing(release)
    if outgoing.exists():
        if release.exists():
            shutil.rmtree(outgoing)
        else:
            os.rename(outgoing, release)  # noqa: PTH104


def checksums(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of every release file in the folder.

    Raises:
        FileNotFoundError: a table is missing.
    """
    return {name: _sha256(folder / name) for name in RELEASE_FILES}


def load_validation(path: Path) -> dict[str, Any]:
    """The results that the validation stage wrote."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _refuse_drop(candidate: Path, present: Path) -> None:
    """Raise NotPromotedError where quality fell below what chance explains."""
    if candidate.exists() and present.exists():
        fallen = drops(load(present), load(candidate))
        if fallen:
            raise NotPromotedError("\n".join([*fallen, f"To release it all the same, remove {present}."]))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _incoming(release: Path) -> Path:
    return release.with_name(f".{release.name}.incoming")


def _outgoing(release: Path) -> Path:
    return release.with_name(f".{release.name}.outgoing")
