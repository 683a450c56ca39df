"""Members of archives, read in memory one after the other, never written to disk."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from khabar.ingest.documents import Limits
from khabar.ingest.folder import ignored, printable, valid_name
from khabar.ingest.reasons import Reason, RejectedError
from khabar.ingest.streams import check_size, damaged, decompressed

_BLOCK = 512
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_LONGEST_HEADER = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of an archive. Read `stream` before asking for the next member."""

    path: str
    """`<archive>!/<path in the archive>`."""
    size: int
    """Bytes, as the archive says."""
    stream: BinaryIO | None = None
    error: RejectedError | None = None
    """Why it cannot be read; there is no stream then."""


def zip_members(path: str, stream: BinaryIO, limits: Limits) -> Iterator[Member]:
    """Members of a .zip file in the order of its directory; RejectedError where the archive cannot be read."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as cause:
        raise damaged(path) from cause
    with archive:
        infos = archive.infolist()
        _check_count(path, len(infos), limits)
        # The sizes that the directory gives bind: zipfile reads no byte beyond them.
        check_size(
            path,
            sum(i.file_size for i in infos),
            sum({i.header_offset: i.compress_size for i in infos}.values()),
            limits,
        )
        for info in infos:
            name = info.filename if info.flag_bits & _UTF8_FLAG else _undeclared(info.filename)
            place, error = _place(path, name)
            if info.is_dir() or _hidden(name):
                continue
            if error is None and info.flag_bits & _ENCRYPTED_FLAG:
                error = RejectedError(
                    place, Reason.ENCRYPTED, "is protected by a password", "unpack it and add the text itself"
                )
            yield from _zip_member(archive, info, place, error)


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, error: RejectedError | None
) -> Iterator[Member]:
    if error:
        yield Member(place, info.file_size, error=error)
        return
    try:
        with archive.open(info) as opened:
            yield Member(place, info.file_size, _checked(opened, place))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error, EOFError):
        yield Member(place, info.file_size, error=damaged(place))


def _checked(stream: IO[bytes], path: str) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Checked(stream, path)))


class _Checked(io.RawIOBase):
    """Turns the errors of a member's stream into one sentence about `path`."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        self._stream, self._path = stream, path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as error:
            raise damaged(self._path) from error
        buffer[: len(chunk)] = chunk
        return len(chunk)


def tar_members(path: str, stream: BinaryIO, compression: str | None, limits: Limits) -> Iterator[Member]:
    """Members of a .tar or .tar.gz file in its order; RejectedError where the archive breaks off."""
    blocks = _Blocks(decompressed(stream, compression, path, limits))
    try:
        archive = tarfile.open(  # noqa: SIM115 - closed below
            fileobj=cast(BinaryIO, blocks), mode="r|", bufsize=_BLOCK, tarinfo=_BoundedHeader, errorlevel=1
        )
    except tarfile.TarError as cause:
        raise damaged(path) from cause
    with archive:
        count = 0
        while info := _next(archive, path):
            archive.members.clear()  # type: ignore[attr-defined]  # else they are all kept
            count += 1
            _check_count(path, count, limits)
            place, error = _place(path, info.name)
            if info.isdir() or _hidden(info.name):
                continue
            if error is None and (not info.isreg() or info.issparse()):
                error = _special(place, info)
            opened = None if error else archive.extractfile(info)
            # A member that breaks off is the end of the archive.
            yield Member(place, info.size, _checked(opened, path) if opened else None, error=error)
    # tarfile takes a broken or missing header for the end; the real end is a block of zeros.
    if blocks.last != bytes(_BLOCK):
        raise damaged(path)


def _next(archive: tarfile.TarFile, path: str) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except tarfile.TarError as error:
        raise damaged(path) from error


class _BoundedHeader(tarfile.TarInfo):
    """A header whose extensions (long names, PAX records) are not read into memory without end."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        extensions = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)
        if self.type in extensions and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError("header too long")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


class _Blocks:
    """Keeps the last block that tarfile has read."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        self.last = self._stream.read(size)
        return self.last


def _undeclared(name: str) -> str:
    """A name stored without saying in which encoding: UTF-8 where it is valid, else as zipfile reads it."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _hidden(name: str) -> bool:
    return any(ignored(part) for part in _parts(name) if part not in {".", ".."})


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _place(archive: str, name: str) -> tuple[str, RejectedError | None]:
    """Source path of a member, and what is wrong with its name."""
    parts = _parts(name)
    clean = printable(str(PurePosixPath(*parts)) if ".." not in parts else "/".join(parts))
    place = f"{archive}!/{clean}"
    if ".." in parts or name.startswith(("/", "\\")) or parts[0].endswith(":"):
        return place, RejectedError(
            place, Reason.UNSAFE_PATH, "has a path that leads out of the archive", "pack it again with relative paths"
        )
    if not valid_name(name):
        return place, RejectedError(
            place, Reason.INVALID_NAME, "has a name that is not valid UTF-8 text", "pack it again under another name"
        )
    return place, None


def _special(place: str, info: tarfile.TarInfo) -> RejectedError:
    if info.issym() or info.islnk():
        return RejectedError(
            place, Reason.LINK_NOT_FOLLOWED, "is a link inside an archive", "pack the file itself instead"
        )
    return RejectedError(place, Reason.NOT_A_FILE, "is no plain file", "pack the archive again without it")


def _check_count(path: str, count: int, limits: Limits) -> None:
    if count > limits.archive_members:
        raise RejectedError(
            path,
            Reason.ARCHIVE_TOO_LARGE,
            f"has more than {limits.archive_members} members",
            "split it or raise limits.archive_members",
        )
