"""What ingest yields: documents to read, and rejections to report."""

from dataclasses import dataclass
from typing import NamedTuple

from khabar.ingest.reasons import RejectedError


@dataclass(frozen=True)
class Limits:
    """What is larger is rejected, with a reason, and the run goes on."""

    file_bytes: int = 2_000_000_000
    """A file as found: an archive, a JSON Lines file, a text or a page."""
    document_bytes: int = 5_000_000
    """One text, one page, one line of JSON."""
    archive_members: int = 200_000
    """Members of one archive."""
    archive_bytes: int = 20_000_000_000
    """One archive or compressed file, uncompressed."""
    compression_ratio: int = 200
    """Uncompressed size / compressed size; looked at once more than `document_bytes` have been unpacked."""


class Document(NamedTuple):
    """One text as found, before decoding."""

    source_path: str
    """Relative to the seed folder: `a.txt`, `a.zip!/b.txt`, `a.jsonl#<id>`, `a.jsonl#L<line>` without an id."""
    sha256: str
    """Of the bytes of the file, the member or the line (without its line end)."""
    byte_size: int
    format: str
    """txt, html or jsonl."""
    raw: bytes
    """The bytes; of a JSON record its mapped text in UTF-8."""
    source_id: str | None
    """Folder of the nearest source.yaml, relative to the seed folder (`.` for the folder itself)."""
    outlet: str | None
    timezone: str | None
    record_id: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None


class Rejection(NamedTuple):
    """One document, file or source.yaml that does not go in, and why."""

    source_path: str
    reason_code: str
    message: str
    sha256: str | None = None
    byte_size: int | None = None
    format: str | None = None
    source_id: str | None = None

    @classmethod
    def of(
        cls, error: RejectedError, format: str | None, source_id: str | None, byte_size: int | None = None
    ) -> "Rejection":
        """The row for an error about bytes that were not read."""
        return cls(error.path, error.reason, error.message, None, byte_size, format, source_id)
