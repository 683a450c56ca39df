"""Khabar (خبر): turns raw Arabic news texts into a validated, versioned research dataset.

To read a release: `khabar.load("data/release")`. Importing Khabar imports nothing else; the loader comes with its first
use, and the pipeline never with it.
"""

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from khabar.loader import Release

__version__ = "0.1.0"


def load(folder: str | PathLike[str], *, verify: bool = False) -> "Release":
    """Open a release: typed pandas tables, read when they are asked for, and joins of them.

    Args:
        folder: the release, `data/release` or a version of it.
        verify: check every file against SHA256SUMS first.

    Raises:
        FileNotFoundError: the folder holds no release.
        ChecksumError: `verify` was asked for, and a file is missing or differs.
    """
    # By name, so that an edited loader re-runs no stage of the pipeline (khabar.fingerprint follows import statements).
    release = cast("Release", import_module("khabar.loader").Release(folder))
    if verify:
        release.verify()
    return release
