"""Khabar: raw Arabic news texts in, five linked and validated Parquet tables out.

seeds → manifest → shards → articles → sentences → entities → quotes → events → candidate → validation → release
"""

import json
import sys
import time
from pathlib import Path

from snakemake.utils import min_version, validate

from khabar.evaluation.folder import fingerprint as gold_fingerprint
from khabar.fingerprint import fingerprint
from khabar.ingest.folder import fingerprint as seeds_fingerprint
from khabar.locking import lock
from khabar.logs import unfinished
from khabar.package.files import DESCRIPTIONS
from khabar.release.metrics import PLOTS, QUALITY_PLOTS

min_version("9.0")


configfile: f"{workflow.basedir}/params.yaml"


validate(config, "schemas/params.schema.json")


# `<data>` and `<reports>` in every path below: `khabar build` puts them elsewhere.
pathvars:
    data=config["data"],
    reports=config["reports"],


# The environment's own commands come first, also where it was not activated.
shell.prefix(f'export PATH={str(Path(sys.executable).parent)!r}:"$PATH"; ')


STARTED = time.time()
TABLES = ["articles", "sentences", "entities", "quotes", "events", "seeds"]
# What the dataset is as a whole.
DATASET = Path(workflow.basedir) / config["dataset"]


wildcard_constraints:
    shard=r"\d+",


include: "workflow/rules/ingest.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/quality.smk"
include: "workflow/rules/package.smk"
include: "workflow/rules/release.smk"
include: "workflow/rules/validate.smk"
include: "workflow/rules/document.smk"


# Only a run that works takes the lock; `--dry-run` and the like look on.
onstart:
    lock(Path(config["data"]) / "interim")


# What failed, in its own words.
onerror:
    print(
        *unfinished(Path(config["data"]) / "interim" / "logs", STARTED),
        sep="\n\n",
        file=sys.stderr,
    )


rule all:
    default_target: True
    input:
        rules.release.output,
        rules.metrics.output,
        rules.dictionary.output,
        rules.quality_page.output,
        rules.catalogue.output,
        rules.report.output,
