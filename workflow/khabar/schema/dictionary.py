"""Renders the schemas as the data dictionary: docs/columns.md for the repository, one page of HTML for the reports."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from khabar.schema.check import example_value
from khabar.schema.contract import load_tables
from khabar.schema.expectations import NULL_REASON, expectations
from khabar.schema.model import Column, Table
from khabar.templating import environment

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Entry:
    """A column as the dictionary shows it."""

    name: str
    type: str
    """Type and unit, with "or null" where it can be null."""
    description: str
    facts: tuple[str, ...]
    """Further sentences: bounds, reference, what null means."""
    example: str
    allowed: dict[str, str]


def entries(table: Table) -> list[Entry]:
    """The columns of a table, in order."""
    return [_entry(table, column) for column in table.columns]


def rules(table: Table) -> list[tuple[str, str]]:
    """Column and words of each further check of the schema."""
    said = {check.says for check in table.checks if check.says}
    return [(each.column or table.name, each.says) for each in expectations(table) if each.says in said]


def render_markdown(folder: str | None = "data/release") -> str:
    """The dictionary as Markdown: docs/columns.md, or what ships in the folder of the tables itself (None)."""
    return _environment().get_template("columns.md").render(folder=folder, **_content())


def render_html() -> str:
    """The dictionary as one static page that needs nothing but itself; Arabic runs from the right."""
    return _environment(autoescape=True).get_template("dictionary.html").render(**_content())


def _content() -> dict[str, Any]:
    return {"tables": load_tables(), "entries": entries, "rules": rules}


def _environment(autoescape: bool = False) -> Environment:
    pages = environment(_TEMPLATES, autoescape)  # Markdown is escaped by its own filter
    pages.filters["md"] = _markdown
    pages.filters["html"] = _html
    return pages


def _entry(table: Table, column: Column) -> Entry:
    kind = f"{column.type}, {column.unit}" if column.unit else column.type
    return Entry(
        name=column.name,
        type=f"{kind}, or null" if column.nullable else kind,
        description=column.description,
        facts=tuple(_facts(table, column)),
        example=str(example_value(column)),
        allowed=column.allowed or {},
    )


def _facts(table: Table, column: Column) -> list[str]:
    facts = []
    if column.references:
        facts.append(f"Refers to {column.references}.")
    for span in table.spans:
        if column.name == span.text:
            facts.append(f"Is articles.text[{span.start}:{span.end}].")
    if column.min is not None and column.max is not None:
        facts.append(f"From {column.min:g} to {column.max:g}.")
    elif column.min is not None:
        facts.append(f"At least {column.min:g}.")
    elif column.max is not None:
        facts.append(f"At most {column.max:g}.")
    if column.null_meaning:
        facts.append(f"Null: {column.null_meaning.removesuffix('.')}.")
    elif column.nullable:
        facts.append(f"Null: for the reason in {column.name}{NULL_REASON}.")
    return facts


def _html(text: str) -> Markup:
    """The text escaped, what stands between backticks as code.

    >>> _html("ranges of `text` <i>")
    Markup('ranges of <code>text</code> &lt;i&gt;')
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def _markdown(text: str) -> str:
    r"""The text as it can stand in a cell of a Markdown table.

    >>> _markdown("a|b <i> *")
    'a\\|b &lt;i> \\*'
    """
    escaped = text.replace("\\", "\\\\").replace("<", "&lt;").replace("\n", " ")
    for sign in "|*[]":
        escaped = escaped.replace(sign, "\\" + sign)
    return escaped  # what stands between backticks is code here too
