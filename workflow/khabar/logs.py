"""The logs of the jobs: each ends with what the job used, unless the job failed."""

import re
import resource
from collections.abc import Iterator
from pathlib import Path

# "used 12.01 s of processor time, 345.6 MiB of memory at the peak"
USED = re.compile(r"used (?P<cpu>[\d.]+) s of processor time, (?P<peak>[\d.]+) MiB of memory at the peak")


def usage() -> str:
    """The closing line of this process's log."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    return f"used {seconds:.2f} s of processor time, {peak:.1f} MiB of memory at the peak"


def unfinished(folder: Path, since: float) -> Iterator[str]:
    """What the jobs that failed wrote, from logs written after `since` (seconds since the epoch)."""
    for path in sorted(folder.rglob("*.log")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.stat().st_mtime >= since and not USED.search(text):
            yield f"{path}:\n{text.strip()}"
