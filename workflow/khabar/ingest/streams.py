"""Compressed streams that cannot hurt: counted, limited, and with every error turned into one sentence."""

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

import pyarrow as pa

from khabar.ingest.documents import Limits
from khabar.ingest.folder import system_errors
from khabar.ingest.reasons import Reason, RejectedError

_DECOMPRESSORS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "gzip": lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")),
    # zstandard's own reader takes a truncated frame for the end of the stream; Arrow's says so.
    "zstd": lambda stream: cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")),
}


def decompressed(stream: BinaryIO, compression: str | None, path: str, limits: Limits) -> io.BufferedReader:
    """The uncompressed bytes of `stream`. Reading raises RejectedError where they are damaged or exceed a limit."""
    source = _Counted(stream, path)
    inner = _DECOMPRESSORS[compression](cast(BinaryIO, source)) if compression else cast(BinaryIO, source)
    return io.BufferedReader(_Guarded(inner, source, path, limits))


class _Counted(io.RawIOBase):
    """Passes bytes on and counts them."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream, self._path = stream, path
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with system_errors(self._path):
            chunk = self._stream.read(size)
        self.count += len(chunk)
        return chunk


class _Guarded(io.RawIOBase):
    """Reads what a decompressor yields, within the limits."""

    def __init__(self, stream: BinaryIO, source: _Counted, path: str, limits: Limits) -> None:
        self._source, self._path, self._limits = source, path, limits
        # What was unpacked before an error is lost where one call fills the whole buffer.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._read(len(buffer))
        except (EOFError, zlib.error, OSError, pa.ArrowException) as error:
            raise damaged(self._path) from error
        self._count += len(chunk)
        check_size(self._path, self._count, self._source.count, self._limits)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def check_size(path: str, unpacked: int, packed: int, limits: Limits) -> None:
    """Raise RejectedError where `packed` bytes of `path` unpack to too many."""
    if unpacked > limits.archive_bytes:
        raise RejectedError(
            path,
            Reason.ARCHIVE_TOO_LARGE,
            f"unpacks to more than {limits.archive_bytes} bytes",
            "split it or raise limits.archive_bytes",
        )
    if unpacked > limits.document_bytes and unpacked > limits.compression_ratio * max(packed, 1):
        raise RejectedError(
            path,
            Reason.ARCHIVE_BOMB,
            f"unpacks to more than {limits.compression_ratio} times its size",
            "do not trust it, or raise limits.compression_ratio",
        )


def damaged(path: str) -> RejectedError:
    """The rejection of a compressed file or archive that ends early or holds what it should not."""
    return RejectedError(
        path, Reason.DAMAGED_ARCHIVE, "is truncated or damaged, what stands before is kept", "fetch it again"
    )
