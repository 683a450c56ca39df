"""Reads a release: typed pandas tables, each read when it is first asked for, and joins of them.

Types and enumerations come from the datapackage.json of the release, so that an old release loads with a new Khabar.
Needs pandas and pyarrow alone.
"""

import json
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.package import sums
from khabar.package.files import DATAPACKAGE
from khabar.package.sums import ChecksumError

__all__ = ["ChecksumError", "Release"]

_PANDAS: dict[pa.DataType, Any] = {
    pa.string(): pd.StringDtype("pyarrow"),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}
_ABOUT = ["entity_type", "canonical_name", "name_latin", "country_code"]
"""What a join tells of a person, place or body."""
_SENTENCE = {
    "sentence_index": "sentence_index",
    "section": "sentence_section",
    "char_start": "sentence_char_start",
    "char_end": "sentence_char_end",
    "text": "sentence_text",
}


class Release:
    """One version of a dataset, in a folder."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        self.folder = Path(folder)
        path = self.folder / DATAPACKAGE
        if not path.is_file():
            raise FileNotFoundError(f"{self.folder} holds no release: {DATAPACKAGE} is not there.")
        self.description: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        """The content of datapackage.json."""
        self._resources = {resource["name"]: resource for resource in self.description["resources"]}

    def __repr__(self) -> str:
        return f"<{self.description['title']} {self.version}: {', '.join(self._resources)}>"

    @property
    def version(self) -> str:
        """Version of the dataset."""
        return str(self.description["version"])

    @property
    def citation(self) -> str:
        """How to cite this version."""
        return str(self.description["citation"])

    def verify(self) -> None:
        """Check every file against SHA256SUMS.

        Raises:
            ChecksumError: a file is missing or differs; the message is one sentence that names it.
        """
        sums.verify(self.folder)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row per distinct text."""
        return self.table("articles")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence."""
        return self.table("sentences")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per mention of a name."""
        return self.table("entities")

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """One row per statement."""
        return self.table("quotes")

    @cached_property
    def events(self) -> pd.DataFrame:
        """One row per event."""
        return self.table("events")

    @cached_property
    def seeds(self) -> pd.DataFrame:
        """One row per document found, with its fate."""
        return self.table("seeds")

    def table(self, name: str, columns: list[str] | None = None) -> pd.DataFrame:
        """Read a table, or some of its columns, anew: strings in Arrow, enumerations as categories, times in UTC.

        Raises:
            KeyError: the release has no table of that name.
            ValueError: a value is not among those that the release says its column can have.
        """
        resource = self._resources[name]
        table = pq.read_table(self.folder / resource["path"], columns=columns)
        for field in resource["schema"]["fields"]:
            if "categories" in field and field["name"] in table.column_names:
                position = table.column_names.index(field["name"])
                values = [each["value"] for each in field["categories"]]
                table = table.set_column(position, field["name"], _categories(table.column(position), values, field))
        frame: pd.DataFrame = table.to_pandas(types_mapper=_PANDAS.get)
        return frame

    def quotes_with_speakers(self) -> pd.DataFrame:
        """`quotes`, and type, canonical and Latin name and country of each linked speaker (`speaker_…`)."""
        return _with(self.quotes, self._names(), "speaker")

    def events_with_parties(self) -> pd.DataFrame:
        """`events`, and the same of each linked actor and recipient (`actor_…`, `recipient_…`)."""
        return _with(_with(self.events, self._names(), "actor"), self._names(), "recipient")

    def mentions_with_sentences(self) -> pd.DataFrame:
        """`entities`, and the sentence that holds each mention: its index, section, span and text (`sentence_…`)."""
        sentences = self.sentences[["sentence_id", *_SENTENCE]].rename(columns=_SENTENCE)
        return self.entities.merge(sentences, how="left", on="sentence_id", validate="many_to_one")

    def _names(self) -> pd.DataFrame:
        return self.entities[["mention_id", *_ABOUT]]


def _with(rows: pd.DataFrame, names: pd.DataFrame, party: str) -> pd.DataFrame:
    """The rows, in their order, with what their `<party>_mention_id` names."""
    about = names.rename(columns={column: f"{party}_{column}" for column in names.columns})
    return rows.merge(about, how="left", on=f"{party}_mention_id", validate="many_to_one")


def _categories(column: pa.ChunkedArray, values: list[str], field: dict[str, Any]) -> pa.Array:
    found = pc.index_in(column, value_set=pa.array(values, pa.string())).combine_chunks()
    if found.null_count != column.null_count:
        unknown = sorted(set(pc.unique(column).to_pylist()) - {None, *values})
        raise ValueError(f"{field['name']}: {', '.join(unknown)} is not among the values that {DATAPACKAGE} lists.")
    return pa.DictionaryArray.from_arrays(found, pa.array(values, pa.string()))
