"""The `khabar` command: the only place where arguments become paths.

The verbs of the pipeline (one per rule) read Parquet, call one pure function and write Parquet. Imports stand inside
the commands, so that each one starts as fast as its own work allows. Extractors make no reference cycles and work on
one bounded shard, so they run without the cyclic garbage collector, which would cost a tenth of their time.
"""

import gc
import json
import sys
from pathlib import Path
from typing import Any, Literal

import click

PATH = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)


class Sections(click.Group):
    """A command group whose help shows what people run apart from what the pipeline runs."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list per section, in the order of the source."""
        del ctx
        for title, stage in (("For people", False), ("Stages of the pipeline (Snakemake runs them)", True)):
            rows = [
                (name, command.get_short_help_str(limit=88))
                for name, command in self.commands.items()
                if (name in STAGES) == stage
            ]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="khabar")
def main() -> None:
    r"""Khabar (خبر): turns a folder of Arabic news texts into five linked, validated Parquet tables.

    \b
    Start here:
      khabar build SEEDS OUT      your own texts in SEEDS, the dataset in OUT/release/
      khabar summary data/release what a release holds
    In the repository, `make dataset` builds the sample dataset and `snakemake` rebuilds what changed.
    """


@main.result_callback()
@click.pass_context
def report_usage(ctx: click.Context, _result: object) -> None:
    """Let every stage end its log with what it used; benchmarks/ reads it."""
    if ctx.invoked_subcommand in STAGES:
        from khabar.logs import usage

        click.echo(usage(), err=True)


