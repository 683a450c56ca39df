"""The suite `dataset`: figures over whole tables, and whether every seed is accounted for. One row holds them all."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from khabar.schema.expectations import Expectation
from khabar.schema.model import Table
from khabar.validation.candidate import Candidate

KEY = "dataset"


def accounting_expectations(tables: Mapping[str, Table]) -> list[Expectation]:
    """Keys are distinct over each whole table; accepted, duplicate and rejected seeds add up to what was found."""
    pairs = [
        (f"rows of {t.name}", f"distinct {t.name}.{t.primary_key}", "each has a key of its own")
        for t in tables.values()
    ]
    pairs += [
        ("rows of seeds", "documents of the manifest", "every document that was found has a row"),
        ("accepted + duplicate + rejected", "documents of the manifest", "every document has one of the three fates"),
        ("accepted", "rows of articles", "every accepted document gave one article"),
        ("duplicate", "duplicates counted by articles", "every duplicate is counted by the article that it repeats"),
        ("articles with sentences", "rows of articles", "every article has a sentence"),
    ]
    equal = [
        Expectation("expect_column_pair_values_to_be_equal", {"column_A": a, "column_B": b}, says)
        for a, b, says in pairs
    ]
    kwargs = {"column_A": "rows of sentences", "column_B": "rows of articles", "or_equal": True}
    return [
        *equal,
        Expectation("expect_column_pair_values_a_to_be_greater_than_b", kwargs, "there are at least as many"),
    ]


def accounting_frame(candidate: Candidate, manifest: Mapping[str, Any]) -> pd.DataFrame:
    """The figures. Reads one column of one row group at a time."""
    figures: dict[str, int] = {}
    for name, table in candidate.tables.items():
        keys = candidate.key_hashes(name, table.primary_key)
        figures[f"rows of {name}"] = len(keys)
        figures[f"distinct {name}.{table.primary_key}"] = int(np.count_nonzero(np.diff(keys))) + bool(len(keys))
    status: Counter[str] = Counter()
    for values in candidate.column("seeds", "status"):
        status.update(values.to_pylist())
    figures |= {fate: status[fate] for fate in ("accepted", "duplicate")}
    figures["accepted + duplicate + rejected"] = sum(status[fate] for fate in ("accepted", "duplicate", "rejected"))
    counts = candidate.column("articles", "duplicate_count")
    figures["duplicates counted by articles"] = sum(pc.sum(values).as_py() or 0 for values in counts)
    told = candidate.column("sentences", "article_id")
    figures["articles with sentences"] = sum(pc.count_distinct(values).as_py() for values in told)
    figures["documents of the manifest"] = int(manifest["counts"]["documents"])
    return pd.DataFrame([{KEY: "the whole dataset", **figures}])
