"""Figures of a release: what `dvc metrics` compares and `dvc plots` draws. Reads one row group at a time."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.evaluation.quality import Quality, headlines, load
from khabar.release.promotion import QUALITY_FILE, RELEASE_FILES, load_validation

# Plot → (table, column counted). Each becomes a CSV with one row per value.
PLOTS = {
    "articles_by_month": ("articles", "published_at"),
    "seeds_by_status": ("seeds", "status"),
    "entities_by_type": ("entities", "entity_type"),
    "quotes_by_cue_class": ("quotes", "cue_class"),
    "quotes_by_type": ("quotes", "quote_type"),
    "events_by_type": ("events", "event_type"),
}
# Plots of what was measured on gold.
QUALITY_PLOTS = {
    "f1_by_class": ("measure", "f1", "low", "high"),
    "reliability": ("table", "said", "right", "rows"),
}
# Metric → (table, column): the share of rows where the column has a value.
SHARES = {
    "articles_dated": ("articles", "published_at"),
    "entities_linked_to_country": ("entities", "country_code"),
    "places_linked_to_geonames": ("entities", "geonames_id"),
    "quotes_with_named_speaker": ("quotes", "speaker_name"),
    "quotes_with_linked_speaker": ("quotes", "speaker_entity_id"),
    "events_with_actor": ("events", "actor_text"),
    "events_with_recipient": ("events", "recipient_text"),
    "events_dated": ("events", "event_date"),
}


def metrics(release: Path, validation: Path) -> dict[str, Any]:
    """Rows of each table, share of rows with a value, seeds by status and reason, expectations passed, F1 on gold."""
    results = load_validation(validation)
    rows = {Path(name).stem: pq.ParquetFile(release / name).metadata.num_rows for name in RELEASE_FILES}
    return {
        "rows": rows,
        "share": {name: _share(release, *where) for name, where in SHARES.items()},
        "seeds": dict(sorted(_counts(release, "seeds", "status").items())),
        "rejected": {k: n for k, n in sorted(_counts(release, "seeds", "reason_code").items()) if k},
        "expectations": {"evaluated": results["evaluated"], "passed": results["passed"]},
        "f1": {name: f1[0] for name, f1 in headlines(quality(release)).items()},
    }


def write_metrics(release: Path, validation: Path, out: Path, plots: Path) -> None:
    """Write the metrics as JSON and each plot's data as CSV."""
    figures = metrics(release, validation)
    out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    plots.mkdir(parents=True, exist_ok=True)
    for name, (table, column) in PLOTS.items():
        header = (name.split("_by_")[1], table)
        _write_plot(plots / f"{name}.csv", header, sorted(_counts(release, table, column).items()))

    measured = quality(release)
    for name, rows in (("f1_by_class", _f1_by_class(measured)), ("reliability", _reliability(measured))):
        _write_plot(plots / f"{name}.csv", QUALITY_PLOTS[name], rows)


def quality(release: Path) -> Quality:
    """What was measured of the release on gold; no tables where nothing was."""
    path = release / QUALITY_FILE
    return load(path) if path.exists() else {"tables": {}}


def _f1_by_class(measured: Quality) -> Iterator[tuple[Any, ...]]:
    for table, figures in measured["tables"].items():
        for measure, classes in figures["scores"].items():
            for label, entry in classes.items():
                yield f"{table} {measure} {label}", *(entry.get("f1") or entry["share"])


def _reliability(measured: Quality) -> Iterator[tuple[Any, ...]]:
    for table, figures in measured["tables"].items():
        for each in figures["reliability"]["bins"]:
            yield table, each["said"], each["right"], each["rows"]


def _write_plot(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _share(release: Path, table: str, column: str) -> float | None:
    """Share of the rows that can have a value: for places, of the rows about places."""
    filled = total = 0
    for values in _columns(release, table, [column, *(["entity_type"] if column == "geonames_id" else [])]):
        chunk = values.column(0)
        if values.num_columns > 1:
            chunk = chunk.filter(pc.equal(values.column(1), "LOC"))
        total += len(chunk)
        filled += len(chunk) - chunk.null_count
    return round(filled / total, 4) if total else None


def _counts(release: Path, table: str, column: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for values in _columns(release, table, [column]):
        counts.update(_label(value) for value in values.column(0).to_pylist())
    return counts


def _label(value: Any) -> str:
    """Text of a value: a time as its month; nothing where there is none."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else f"{value:%Y-%m}"


def _columns(release: Path, table: str, columns: list[str]) -> Iterator[pa.Table]:
    file = pq.ParquetFile(release / f"{table}.parquet")
    for group in range(file.num_row_groups):
        yield file.read_row_group(group, columns=columns, use_threads=False)
