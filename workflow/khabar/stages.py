"""The stages of the pipeline as commands, one per rule: they read Parquet, call one pure function and write Parquet.

Imports stand inside the commands, so that each one starts as fast as its own work allows. Extractors make no reference
cycles and work on one bounded shard, so they run without the cyclic garbage collector, which would cost a tenth of
their time.
"""

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click

PATH = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
STAGES: dict[str, click.Command] = {}
"""Name → command of each stage."""


def stage(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a stage: a command that Snakemake runs."""

    def register(function: Callable[..., Any]) -> click.Command:
        command = click.command(name)(function)
        STAGES[str(command.name)] = command
        return command

    return register


@stage()
@click.option("--seeds", type=FOLDER, required=True, help="Folder of raw texts.")
@click.option("--shard-documents", type=click.IntRange(min=1), required=True, help="Documents that one job works on.")
@click.option("--limits", default="{}", help="JSON object of limits, as in params.yaml.")
@click.option("--out", type=PATH, required=True, help="Manifest to write; the shards go beside it.")
def manifest(seeds: Path, shard_documents: int, limits: str, out: Path) -> None:
    """List every document of a seed folder and put it into a shard."""
    from khabar.ingest.manifest import Limits, update_shards
    from khabar.ingest.sources import described

    found = update_shards(seeds, out.parent / "shards", shard_documents, Limits(**json.loads(limits)))
    listing = {
        "counts": {"documents": found["documents"] + found["rejected"]},
        "shards": found["shards"],
        "sources": described(seeds),
    }
    out.write_text(json.dumps(listing, indent=1) + "\n", encoding="utf-8")


@stage()
@click.option("--documents", type=PATH, required=True, help="Shard to read.")
@click.option("--timezone", required=True, help="Zone of date lines without one, where the source gives none.")
@click.option("--out", type=PATH, required=True, help="Articles to write.")
@click.option("--seeds-out", type=PATH, required=True, help="Accounting of the documents to write.")
def articles(documents: Path, timezone: str, out: Path, seeds_out: Path) -> None:
    """One shard of documents → its articles, and what became of each document."""
    from khabar.io import read_table, write_table
    from khabar.tables import articles as table

    built, seeds = table.build(read_table(documents), timezone)
    write_table(built, out)
    write_table(seeds, seeds_out)


@stage()
@click.option("--articles", type=PATH, required=True)
@click.option("--out", type=PATH, required=True)
def sentences(articles: Path, out: Path) -> None:
    """Articles → sentences."""
    from khabar.io import read_table, write_table
    from khabar.tables import sentences as table

    write_table(table.build(read_table(articles)), out)


@stage()
@click.option("--articles", type=PATH, required=True)
@click.option("--sentences", type=PATH, required=True)
@click.option("--engine", type=click.Choice(["accurate", "fast"]), required=True, help="What tags the names.")
@click.option("--out", type=PATH, required=True)
def entities(articles: Path, sentences: Path, engine: Literal["accurate", "fast"], out: Path) -> None:
    """Sentences → mentions of people, places, organisations and other names."""
    from khabar.io import read_table, write_table
    from khabar.tables import entities as table

    gc.disable()
    write_table(table.build(read_table(articles), read_table(sentences), engine), out)


@stage()
@click.option("--articles", type=PATH, required=True)
@click.option("--sentences", type=PATH, required=True)
@click.option("--entities", type=PATH, required=True)
@click.option("--out", type=PATH, required=True)
def quotes(articles: Path, sentences: Path, entities: Path, out: Path) -> None:
    """Sentences and mentions → who said what, in which words."""
    from khabar.io import read_table, write_table
    from khabar.tables import quotes as table

    gc.disable()
    write_table(table.build(read_table(articles), read_table(sentences), read_table(entities)), out)


@stage()
@click.option("--articles", type=PATH, required=True)
@click.option("--sentences", type=PATH, required=True)
@click.option("--entities", type=PATH, required=True)
@click.option("--quotes", type=PATH, required=True)
@click.option("--out", type=PATH, required=True)
def events(articles: Path, sentences: Path, entities: Path, quotes: Path, out: Path) -> None:
    """Sentences, mentions and quotes → who did what to whom, where and when."""
    from khabar.io import read_table, write_table
    from khabar.tables import events as table

    gc.disable()
    inputs = [read_table(path) for path in (articles, sentences, entities, quotes)]
    write_table(table.build(*inputs), out)


@stage()
@click.option(
    "--manifest", type=PATH, required=True, help="Manifest that lists the shards; their tables lie beside it."
)
@click.option("--row-group-articles", type=click.IntRange(min=1), required=True, help="Articles in one row group.")
@click.option("--dataset", type=PATH, required=True, help="What the dataset is as a whole (YAML).")
@click.option("--out", type=FOLDER, required=True, help="Folder of the candidate.")
def assemble(manifest: Path, row_group_articles: int, dataset: Path, out: Path) -> None:
    """All shards → one candidate, sorted, each distinct text once."""
    from khabar.release.assembly import ARTICLE_TABLES, assemble
    from khabar.schema.metadata import load_dataset

    interim = manifest.parent
    shards = json.loads(manifest.read_text(encoding="utf-8"))["shards"]
    files = {table: [interim / table / f"{s}.parquet" for s in shards] for table in (*ARTICLE_TABLES, "seeds")}
    assemble(files, interim / "shards" / "rejected.parquet", out, row_group_articles, load_dataset(dataset))


@stage()
@click.option("--candidate", type=FOLDER, required=True)
@click.option("--manifest", type=PATH, required=True)
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--out", type=PATH, required=True, help="Results to write; the Data Docs go beside them.")
def validate(candidate: Path, manifest: Path, processes: int, out: Path) -> None:
    """Run every Great Expectations suite over a candidate."""
    from khabar.validation.run import validate

    outcome = validate(candidate, json.loads(manifest.read_text(encoding="utf-8")), out.parent, processes)
    click.echo(outcome.text(), err=True)


@stage()
@click.option("--candidate", type=FOLDER, required=True)
@click.option("--gold", required=True, help="Folder of annotated documents; empty if there is none.")
@click.option("--out", type=PATH, required=True, help="Quality to write, as JSON.")
def measure(candidate: Path, gold: str, out: Path) -> None:
    """Score a candidate on gold: names, quotes and events that are missed, made up or wrong."""
    from khabar.evaluation.quality import save
    from khabar.evaluation.stage import measure

    save(measure(candidate, Path(gold) if gold else None), out)


@stage()
@click.option("--candidate", type=FOLDER, required=True, help="Folder of the tables; the descriptions go beside them.")
@click.option("--manifest", type=PATH, required=True)
@click.option("--dataset", type=PATH, required=True, help="What the dataset is as a whole (YAML).")
@click.option("--validation", type=PATH, required=True)
@click.option("--code", required=True, help="Fingerprint of what made the tables.")
def describe(candidate: Path, manifest: Path, dataset: Path, validation: Path, code: str) -> None:
    """Write what ships with the tables: descriptions, licence, citation, environment, checksums."""
    from khabar.package.describe import describe
    from khabar.package.facts import read_facts
    from khabar.release.promotion import load_validation
    from khabar.schema.metadata import load_dataset

    sources = json.loads(manifest.read_text(encoding="utf-8"))["sources"]
    facts = read_facts(candidate, load_dataset(dataset), sources, load_validation(validation), code)
    describe(candidate, facts)


@stage()
@click.option("--candidate", type=FOLDER, required=True)
@click.option("--validation", type=PATH, required=True)
@click.option("--out", type=FOLDER, required=True, help="Folder of the release.")
def promote(candidate: Path, validation: Path, out: Path) -> None:
    """A candidate that passed every expectation → the release, in one rename."""
    from khabar.release.promotion import NotPromotedError, load_validation, promote

    try:
        promote(candidate, load_validation(validation), out)
    except NotPromotedError as error:
        click.echo(f"The candidate is not released; the previous release stands as it was.\n{error}", err=True)
        sys.exit(1)


@stage()
@click.option("--release", type=FOLDER, required=True)
@click.option("--validation", type=PATH, required=True)
@click.option("--out", type=PATH, required=True, help="Metrics to write, as JSON.")
@click.option("--plots", type=FOLDER, required=True, help="Folder of the plots' data, as CSV.")
def metrics(release: Path, validation: Path, out: Path, plots: Path) -> None:
    """The release → the figures that `dvc metrics` and `dvc plots` show."""
    from khabar.release.metrics import write_metrics

    write_metrics(release, validation, out, plots)


@stage("quality-page")
@click.option("--quality", type=PATH, required=True, help="What was measured of the release.")
@click.option("--reports", type=FOLDER, required=True, help="Folder of the page and, in quality/, of all figures.")
def quality_page(quality: Path, reports: Path) -> None:
    """Keep what was measured of the release with the reports, and write the page of all that is kept there."""
    from khabar.evaluation.page import keep
    from khabar.evaluation.quality import load

    keep(load(quality), reports, texts=True)


@stage()
@click.option("--out", type=PATH, required=True)
def dictionary(out: Path) -> None:
    """schemas/ → the data dictionary, one page of HTML."""
    from khabar.schema.dictionary import render_html

    out.write_text(render_html(), encoding="utf-8")


@stage()
@click.option("--release", type=FOLDER, required=True)
@click.option("--quality", type=FOLDER, required=True, help="Folder of quality figures (*.json).")
@click.option("--out", type=PATH, required=True, help="Page to write; the table goes beside it as .tsv.")
def rules(release: Path, quality: Path, out: Path) -> None:
    """Every rule: what it matches, how often it fired, how often it was right on gold."""
    from khabar.catalogue.page import write_catalogue

    write_catalogue(release, sorted(quality.glob("*.json")), out, out.with_suffix(".tsv"))


@stage()
@click.option("--release", type=FOLDER, required=True)
@click.option("--validation", type=PATH, required=True)
@click.option("--quality", type=FOLDER, required=True, help="Folder of quality figures (*.json) of other gold.")
@click.option("--out", type=PATH, required=True, help="Page to write.")
def report(release: Path, validation: Path, quality: Path, out: Path) -> None:
    """The release → one page: what is in it, how good it is, and articles with their rows marked."""
    from khabar.report.page import write_report

    write_report(release, validation, sorted(quality.glob("*.json")), out)
