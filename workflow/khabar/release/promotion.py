"""Promotion: a validated candidate becomes the release, in one rename; a failed or worse one never touches it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from khabar.evaluation.quality import drops, load
from khabar.package import files, sums

QUALITY_FILE = files.QUALITY
RELEASE_FILES = tuple(f"{t}.parquet" for t in ("articles", "sentences", "entities", "quotes", "events", "seeds"))


class NotPromotedError(Exception):
    """The candidate is not valid, or worse than the release; the message says where."""


def promote(candidate: Path, validation: dict[str, Any], release: Path) -> None:
    """Put the candidate's tables, and all that its SHA256SUMS names beside them, in place of the release.

    The new folder is written beside the old one and swapped in by renaming. A run that dies in between is repaired by
    the next one (`recover`).

    Raises:
        NotPromotedError: an expectation failed, the validation or the checksums were made of other files, or a headline
            F1 is below the 95 % interval of the present release on the same gold.
    """
    if not validation["success"]:
        raise NotPromotedError("\n".join(failure["message"] for failure in validation["failures"]))
    if validation["files"] != checksums(candidate):
        raise NotPromotedError(f"the tables in {candidate} are not those that were validated: run snakemake again")
    shipped = _shipped(candidate)
    recover(release)
    _refuse_drop(candidate / QUALITY_FILE, release / QUALITY_FILE)
    incoming, outgoing = _incoming(release), _outgoing(release)
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(parents=True)
    for name in shipped:
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
    return {name: sums.sha256(folder / name) for name in RELEASE_FILES}


def load_validation(path: Path) -> dict[str, Any]:
    """The results that the validation stage wrote."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _shipped(candidate: Path) -> tuple[str, ...]:
    """Names of all files that become the release."""
    try:
        names = sums.verify(candidate)
    except sums.ChecksumError as error:
        raise NotPromotedError(f"the description of the candidate was made of other files: {error}") from error
    if missing := set(RELEASE_FILES) - set(names):
        raise NotPromotedError(f"{files.SUMS} of the candidate does not name {', '.join(sorted(missing))}")
    return (*names, files.SUMS)


def _refuse_drop(candidate: Path, present: Path) -> None:
    """Raise NotPromotedError where quality fell below what chance explains."""
    if candidate.exists() and present.exists():
        fallen = drops(load(present), load(candidate))
        if fallen:
            raise NotPromotedError("\n".join([*fallen, f"To release it all the same, remove {present}."]))


def _incoming(release: Path) -> Path:
    return release.with_name(f".{release.name}.incoming")


def _outgoing(release: Path) -> Path:
    return release.with_name(f".{release.name}.outgoing")
