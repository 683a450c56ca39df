"""One build at a time in one folder, and no lock that outlives its process."""

import subprocess
import sys
from pathlib import Path

import pytest

from khabar.locking import LockedError, lock

HOLD = """
import pathlib, sys
from khabar.locking import lock
lock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_is_refused_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(LockedError, match="another build is at work"):
            lock(tmp_path)
        process.kill()
    lock(tmp_path)
