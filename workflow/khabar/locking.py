"""One build at a time in one data folder, with a lock that dies with its process.

Snakemake's own lock outlives a killed run and asks for `--unlock`; an advisory lock of the operating system does not.
"""

import fcntl
from pathlib import Path
from typing import TextIO

_held: list[TextIO] = []  # an open file keeps its lock; closing it at exit releases it


class LockedError(Exception):
    """Another build is at work in the same folder."""


def lock(folder: Path) -> None:
    """Hold `folder/.lock` until this process ends.

    Raises:
        LockedError: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / ".lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise LockedError(f"another build is at work in {folder}: wait for it, or stop it") from None
    _held.append(file)
