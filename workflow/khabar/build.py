"""`khabar build`: the repository's own DAG on any folder of texts, into any folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

from khabar.release.summary import summarise
from khabar.resources import REPOSITORY
from khabar.schema.metadata import DATASET_FILE, UNNAMED, load_dataset


def build(seeds: Path, out: Path, cores: int | None, engine: str | None = None) -> int:
    """Run Snakemake on `seeds`; the tables go to `out/release/`. Return its exit code, and end with the summary.

    The configuration is the repository's params.yaml with the folders put in place and without gold, which is about
    other texts, so that nothing else differs from a plain `snakemake`. What the dataset is as a whole stands in
    `seeds/dataset.yaml`; without one, the release claims no title, maker or licence. `engine` tags the names; None: the
    engine of params.yaml.

    Raises:
        ValueError: `out` lies in `seeds`, or `seeds/dataset.yaml` cannot be used.
    """
    seeds, out = seeds.resolve(), out.resolve()
    if out.is_relative_to(seeds):
        raise ValueError(f"{out} lies in the seed folder, so that results would become seeds: name another folder")
    named = seeds / DATASET_FILE
    dataset = named if named.is_file() else UNNAMED
    load_dataset(dataset)  # a fault is told now, not after the work
    out.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "snakemake"),
        *("--snakefile", str(REPOSITORY / "Snakefile")),
        *("--directory", str(out)),
        *("--cores", str(cores or "all")),
        *("--config", f"seeds={json.dumps(str(seeds))}", "data=.", "reports=reports", "gold="),
        f"dataset={json.dumps(str(dataset))}",
        *([f"engine={engine}"] if engine else []),
    ]
    finished = subprocess.run(command, env={**os.environ, "PYTHONUTF8": "1"}, check=False)
    if finished.returncode == 0:
        sys.stdout.write(summarise(out / "release", out / "reports") + "\n")
    return finished.returncode
