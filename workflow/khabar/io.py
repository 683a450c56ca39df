"""The only reader and writer of Parquet: same table in, same bytes out."""

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_OPTIONS = {"compression": "zstd", "compression_level": 9, "version": "2.6", "data_page_version": "1.0"}


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Read one Parquet file."""
    return pq.read_table(path, columns=columns, use_threads=False, memory_map=False)


def write_table(table: pa.Table, path: Path) -> None:
    """Write one Parquet file whole or not at all."""
    write_groups([table], table.schema, path)


def write_groups(groups: Iterable[pa.Table], schema: pa.Schema, path: Path) -> None:
    """Write tables one after the other, each as one row group, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with pq.ParquetWriter(partial, schema, **_OPTIONS) as writer:
        for group in groups:
            writer.write_table(group.cast(schema), row_group_size=max(len(group), 1))
    os.replace(partial, path)  # noqa: PTH105 - atomic, and replaces on every system
