"""The seed folder as a list of files in one order, and the fingerprint of what it holds.

Not documents, and never listed: names that start with a dot, `LICENSE`, `README.md` and `dataset.yaml` (which says
what the dataset is as a whole). `source.yaml` is listed as a file, since it says how the others are read. Kept free of
heavy imports: Snakemake asks for the fingerprint each time it starts.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from khabar.ingest.reasons import Reason, RejectedError

SOURCE_FILE = "source.yaml"
_NO_DOCUMENTS = frozenset({"LICENSE", "README.md", "dataset.yaml"})


class SeedFile(NamedTuple):
    """One file below the seed folder."""

    path: str
    """Relative, with `/`; bytes that are not UTF-8 written as `\\xff`."""
    location: Path
    error: RejectedError | None = None
    """Why it cannot be read, where the listing already shows it."""


def ignored(name: str) -> bool:
    """Whether a file or folder of that name is no document: hidden, or a note to people."""
    return name.startswith(".") or name in _NO_DOCUMENTS


def list_files(seeds: Path) -> list[SeedFile]:
    """All files below `seeds`, sorted by path, whatever the order in which the system names them."""
    if not seeds.is_dir():
        raise NotADirectoryError(f"{seeds} is no folder: name the folder that holds the raw texts.")
    return sorted(_below(seeds.resolve(), "", seeds.resolve()), key=lambda file: file.path)


def _below(folder: Path, prefix: str, root: Path) -> Iterator[SeedFile]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not ignored(entry.name)]
    except OSError as error:
        yield SeedFile(prefix.rstrip("/") or ".", folder, _of_system(error, prefix.rstrip("/") or "."))
        return
    for entry in found:
        path, location = prefix + printable(entry.name), Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(location, path + "/", root)
        else:
            yield SeedFile(path, location, _obstacle(entry, path, root))


def _obstacle(entry: os.DirEntry[str], path: str, root: Path) -> RejectedError | None:
    """What keeps a directory entry from being read as a file."""
    if not valid_name(entry.name):
        return RejectedError(path, Reason.INVALID_NAME, "has a name that is not valid UTF-8 text", "rename the file")
    if entry.is_symlink():
        try:
            target = Path(entry.path).resolve()
        except (OSError, RuntimeError):
            target = root  # a circle of links
        if not target.is_relative_to(root):
            return RejectedError(
                path, Reason.LINK_OUTSIDE, "is a link out of the seed folder", "put the file itself there"
            )
        if not target.is_file():
            return RejectedError(
                path, Reason.LINK_NOT_FOLLOWED, "is a link to nothing or to a folder", "put the files themselves there"
            )
    elif not entry.is_file():
        return RejectedError(path, Reason.NOT_A_FILE, "is no plain file", "remove it or save its content as a file")
    return None


def valid_name(name: str) -> bool:
    """Whether a name can stand in the data: UTF-8, no control characters."""
    return name.isprintable() or not any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in name)


def printable(name: str) -> str:
    r"""The name with what cannot stand in the data escaped.

    >>> print(printable("a\udcff\n"))
    a\xff\x0a
    """
    if valid_name(name):
        return name
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(c):02x}" if c < " " or c == "\x7f" else c for c in text)


def open_file(file: SeedFile) -> BufferedReader:
    """Open a listed file; RejectedError says why it cannot be."""
    if file.error:
        raise file.error
    with system_errors(file.path):
        return file.location.open("rb")


@contextmanager
def system_errors(path: str) -> Iterator[None]:
    """Turn an error of the operating system into the rejection of `path`."""
    try:
        yield
    except OSError as error:
        raise _of_system(error, path) from error


def _of_system(error: OSError, path: str) -> RejectedError:
    match error:
        case PermissionError():
            return RejectedError(path, Reason.NO_PERMISSION, "may not be read", "give this user the right to read it")
        case FileNotFoundError():
            return RejectedError(path, Reason.VANISHED, "was gone when it was opened", "put it back and run again")
        case _:
            return RejectedError(
                path, Reason.READ_ERROR, "could not be read by the system", "check the disk and copy the file again"
            )


def fingerprint(seeds: Path, cache: Path) -> str:
    """16 hex digits that change when any path or any byte of the seed folder changes, `source.yaml` files included.

    Hashes are kept in `cache` (JSON) for as long as size and times of a file stay the same, so that a second call
    only looks at the folder. Touching a file changes its times, not the result.
    """
    known = _read_cache(cache)
    hashes: dict[str, tuple[int, int, int, str]] = {}
    digest = hashlib.sha256()
    for file in list_files(seeds):
        content = file.error.reason if file.error else _content(file, known, hashes)
        digest.update(json.dumps([file.path, content]).encode())
    if hashes != known:
        _write_cache(cache, hashes)
    return digest.hexdigest()[:16]


def _content(
    file: SeedFile, known: dict[str, tuple[int, int, int, str]], hashes: dict[str, tuple[int, int, int, str]]
) -> str:
    try:
        with system_errors(file.path):
            status = file.location.stat()
        # The time of the last change of the inode reveals a replacement that kept size and modification time.
        state = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        entry = known.get(file.path)
        if entry is None or entry[:3] != state:
            with open_file(file) as stream, system_errors(file.path):
                entry = (*state, hashlib.file_digest(stream, "sha256").hexdigest())
    except RejectedError as error:
        return error.reason
    hashes[file.path] = entry
    return entry[3]


def _read_cache(cache: Path) -> dict[str, tuple[int, int, int, str]]:
    try:
        return {path: tuple(entry) for path, entry in json.loads(cache.read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # no cache, or one that a killed run or another version left: hash again


def _write_cache(cache: Path, hashes: dict[str, tuple[int, int, int, str]]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    partial = cache.with_name(f"{cache.name}.{os.getpid()}.partial")  # Snakemake may start several processes at once
    partial.write_text(json.dumps(hashes), encoding="utf-8")
    partial.replace(cache)
