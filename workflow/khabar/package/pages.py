"""README.md and datasheet.md of a release, for people."""

from collections.abc import Mapping
from pathlib import Path

from khabar.evaluation.quality import MEASURES
from khabar.package import files
from khabar.package.facts import Facts
from khabar.templating import environment

_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN = 10


def render_readme(facts: Facts) -> str:
    """What this folder is, what each file in it is, and how to read, check and cite it."""
    return _render(files.README, facts, titles=files.TITLES)


def render_datasheet(facts: Facts) -> str:
    """The datasheet, after Gebru et al., Datasheets for Datasets (2021), with the figures of the build."""
    return _render(files.DATASHEET, facts, measures=MEASURES)


def _render(name: str, facts: Facts, **more: object) -> str:
    pages = environment(_TEMPLATES, autoescape=False)  # Markdown, escaped by its own filter
    pages.filters |= {"md": _markdown, "share": _share, "count": "{:,}".format, "most": _most}
    return pages.get_template(name).render(facts=facts, dataset=facts.dataset, figures=facts.figures, **more)


def _markdown(text: object) -> str:
    r"""The text as it can stand in a line of Markdown or a cell of a table.

    >>> _markdown("a|b\n<i>")
    'a\\|b &lt;i>'
    """
    escaped = " ".join(str(text).split()).replace("\\", "\\\\").replace("<", "&lt;")
    for sign in "|*[]`_":
        escaped = escaped.replace(sign, "\\" + sign)
    return escaped


def _share(part: int, whole: int) -> str:
    """A part of a whole in per cent; a dash where the whole is nothing.

    >>> _share(1, 3), _share(0, 0)
    ('33.3 %', '–')
    """
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The first of the counts, and what the others sum up to."""
    items = list(counts.items())
    rest = sum(count for _, count in items[_SHOWN:])
    return [*items[:_SHOWN], *([(f"{len(items) - _SHOWN} others", rest)] if rest else [])]
