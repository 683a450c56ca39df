"""The catalogue as one page of HTML and as a table of tab-separated values."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from khabar.catalogue.rules import Rule, catalogue
from khabar.catalogue.usage import RULE_TABLES, Find, precision, usage
from khabar.templating import environment

_FIELDS = ("table", "rule_id", "fired", "gold_rows", "gold_right", "matches", "source", "example", "example_finds")


@dataclass(frozen=True)
class Entry:
    """A rule with its figures."""

    rule: Rule
    fired: int
    find: Find | None
    gold_right: int
    gold_rows: int


def entries(release: Path, quality: Iterable[Path]) -> list[Entry]:
    """Every rule of the catalogue, those that fired most first.

    Raises:
        KeyError: the release names a rule that the catalogue does not have.
    """
    used, counted, rules = usage(release), precision(quality), catalogue()
    if unknown := sorted(used.fired.keys() - rules.keys()):
        raise KeyError(f"rules that the catalogue does not describe: {unknown}")
    found = [
        Entry(rule, used.fired[key], used.finds.get(key), *counted.get(key, (0, 0))) for key, rule in rules.items()
    ]
    return sorted(found, key=lambda entry: (entry.rule.table, -entry.fired, entry.rule.rule_id))


def write_catalogue(release: Path, quality: Iterable[Path], page: Path, table: Path) -> None:
    """Write the page and the table."""
    found = entries(release, quality)
    page.write_text(_render(found), encoding="utf-8", newline="\n")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_FIELDS)
        writer.writerows(_row(entry) for entry in found)


def _row(entry: Entry) -> tuple[str | int, ...]:
    example = entry.rule.example
    shown = (example.text, example.finds) if example else ("", "")
    rule = entry.rule
    figures = (entry.fired, entry.gold_rows, entry.gold_right)
    return (rule.table, rule.rule_id, *figures, rule.matches, rule.source, *shown)


def _render(found: list[Entry]) -> str:
    pages = environment(Path(__file__).parent / "templates")
    tables = {table: [entry for entry in found if entry.rule.table == table] for table in RULE_TABLES}
    return pages.get_template("rules.html").render(tables=tables)
