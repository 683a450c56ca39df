"""Reads a candidate a row group at a time, so that validation needs the memory of one group, whatever the size.

Row group i of every table that has articles holds the same range of articles.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from khabar.schema.contract import load_tables
from khabar.schema.model import Table


def has_articles(table: Table) -> bool:
    """Whether every row of the table belongs to an article, so that its row groups are cut by article."""
    return any(column.name == "article_id" and not column.nullable for column in table.columns)


class Candidate:
    """The files of a candidate, one for each table."""

    def __init__(self, folder: Path) -> None:
        """Open the files.

        Raises:
            FileNotFoundError: a table is missing.
            pyarrow.ArrowInvalid: a file is not Parquet.
        """
        self.folder = folder
        self.tables = {table.name: table for table in load_tables()}
        self._paths = {name: folder / f"{name}.parquet" for name in self.tables}
        self._files = {
            name: pq.ParquetFile(path, memory_map=False, pre_buffer=False) for name, path in self._paths.items()
        }

    def schema(self, table: str) -> pa.Schema:
        """The Arrow schema of a table's file."""
        return self._files[table].schema_arrow

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        count: int = self._files[table].metadata.num_rows
        return count

    def groups(self) -> int:
        """How many row groups the largest table has."""
        counts: list[int] = [file.num_row_groups for file in self._files.values()]
        return max(counts)

    def group(self, table: str, index: int, columns: list[str] | None = None) -> pa.Table:
        """One row group; an empty table where the file has fewer."""
        file = self._files[table]
        if index < file.num_row_groups:
            return file.read_row_group(index, columns=columns, use_threads=False)
        empty = file.schema_arrow.empty_table()
        return empty.select(columns) if columns else empty

    def column(self, table: str, column: str) -> Iterator[pa.ChunkedArray]:
        """A column, one row group at a time."""
        for index in range(self._files[table].num_row_groups):
            yield self.group(table, index, [column]).column(0)

    def key_hashes(self, table: str, column: str) -> np.ndarray:
        """The 64-bit hashes of a column's values, sorted: eight bytes for each row of the whole table.

        Two different values share a hash with a probability of about 1 : 10¹⁰ among 60,000 of them, and 1 : 10⁴ among
        60 million; a hash, not the text, is kept so that a table of any size can be checked.
        """
        hashes = np.zeros(self.rows(table), dtype=np.uint64)
        filled = 0
        for values in self.column(table, column):
            hashes[filled : filled + len(values)] = key_hash(values)
            filled += len(values)
        hashes.sort()
        return hashes

    def checksums(self) -> dict[str, str]:
        """File name → SHA-256."""
        found = {}
        for path in self._paths.values():
            with path.open("rb") as file:
                found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
        return found


def key_hash(values: pa.ChunkedArray) -> np.ndarray:
    """64-bit hashes of strings, the same on every machine."""
    hashes: np.ndarray = pd.util.hash_array(values.to_numpy().astype(object), categorize=False)
    return hashes
