"""Writes everything that ships with the tables into the candidate, the checksums last."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from khabar.package import citation, croissant, datapackage, files, pages, rocrate, sums
from khabar.package.facts import LOCK, Facts, Packaged
from khabar.schema.dictionary import render_html, render_markdown


def describe(folder: Path, facts: Facts) -> None:
    """Write the descriptions beside the tables of a candidate, then the checksums of all that ships."""
    texts: dict[str, Callable[[], str]] = {
        files.README: lambda: pages.render_readme(facts),
        files.DATASHEET: lambda: pages.render_datasheet(facts),
        files.DICTIONARY: lambda: render_markdown(folder=None),
        files.DICTIONARY_PAGE: render_html,
        files.CROISSANT: lambda: _json(croissant.render(facts)),
        files.DATAPACKAGE: lambda: _json(datapackage.render(facts)),
        files.DATACITE: lambda: _json(citation.render_datacite(facts)),
        files.CITATION: lambda: citation.render_cff(facts),
    }
    for name, render in texts.items():
        _write(folder / name, render())
    shutil.copyfile(LOCK, folder / files.ENVIRONMENT)
    written = [Packaged.of(folder / name) for name in (*texts, files.ENVIRONMENT)]
    shipped = [*facts.files.values(), *written]
    tables = {f"{table.name}.parquet": f"one row is {table.grain}" for table in facts.tables}
    _write(folder / files.CRATE, _json(rocrate.render(facts, shipped, tables | files.TITLES)))
    sums.write(folder, [*(file.name for file in shipped), files.CRATE])


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
