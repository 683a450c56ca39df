"""The working memory of a shard update: a database file, so that memory stays flat whatever the size of the corpus."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from khabar.ingest.documents import Document, Rejection

_TYPES = {"byte_size": pa.int64(), "raw": pa.binary()}
SHARD_FIELDS = [
    *(pa.field(name, _TYPES.get(name, pa.string())) for name in Document._fields),
    pa.field("digest", pa.string()),
]
"""Columns of a shard: those of Document, and the digest of the row by which a change is seen."""

_SHARD_BYTES = 32 << 20  # a shard of long texts is closed early, so that a job's memory stays bounded
_COLUMNS = ", ".join(field.name for field in SHARD_FIELDS)
_MARKS = ", ".join("?" * (len(SHARD_FIELDS) + 1))


class Ledger(AbstractContextManager["Ledger"]):
    """Who was in which shard, who still is, who is new or changed, and who is rejected."""

    def __init__(self, path: Path, shard_documents: int) -> None:
        self._limit = shard_documents
        self._room: tuple[int, int, int] | None = None  # last shard: number, documents, bytes
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE old (source_path TEXT PRIMARY KEY, digest TEXT, byte_size INT, shard INT, kept INT DEFAULT 0)
                WITHOUT ROWID;
            CREATE TABLE pending (shard INT, {_COLUMNS});
            CREATE TABLE rejected ({", ".join(Rejection._fields)});
            """
        )

    def __exit__(self, *exception: object) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def remember(self, shard: int, members: list[tuple[str, str, int]]) -> None:
        """Take the documents (path, digest, size) of an existing shard as its members."""
        rows = ((*member, shard) for member in members)
        self._db.executemany("INSERT OR IGNORE INTO old VALUES (?, ?, ?, ?, 0)", rows)

    def add(self, item: Document | Rejection) -> None:
        """Note one item of the scan."""
        if isinstance(item, Rejection):
            marks = ", ".join("?" * len(item))
            self._db.execute(f"INSERT INTO rejected VALUES ({marks})", item)  # noqa: S608 - only question marks
            return
        digest = _digest(item)
        found = self._db.execute("SELECT shard, digest FROM old WHERE source_path = ?", (item.source_path,)).fetchone()
        if found and found[1] == digest:
            self._db.execute("UPDATE old SET kept = 1 WHERE source_path = ?", (item.source_path,))
            return
        shard = found[0] if found else self._shard_for(item)
        self._db.execute(f"INSERT INTO pending VALUES ({_MARKS})", (shard, *item, digest))  # noqa: S608

    def _shard_for(self, document: Document) -> int:
        """The shard that takes a new document."""
        if self._room is None:
            last = "SELECT shard, count(*), sum(byte_size) FROM old GROUP BY shard ORDER BY shard DESC LIMIT 1"
            self._room = self._db.execute(last).fetchone() or (0, 0, 0)
        number, documents, size = self._room
        if documents >= self._limit or (documents and size + document.byte_size > _SHARD_BYTES):
            number, documents, size = number + 1, 0, 0
        self._room = (number, documents + 1, size + document.byte_size)
        return number

    def changed(self) -> list[int]:
        """Shards with another content than before that are not empty now."""
        return self._numbers(
            "SELECT shard FROM pending UNION"
            " SELECT shard FROM old GROUP BY shard HAVING sum(kept) > 0 AND sum(kept) < count(*)"
        )

    def kept(self, shard: int) -> list[str]:
        """Paths of the documents that stay in a shard as they are."""
        rows = self._db.execute("SELECT source_path FROM old WHERE shard = ? AND kept", (shard,))
        return [path for (path,) in rows]

    def pending(self, shard: int) -> list[dict[str, Any]]:
        """New and changed documents of a shard."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM pending WHERE shard = ?", (shard,))  # noqa: S608
        names = [field.name for field in SHARD_FIELDS]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def rejections(self) -> Iterator[Rejection]:
        """All rejections."""
        for row in self._db.execute("SELECT * FROM rejected"):
            yield Rejection(*row)

    def counts(self) -> dict[int, int]:
        """Documents of each shard that is not empty."""
        return dict(
            self._db.execute(
                "SELECT shard, count(*) FROM"
                " (SELECT shard FROM old WHERE kept UNION ALL SELECT shard FROM pending) GROUP BY shard"
            )
        )

    def _numbers(self, query: str) -> list[int]:
        return sorted(number for (number,) in self._db.execute(query))


def _digest(document: Document) -> str:
    digest = hashlib.sha256(json.dumps(document[:4] + document[5:]).encode())
    digest.update(document.raw)
    return digest.hexdigest()[:32]
