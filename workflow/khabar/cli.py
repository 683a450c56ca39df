"""The `khabar` command: what people run; khabar.stages adds what the pipeline runs.

Imports stand inside the commands, so that each one starts as fast as its own work allows.
"""

import sys
from pathlib import Path
from typing import Any

import click

from khabar.stages import FOLDER, PATH, STAGES


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
@click.option("--engine", type=click.Choice(["accurate", "fast"]), help="What tags names; if not given, params.yaml.")
def build_command(seeds: Path, out: Path, cores: int | None, engine: str | None) -> None:
    """Build the dataset from the texts in SEEDS; the tables go to OUT/release/.

    Reads .txt, .html, .jsonl (.gz, .zst) and .zip or .tar.gz of these, at any depth. A `source.yaml` beside texts
    names their origin, outlet, licence and time zone (docs/sources.md). Files that cannot be used are listed with a
    reason in OUT/release/seeds.parquet, and the rest goes on. Run it again after a change: only what changed is done.
    Exits 0 when a valid release stands in OUT/release/.
    """
    from khabar.build import build

    try:
        sys.exit(build(seeds, out, cores, engine))
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
@click.argument("row_id")
@click.option("--release", type=FOLDER, default="data/release", show_default=True)
def explain(row_id: str, release: Path) -> None:
    """Show why a row is there: its sentence with the spans marked, its rule, its way from the seed file.

    ROW_ID is any identifier of the release: art_…, sen_…, men_…, ent_…, quo_… or evt_….
    """
    from khabar.explain.report import explain

    try:
        click.echo(explain(release, row_id))
    except (ValueError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None


@main.command()
def docs() -> None:
    """Write again what is generated: docs/columns.md, the tables of docs/quality.md, reports/quality.html."""
    from khabar.evaluation import document
    from khabar.resources import REPOSITORY
    from khabar.schema.render import write_all

    for path in (*write_all(REPOSITORY), *document.write(REPOSITORY)):
        click.echo(path.relative_to(REPOSITORY))


for command in STAGES.values():
    main.add_command(command)
