"""Shards: the documents of a seed folder as Parquet files that change only where the seeds change.

A shard is a unit of work and never shows in the data. A document stays in its shard for as long as it stays in the
seed folder; new ones go to the last shard with room or to a new one. The shard files themselves are the memory of who
belongs where, each replaced in one step, so that a run that was killed leaves nothing to repair.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pyarrow as pa
import pyarrow.parquet as pq

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.folder import fingerprint
from khabar.ingest.ledger import SHARD_FIELDS, Ledger
from khabar.ingest.scan import scan
from khabar.io import read_table, write_table
from khabar.schema import arrow_schema, from_rows

__all__ = ["Document", "Limits", "Manifest", "Rejection", "fingerprint", "scan", "update_shards"]

_WORK = "work.sqlite"
_SHARD_FILE = re.compile(r"(\d{5,})\.parquet")  # "00012.parquet"


class Manifest(TypedDict):
    """What `update_shards` found."""

    shards: list[str]
    """Names of the shards: `<name>.parquet` lies in the folder of the shards."""
    documents: int
    """Documents in all shards."""
    rejected: int
    """Rows of rejected.parquet."""


def update_shards(seeds: Path, out_dir: Path, shard_documents: int, limits: Limits) -> Manifest:
    """Bring the shards in `out_dir` up to date with the seed folder.

    Writes `<number>.parquet` (columns of `SHARD_FIELDS`, sorted by source_path) and `rejected.parquet` (rows of the
    seeds table). A file whose content would be the same is not touched. With another `shard_documents`, all shards are
    made anew.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    for left in [*out_dir.glob("*.partial"), out_dir / _WORK]:
        left.unlink(missing_ok=True)
    schema = pa.schema(SHARD_FIELDS, metadata={"shard_documents": str(shard_documents)})
    with Ledger(out_dir / _WORK, shard_documents) as ledger:
        for number, path in _shard_files(out_dir):
            ledger.remember(number, _members(path, schema))
        for item in scan(seeds, limits):
            ledger.add(item)
        for number in ledger.changed():
            path = out_dir / f"{number:05}.parquet"
            kept = ledger.kept(number)
            old = read_table(path) if kept else schema.empty_table()
            staying = old.filter(pa.compute.is_in(old.column("source_path"), pa.array(kept, pa.string())))
            new = pa.Table.from_pylist(ledger.pending(number), schema=schema)
            write_table(pa.concat_tables([staying, new]).sort_by("source_path"), path)
        _write_rejected(ledger.rejections(), out_dir / "rejected.parquet")
        counts = ledger.counts()
    for number, path in _shard_files(out_dir):
        if number not in counts:
            path.unlink()
    (out_dir / _WORK).unlink()
    return Manifest(
        shards=[f"{number:05}" for number in sorted(counts)],
        documents=sum(counts.values()),
        rejected=pq.read_metadata(out_dir / "rejected.parquet").num_rows,
    )


def _shard_files(out_dir: Path) -> Iterator[tuple[int, Path]]:
    for path in sorted(out_dir.iterdir()):
        if match := _SHARD_FILE.fullmatch(path.name):
            yield int(match[1]), path


def _members(path: Path, schema: pa.Schema) -> list[tuple[str, str, int]]:
    """Path, digest and size of the documents in a shard; none where another version or shard size wrote the file."""
    try:
        if not pq.read_schema(path).equals(schema, check_metadata=True):
            return []
        table = read_table(path, ["source_path", "digest", "byte_size"])
    except (pa.ArrowException, OSError):
        return []  # damaged: its documents are read again
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _write_rejected(rejections: Iterator[Rejection], path: Path) -> None:
    empty = dict.fromkeys(arrow_schema("seeds").names)
    table = from_rows("seeds", [{**empty, "status": "rejected", **item._asdict()} for item in rejections])
    if not (path.exists() and read_table(path).equals(table, check_metadata=True)):
        write_table(table, path)
