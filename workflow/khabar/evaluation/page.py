"""The quality page: one page of HTML made of all `reports/quality/*.json`, that needs nothing but itself."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from khabar.evaluation.outcome import ALL, NONE
from khabar.evaluation.quality import HEADLINES, MEASURES, Quality, headlines, load, save, shortened
from khabar.templating import environment

OF_BUILD = "release"
"""Name of the gold of params.yaml, which every build is scored on."""
_TEMPLATES = Path(__file__).parent / "templates"


def keep(measured: Quality, reports: Path, texts: bool) -> Path:
    """Write a quality, shortened, to `reports/quality/NAME.json`, and the page of all of them again."""
    path = reports / "quality" / f"{measured['name']}.json"
    save(shortened(measured, texts), path)
    write_page(reports)
    return path


def write_page(reports: Path) -> None:
    """Write `reports/quality.html` from what is kept there."""
    page = render(load_all(reports))
    (reports / "quality.html").write_text(page, encoding="utf-8", newline="\n")


def load_all(reports: Path) -> list[Quality]:
    """Every quality that is kept: the one of the build first, the others by name."""
    found = [load(path) for path in sorted((reports / "quality").glob("*.json"))]
    return sorted(found, key=lambda quality: (quality["name"] != OF_BUILD, quality["name"]))


def render(qualities: Iterable[Quality]) -> str:
    """The page. Text of articles is escaped; Arabic runs from the right."""
    pages = environment(_TEMPLATES)
    pages.filters["marked"] = marked
    pages.globals |= {"matrix": matrix, "rules": rules, "measures": MEASURES, "of_build": OF_BUILD, "all": ALL}
    shown = list(qualities)
    overview = {name: _of_headline(name, shown) for name in HEADLINES}
    return pages.get_template("quality.html").render(qualities=shown, overview=overview)


def marked(context: str) -> Markup:
    """The text escaped, what stands between ⟦ and ⟧ marked.

    >>> marked("في ⟦تونس⟧ <b>")
    Markup('في <mark>تونس</mark> &lt;b&gt;')
    """
    return Markup(str(escape(context)).replace("⟦", "<mark>").replace("⟧", "</mark>"))  # noqa: S704 - escaped


def matrix(confusion: Mapping[str, Mapping[str, int]]) -> tuple[list[str], list[tuple[str, list[tuple[int, float]]]]]:
    """Columns, and for each gold type the counts in them with their share of the row; `none` stands last.

    >>> matrix({"PER": {"PER": 3, "none": 1}})
    (['PER', 'none'], [('PER', [(3, 0.75), (1, 0.25)])])
    """
    types = confusion.keys() | {found for row in confusion.values() for found in row}
    columns = sorted(types, key=lambda kind: (kind == NONE, kind))
    rows = []
    for gold in (kind for kind in columns if kind in confusion):
        counts = [confusion[gold].get(found, 0) for found in columns]
        rows.append((gold, [(count, round(count / sum(counts), 2)) for count in counts]))
    return columns, rows


def rules(counted: Mapping[str, Mapping[str, int]]) -> list[tuple[str, int, int]]:
    """(rule, right, fired), the rules with most wrong rows first."""
    rows = [(rule, each["right"], each["fired_on_gold"]) for rule, each in counted.items()]
    return sorted(rows, key=lambda row: (row[1] - row[2], -row[2], row[0]))


def _of_headline(name: str, qualities: Iterable[Quality]) -> list[dict[str, Any]]:
    """The gold sets that have this figure, with it."""
    found = ((quality["name"], headlines(quality).get(name)) for quality in qualities)
    return [{"name": of, "value": f1[0], "low": f1[1], "high": f1[2]} for of, f1 in found if f1]
