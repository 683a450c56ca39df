"""The logs of the jobs: each ends with what the job used, unless the job failed."""

import re
import resource
from collections.abc import Iterator
from pathlib import Path

# "used 12.01 s of processor time, 345.6 MiB of memory at the peak and 0.0 MiB in the largest child"
USED = re.compile(
    r"used (?P<cpu>[\d.]+) s of processor time, (?P<peak>[\d.]+) MiB of memory at the peak"
    r" and (?P<child>[\d.]+) MiB in the largest child"
)


def usage() -> str:
    """The closing line of this process's log."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return (
        f"used {seconds:.2f} s of processor time, {own.ru_maxrss / 1024:.1f} MiB of memory at the peak"
        f" and {children.ru_maxrss / 1024:.1f} MiB in the largest child"
    )


def unfinished(folder: Path, since: float) -> Iterator[str]:
    """What the jobs that failed wrote, from logs written after `since` (seconds since the epoch)."""
    for path in sorted(folder.rglob("*.log")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.stat().st_mtime >= since and not USED.search(text):
            yield f"{path}:\n{text.strip()}"
