"""Every document of a seed folder, in one order, each with its accounting.

A file, an archive member or a JSON record is either a Document or a Rejection; nothing is left out but hidden files,
LICENSE, README.md and source.yaml files that can be used.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from khabar.ingest.archives import Member, tar_members, zip_members
from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.folder import SOURCE_FILE, SeedFile, list_files, open_file, system_errors
from khabar.ingest.reasons import Reason, RejectedError
from khabar.ingest.records import records
from khabar.ingest.sources import Source, Sources
from khabar.ingest.streams import decompressed

Items = Iterator[Document | Rejection]


class Kind(NamedTuple):
    """What a file name says about the content."""

    format: str
    compression: str | None = None


_KINDS = {
    ".txt": Kind("txt"),
    ".html": Kind("html"),
    ".htm": Kind("html"),
    ".jsonl": Kind("jsonl"),
    ".jsonl.gz": Kind("jsonl", "gzip"),
    ".jsonl.zst": Kind("jsonl", "zstd"),
    ".zip": Kind("zip"),
    ".tar": Kind("tar"),
    ".tar.gz": Kind("tar", "gzip"),
    ".tgz": Kind("tar", "gzip"),
}
_ARCHIVES = ("zip", "tar")


def kind_of(path: str) -> Kind | None:
    """The kind of a file by its name; None for one that Khabar does not read.

    >>> kind_of("a/B.JSONL.gz")
    Kind(format='jsonl', compression='gzip')
    """
    name = path.lower()
    return next((kind for extension, kind in _KINDS.items() if name.endswith(extension)), None)


def scan(seeds: Path, limits: Limits) -> Items:
    """Documents and rejections of the seed folder; source paths are unique."""
    files = list_files(seeds)
    sources = Sources(files)
    seen: set[str] = set()
    for item in _all(files, sources, limits):
        yield _unique(item, seen)


def _all(files: list[SeedFile], sources: Sources, limits: Limits) -> Items:
    yield from sources.rejections
    for file in files:
        if file.path.rpartition("/")[2] == SOURCE_FILE:
            continue
        source, kind = sources.of(file.path), kind_of(file.path)
        try:
            yield from _of_file(file, kind, source, limits)
        except RejectedError as error:
            sha256, size = _identity(file, limits)
            yield Rejection(
                error.path, error.reason, error.message, sha256, size, kind and kind.format, source.source_id
            )


def _identity(file: SeedFile, limits: Limits) -> tuple[str | None, int | None]:
    """Hash and size of a rejected file, as far as they can be found out."""
    size = None
    try:
        with open_file(file) as stream, system_errors(file.path):
            size = os.fstat(stream.fileno()).st_size
            return (hashlib.file_digest(stream, "sha256").hexdigest() if size <= limits.file_bytes else None), size
    except RejectedError:
        return None, size


def _unique(item: Document | Rejection, seen: set[str]) -> Document | Rejection:
    """The item, or its rejection where its path has come before."""
    path, copy = item.source_path, 1
    while path in seen:
        copy += 1
        path = f"{item.source_path}#{copy}"
    seen.add(path)
    if path == item.source_path:
        return item
    if isinstance(item, Rejection):
        return item._replace(source_path=path)
    error = RejectedError(
        item.source_path,
        Reason.DUPLICATE_PATH,
        "occurs more than once in its file",
        "give every record its own id and every archive member its own path",
    )
    return Rejection(path, error.reason, error.message, item.sha256, item.byte_size, item.format, item.source_id)


def _of_file(file: SeedFile, kind: Kind | None, source: Source, limits: Limits) -> Items:
    if file.error:
        raise file.error
    if kind is None:
        raise _unsupported(file.path)
    with open_file(file) as stream:
        with system_errors(file.path):
            size = os.fstat(stream.fileno()).st_size
        if size > limits.file_bytes:
            raise RejectedError(
                file.path,
                Reason.FILE_TOO_LARGE,
                f"has {size} bytes, more than {limits.file_bytes}",
                "split it or raise limits.file_bytes",
            )
        if kind.format not in _ARCHIVES:
            yield from _of_stream(file.path, kind, size, stream, source=source, limits=limits)
            return
        empty = True
        for member in _members(file.path, kind, size, stream, limits):
            empty = False
            yield from _of_member(file.path, member, source, limits)
        if empty:
            raise _empty(file.path)


def _members(path: str, kind: Kind, size: int, stream: BinaryIO, limits: Limits) -> Iterator[Member]:
    if size == 0:
        raise _empty(path)
    if kind.format == "zip":
        return zip_members(path, stream, limits)
    return tar_members(path, stream, kind.compression, limits)


def _of_member(archive: str, member: Member, source: Source, limits: Limits) -> Items:
    kind = kind_of(member.path)
    try:
        yield from _read_member(member, kind, source, limits)
    except RejectedError as error:
        if error.path == archive:
            raise  # what comes after is lost as well
        yield Rejection.of(error, kind and kind.format, source.source_id, member.size)


def _read_member(member: Member, kind: Kind | None, source: Source, limits: Limits) -> Items:
    if member.error:
        raise member.error
    if member.path.rpartition("/")[2] == SOURCE_FILE:
        raise RejectedError(
            member.path, Reason.INVALID_SOURCE, "stands inside an archive and is not read", "put it beside the archive"
        )
    if kind is None:
        raise _unsupported(member.path)
    if kind.format in _ARCHIVES:
        raise RejectedError(
            member.path, Reason.NESTED_ARCHIVE, "is an archive inside an archive", "unpack the outer one"
        )
    assert member.stream is not None, "a member without an error has a stream"
    yield from _of_stream(member.path, kind, member.size, member.stream, source=source, limits=limits)


def _of_stream(path: str, kind: Kind, size: int, stream: BinaryIO, *, source: Source, limits: Limits) -> Items:
    """Documents of one text, page or JSON Lines file of `size` bytes."""
    if size == 0:
        raise _empty(path)
    if kind.format == "jsonl":
        yield from records(path, decompressed(stream, kind.compression, path, limits), source, limits)
        return
    if size > limits.document_bytes:
        raise RejectedError(
            path,
            Reason.DOCUMENT_TOO_LARGE,
            f"has {size} bytes, more than {limits.document_bytes}",
            "split it into one file per article, or raise limits.document_bytes",
        )
    with system_errors(path):
        raw = stream.read(limits.document_bytes)
    if not raw:
        raise _empty(path)
    yield Document(
        source_path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        byte_size=len(raw),
        format=kind.format,
        raw=raw,
        source_id=source.source_id,
        outlet=source.outlet,
        timezone=source.timezone,
    )


def _empty(path: str) -> RejectedError:
    return RejectedError(path, Reason.EMPTY, "holds nothing", "fetch it again or delete it")


def _unsupported(path: str) -> RejectedError:
    return RejectedError(
        path,
        Reason.UNSUPPORTED_FORMAT,
        "has no extension that Khabar reads",
        "use .txt, .html, .jsonl, .jsonl.gz, .jsonl.zst, .zip, .tar or .tar.gz",
    )
