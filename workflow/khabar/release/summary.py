"""The short table that ends a build."""

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.release.metrics import metrics

_SHOWN = 10


def summarise(release: Path, reports: Path) -> str:
    """Rows per table, what was rejected and why, expectations passed, where things are, and what to do next."""
    figures = metrics(release, reports / "validation" / "results.json")
    seeds, expectations = figures["seeds"], figures["expectations"]
    lines = ["", f"{'table':<12}{'rows':>10}", "-" * 22]
    lines += [f"{table:<12}{rows:>10,}" for table, rows in figures["rows"].items() if table != "seeds"]
    lines += [
        "",
        f"seeds         {sum(seeds.values()):,}: {seeds.get('accepted', 0):,} accepted, "
        f"{seeds.get('duplicate', 0):,} duplicates, {seeds.get('rejected', 0):,} rejected",
        *_rejections(release),
        f"expectations  {expectations['passed']:,} of {expectations['evaluated']:,} passed",
        *_quality(figures["f1"]),
        f"data          {release}/",
        f"report        {reports}/index.html, which leads to quality, validation, rules and data dictionary",
        f'next          python -c "import pandas as pd; print(pd.read_parquet({str(release / "quotes.parquet")!r}))"',
    ]
    return "\n".join(lines)


def _quality(f1: dict[str, float]) -> list[str]:
    """F1 on gold, where there is some."""
    return ["F1 on gold    " + "; ".join(f"{name} {value}" for name, value in f1.items())] if f1 else []


def _rejections(release: Path) -> list[str]:
    """One line for each rejected document, the first few of them."""
    file = pq.ParquetFile(release / "seeds.parquet")
    lines: list[str] = []
    total = 0
    for group in range(file.num_row_groups):
        rows = file.read_row_group(group, columns=["status", "source_path", "reason_code", "message"])
        rejected = rows.filter(pc.equal(rows.column("status"), "rejected"))
        total += len(rejected)
        wanted = rejected.slice(0, _SHOWN - len(lines)).to_pylist()
        lines += [f"  {row['reason_code']}: {row['message']}" for row in wanted]
    if total > _SHOWN:
        lines.append(f"  … and {total - _SHOWN:,} more, in {release}/seeds.parquet")
    return lines