@main.command("build")
@click.argument("seeds", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out", type=FOLDER)
@click.option("--cores", type=click.IntRange(min=1), help="Processor cores to use; all of them if not given.")
def build_command(seeds: Path, out: Path, cores: int | None) -> None:
    """Build the dataset from the texts in SEEDS; the tables go to OUT/release/.

    Reads .txt, .html, .jsonl (.gz, .zst) and .zip or .tar.gz of these, at any depth. A `source.yaml` beside texts
    names their origin, outlet, licence and time zone (docs/sources.md). Files that cannot be used are listed with a
    reason in OUT/release/seeds.parquet, and the rest goes on. Run it again after a change: only what changed is done.
    Exits 0 when a valid release stands in OUT/release/.
    """
    from khabar.build import build

    try:
        sys.exit(build(seeds, out, cores))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@main.command()
@click.argument("release", type=FOLDER, default="data/release")
@click.option("--reports", type=FOLDER, default="reports", show_default=True, help="Where the reports are.")
def summary(release: Path, reports: Path) -> None:
    """Show what a release holds: rows, rejected files, expectations passed, where things are."""
    from khabar.release.summary import summarise

    click.echo(summarise(release, reports))


@main.command()
@click.argument("release", type=FOLDER, required=False)
@click.option("--gold", type=FOLDER, help="Folder of annotated documents: a .txt and its stand-off .json.")
@click.option("--conll", type=PATH, help="CoNLL file; tagged here, or found in RELEASE if one is given.")
@click.option("--event-sentences", type=FOLDER, help="Folder of voted protest_*.csv, assault_*.json …; read here.")
@click.option("--truth", type=PATH, help="JSON Lines (.gz) with id, title and published, named by the articles' files.")
@click.option("--convention", type=click.Choice(["khabar", "anercorp", "aqmar"]), help="Of the CoNLL file's tags.")
@click.option(
    "--engine", type=click.Choice(["accurate", "fast"]), help="What tags the CoNLL file; accurate if not given."
)
@click.option("--name", help="Name of this gold; the result goes to REPORTS/quality/NAME.json and the quality page.")
@click.option(
    "--texts", is_flag=True, help="With --name: show errors with their text, where the gold's licence allows."
)
@click.option("--json", "json_path", type=PATH, help="Write everything that was measured, each error with its text.")
@click.option("--reports", type=FOLDER, default="reports", show_default=True, help="Folder of the quality page.")
def evaluate(texts: bool, json_path: Path | None, reports: Path, **asked: Any) -> None:
    """Score names, quotes and events of RELEASE against --gold, --conll or --event-sentences.

    Prints precision, recall and F1 with 95 % intervals, what is confused with what, whether confidence means what it
    says, and every error, worst first. --truth scores headlines and times of publication.
    """
    from khabar.evaluation import report, run
    from khabar.evaluation.page import keep
    from khabar.evaluation.quality import save

    question = run.Question(**asked)
    if complaint := question.complaint():
        raise click.UsageError(complaint)
    try:
        if question.truth and question.release:
            click.echo(run.against_truth(question.release, question.truth))
        measured = run.measure(question)
    except (ValueError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None
    if measured:
        click.echo(report.text(measured))
        if json_path:
            save(measured, json_path)
        if question.name:
            click.echo(f"kept in {keep(measured, reports, texts)}")


@main.command()
def docs() -> None:
    """Write again what is generated: docs/columns.md, the tables of docs/quality.md, reports/quality.html."""
    from khabar.evaluation import document
    from khabar.resources import REPOSITORY
    from khabar.schema.render import write_all

    for path in (*write_all(REPOSITORY), *document.write(REPOSITORY)):
        click.echo(path.relative_to(REPOSITORY))


@main.command()
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


@main.command()
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


@main.command()
@click.option("--articles", type=PATH, required=True)
@click.option("--out", type=PATH, required=True)
def sentences(articles: Path, out: Path) -> None:
    """Articles → sentences."""
    from khabar.io import read_table, write_table
    from khabar.tables import sentences as table

    write_table(table.build(read_table(articles)), out)


@main.command()
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


@main.command()
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


@main.command()
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


@main.command()
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


@main.command()
@click.option("--candidate", type=FOLDER, required=True)
@click.option("--manifest", type=PATH, required=True)
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--out", type=PATH, required=True, help="Results to write; the Data Docs go beside them.")
def validate(candidate: Path, manifest: Path, processes: int, out: Path) -> None:
    """Run every Great Expectations suite over a candidate."""
    from khabar.validation.run import validate

    outcome = validate(candidate, json.loads(manifest.read_text(encoding="utf-8")), out.parent, processes)
    click.echo(outcome.text(), err=True)


@main.command()
@click.option("--candidate", type=FOLDER, required=True)
@click.option("--gold", required=True, help="Folder of annotated documents; empty if there is none.")
@click.option("--out", type=PATH, required=True, help="Quality to write, as JSON.")
def measure(candidate: Path, gold: str, out: Path) -> None:
    """Score a candidate on gold: names, quotes and events that are missed, made up or wrong."""
    from khabar.evaluation.quality import save
    from khabar.evaluation.stage import measure

    save(measure(candidate, Path(gold) if gold else None), out)


@main.command()
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


@main.command()
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


@main.command()
@click.option("--release", type=FOLDER, required=True)
@click.option("--validation", type=PATH, required=True)
@click.option("--out", type=PATH, required=True, help="Metrics to write, as JSON.")
@click.option("--plots", type=FOLDER, required=True, help="Folder of the plots' data, as CSV.")
def metrics(release: Path, validation: Path, out: Path, plots: Path) -> None:
    """The release → the figures that `dvc metrics` and `dvc plots` show."""
    from khabar.release.metrics import write_metrics

    write_metrics(release, validation, out, plots)


@main.command("quality-page")
@click.option("--quality", type=PATH, required=True, help="What was measured of the release.")
@click.option("--reports", type=FOLDER, required=True, help="Folder of the page and, in quality/, of all figures.")
def quality_page(quality: Path, reports: Path) -> None:
    """Keep what was measured of the release with the reports, and write the page of all that is kept there."""
    from khabar.evaluation.page import keep
    from khabar.evaluation.quality import load

    keep(load(quality), reports, texts=True)


@main.command()
@click.option("--out", type=PATH, required=True)
def dictionary(out: Path) -> None:
    """schemas/ → the data dictionary, one page of HTML."""
    from khabar.schema.dictionary import render_html

    out.write_text(render_html(), encoding="utf-8")


@main.command()
@click.option("--release", type=FOLDER, required=True)
@click.option("--quality", type=FOLDER, required=True, help="Folder of quality figures (*.json).")
@click.option("--out", type=PATH, required=True, help="Page to write; the table goes beside it as .tsv.")
def rules(release: Path, quality: Path, out: Path) -> None:
    """Every rule: what it matches, how often it fired, how often it was right on gold."""
    from khabar.catalogue.page import write_catalogue

    write_catalogue(release, sorted(quality.glob("*.json")), out, out.with_suffix(".tsv"))


@main.command()
@click.option("--release", type=FOLDER, required=True)
@click.option("--validation", type=PATH, required=True)
@click.option("--quality", type=FOLDER, required=True, help="Folder of quality figures (*.json) of other gold.")
@click.option("--out", type=PATH, required=True, help="Page to write.")
def report(release: Path, validation: Path, quality: Path, out: Path) -> None:
    """The release → one page: what is in it, how good it is, and articles with their rows marked."""
    from khabar.report.page import write_report

    write_report(release, validation, sorted(quality.glob("*.json")), out)


STAGES = frozenset(
    {
        *("manifest", "articles", "sentences", "entities", "quotes", "events"),
        *("assemble", "validate", "measure", "describe", "promote"),
        *("metrics", "quality-page", "dictionary", "rules", "report"),
    }
)
