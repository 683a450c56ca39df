"""SHA256SUMS: the checksums of a folder's files, in the form that `sha256sum -c SHA256SUMS` reads.

Kept free of heavy imports: the loader verifies with it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from khabar.package.files import SUMS


class ChecksumError(Exception):
    """A file is missing or is not what its checksum says; the message names it."""


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def render(sums: Mapping[str, str]) -> str:
    r"""The content of SHA256SUMS, by file name.

    >>> render({"b": "02", "a": "01"})
    '01  a\n02  b\n'
    """
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def write(folder: Path, names: Iterable[str]) -> None:
    """Write SHA256SUMS of these files of the folder."""
    sums = render({name: sha256(folder / name) for name in names})
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str]:
    """File name → SHA-256.

    Raises:
        ChecksumError: the folder has no SHA256SUMS.
    """
    path = folder / SUMS
    if not path.is_file():
        raise ChecksumError(f"{folder} has no {SUMS}: it is not a whole release, get it again.")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def verify(folder: Path) -> tuple[str, ...]:
    """Check every file that SHA256SUMS names; return their names.

    Raises:
        ChecksumError: a file is missing or differs; the first one by name.
    """
    sums = read(folder)
    for name, digest in sorted(sums.items()):
        if not (folder / name).is_file():
            raise ChecksumError(f"{folder / name} is missing: get the release again.")
        if (found := sha256(folder / name)) != digest:
            raise ChecksumError(
                f"{folder / name} is not the file that was released (SHA-256 {found[:12]}… instead of {digest[:12]}…): "
                "get the release again."
            )
    return tuple(sums)
