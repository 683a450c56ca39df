"""Measures the whole DAG on the first N articles of a corpus: throughput, memory, time per stage, start-up share.

Usage: python benchmarks/scaling.py CORPUS.jsonl.gz [--engine fast] [--sizes 1000 4000] [--cores 2] [--out FILE]
"""

import argparse
import gzip
import itertools
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from khabar.logs import USED

SOURCE = """title: Benchmark corpus
origin: a corpus of news as JSON lines, named on the command line
licence: research use
retrieved: 2018-09-30
note: made by benchmarks/scaling.py
fields: {id: id, title: title, published: published, author: author, url: url, text: text}
"""
STAGES = (
    *("manifest", "articles", "sentences", "entities", "quotes", "events"),
    *("assemble", "validate", "measure", "describe", "release", "metrics"),
)
NEW_TEXT = "وزير الخارجية يصل إلى تونس\n\nوصل وزير الخارجية المصري إلى تونس يوم الأحد، وقال إن بلاده تدعم الحوار.\n"


@dataclass
class Run:
    """What one build took."""

    articles: int
    tokens: int
    wall: float
    cores: int
    jobs: dict[str, list[dict[str, float]]] = field(default_factory=dict)

    def total(self, stage: str, what: str = "wall") -> float:
        """Sum over the jobs of a stage."""
        return sum(job[what] for job in self.jobs.get(stage, []))

    def peak(self, stage: str) -> float:
        """Largest peak memory of the stage's jobs, MiB; the children of a job are taken to peak at the same time."""
        return max((job["peak"] + self.cores * job["child"] for job in self.jobs.get(stage, [])), default=0.0)


def build(seeds: Path, out: Path, cores: int, engine: str) -> float:
    """Build and return the wall time in seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "khabar", "build", str(seeds), str(out), "--cores", str(cores)]
    command += ["--engine", engine]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(finished.stdout + finished.stderr)
    return time.perf_counter() - start


def usage(logs: Path, since: float = 0.0) -> dict[str, list[dict[str, float]]]:
    """Stage → what each of its jobs used (wall time as Snakemake saw it), from logs written after `since`."""
    jobs: dict[str, list[dict[str, float]]] = defaultdict(list)
    for path in sorted(logs.rglob("*.log")):
        found = USED.search(path.read_text(encoding="utf-8"))
        timed = (logs.with_name("benchmarks") / path.relative_to(logs)).with_suffix(".tsv")
        if found and timed.is_file() and path.stat().st_mtime > since:
            stage = path.stem if path.parent == logs else path.parent.name
            wall = timed.read_text(encoding="utf-8").splitlines()[1].split("\t")[0]
            used = {key: float(value) for key, value in found.groupdict().items()}
            jobs[stage].append({"wall": float(wall), **used})
    return jobs


def measure(out: Path, wall: float, cores: int, since: float = 0.0) -> Run:
    """The run whose results stand in `out`."""
    counts = pq.read_table(out / "release" / "articles.parquet", columns=["token_count"]).column(0).to_pylist()
    return Run(len(counts), sum(counts), wall, cores, usage(out / "interim" / "logs", since))


def write_corpus(corpus: Path, size: int, seeds: Path) -> None:
    """Write the first `size` records of the corpus as a seed folder."""
    seeds.mkdir(parents=True)
    (seeds / "source.yaml").write_text(SOURCE, encoding="utf-8")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines, (seeds / "news.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, size))


def report(engine: str, empty: Run, runs: list[Run], added: list[Run]) -> str:
    """The committed page."""
    last = runs[-1]
    lines = [
        f"# Throughput, memory and scaling with the {engine} engine",
        "",
        f"Made by `benchmarks/scaling.py` on {platform.machine()}, {os.cpu_count()} cores, {last.cores} used; Python "
        f"{platform.python_version()}.",
        "",
        "| articles | tokens | wall, s | articles/s and core | tokens/s and core | largest job, MiB | Snakemake |"
        " start-up share | validation share | +1 text, s | its jobs |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    start_up = {stage: empty.total(stage) for stage in STAGES}
    for run, more in zip(runs, added, strict=True):
        worked = sum(run.total(stage) for stage in STAGES)
        starting = sum(start_up[stage] * len(run.jobs.get(stage, [])) for stage in STAGES)
        core_seconds = run.wall * run.cores
        lines.append(
            f"| {run.articles:,} | {run.tokens:,} | {run.wall:.1f} | {run.articles / core_seconds:.1f} "
            f"| {run.tokens / core_seconds:,.0f} | {max(run.peak(s) for s in STAGES):.0f} "
            f"| {max(0.0, 1 - worked / core_seconds):.0%} | {starting / core_seconds:.0%} "
            f"| {run.total('validate') / core_seconds:.0%} | {more.wall:.1f} | {sum(map(len, more.jobs.values()))} |"
        )
    lines += [
        "",
        "*Snakemake* is the share of wall time × cores no job used: Snakemake itself, and cores that waited.",
        "",
        f"## Time and memory of each stage, {last.articles:,} articles",
        "",
        "| stage | jobs | wall of all jobs, s | of which start-up, s | ms/article | articles/s | peak of a job, MiB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for stage in STAGES:
        jobs, wall = len(last.jobs.get(stage, [])), last.total(stage)
        lines.append(
            f"| {stage} | {jobs} | {wall:.1f} | {start_up[stage] * jobs:.1f} | {1000 * wall / last.articles:.2f} "
            f"| {last.articles / wall if wall else 0:,.0f} | {last.peak(stage):.0f} |"
        )
    header = " | ".join(f"{run.articles:,}" for run in runs)
    lines += ["", "## Peak memory by size, MiB", "", f"| stage | {header} |", "|---|" + "---:|" * len(runs)]
    lines += [f"| {stage} | " + " | ".join(f"{run.peak(stage):.0f}" for run in runs) + " |" for stage in STAGES]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000, 16000])
    parser.add_argument("--engine", choices=["accurate", "fast"], default="accurate")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/accurate.md"))
    options = parser.parse_args()
    runs, added = [], []
    with tempfile.TemporaryDirectory() as scratch:
        for size in [1, *options.sizes]:
            seeds, out = Path(scratch) / f"seeds{size}", Path(scratch) / f"out{size}"
            write_corpus(options.corpus, size, seeds)
            runs.append(measure(out, build(seeds, out, options.cores, options.engine), options.cores))
            (seeds / "new.txt").write_text(NEW_TEXT, encoding="utf-8")
            before = time.time()
            added.append(measure(out, build(seeds, out, options.cores, options.engine), options.cores, since=before))
            print(f"{size} articles: {runs[-1].wall:.1f} s, one more text: {added[-1].wall:.1f} s", flush=True)
    options.out.write_text(report(options.engine, runs[0], runs[1:], added[1:]), encoding="utf-8")


if __name__ == "__main__":
    main()
