"""Data Docs: the results as pages that Great Expectations lays out and that need nothing but themselves.

The stock pages load styles and scripts from other hosts, stamp the time, and leave cells unescaped. These use the same
renderers with a view of our own: static, self-contained, the same for the same results, any text of a seed escaped.
"""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from great_expectations.core import ExpectationValidationResult
from great_expectations.render.components import RenderedDocumentContent, RenderedSectionContent
from great_expectations.render.renderer.column_section_renderer import ValidationResultsColumnSectionRenderer
from great_expectations.render.view.view import DefaultJinjaPageView
from jinja2 import ChoiceLoader, DictLoader, Environment

from khabar.schema.contract import load_tables
from khabar.schema.expectations import Expectation
from khabar.validation.gx import implementation
from khabar.validation.outcome import Outcome
from khabar.validation.results import Result

_TEMPLATES = {path.name: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "templates").iterdir()}
# Names that Great Expectations asks for → our templates.
_REPLACED = {
    "page.j2": "page.html",
    "table.j2": "table.html",
    "collapse.j2": "collapse.html",
    "style.html": "style.html",
}
_ABOUT = {
    "columns": "Every column of every file: its name, place, type, nullability and description.",
    "dataset": "Figures of whole tables, and the accounting of seeds.",
}
_WHOLE = "Rows"  # heading of what concerns no single column
_ISOLATED = "\u2068{}\u2069"  # keeps right-to-left and left-to-right values of one line apart


class PageView(DefaultJinjaPageView):
    """A page of Data Docs that is self-contained and escapes every text that is not markup of the renderers."""

    def __init__(self) -> None:
        super().__init__()
        ours = DictLoader({name: _TEMPLATES[file] for name, file in _REPLACED.items()})
        theirs = [self.env.loader] if self.env.loader else []
        self.env.loader = ChoiceLoader([ours, *theirs])
        self.env.filters["render_content_block"] = _escaped(self.render_content_block)


def write_data_docs(outcome: Outcome, out: Path) -> None:
    """Write index.html and a page for each suite into `out`."""
    view: Any = PageView()
    abouts = {table.name: f"One row is {table.grain}." for table in load_tables()} | _ABOUT
    suites = []
    for name in abouts.keys() - outcome.results.keys():
        (out / f"{name}.html").unlink(missing_ok=True)  # of an earlier candidate
    for name, results in outcome.results.items():
        about = {"about": abouts[name], **outcome.summary[name]}
        (out / f"{name}.html").write_text(view.render(_document(name, results), **about), encoding="utf-8")
        suites.append({"name": name, "rows": max((result.elements for result in results), default=0), **about})
    index = Environment(loader=DictLoader(_TEMPLATES), autoescape=True).get_template("index.html")
    (out / "index.html").write_text(index.render(outcome=outcome, suites=suites), encoding="utf-8")


def _document(suite: str, results: Sequence[Result]) -> RenderedDocumentContent:
    """A section for each column, in the order in which the suite comes to them."""
    by_column: dict[str | None, list[ExpectationValidationResult]] = {}
    for result in results:
        by_column.setdefault(result.expectation.column, []).append(_validated(result))
    return RenderedDocumentContent(
        sections=[_section(column or _WHOLE, validated) for column, validated in by_column.items()],
        renderer_type="ValidationResultsPageRenderer",
        page_title=suite,
    )


def _section(name: str, validated: list[ExpectationValidationResult]) -> RenderedSectionContent:
    renderer: Any = ValidationResultsColumnSectionRenderer()
    rendered = renderer.render(validated)
    return RenderedSectionContent(section_name=name, content_blocks=rendered.content_blocks[1:])  # without its heading


def _validated(result: Result) -> ExpectationValidationResult:
    """A merged result as Great Expectations would have reported it."""
    expectation = implementation(result.expectation, 0)
    expectation.description = _description(result.expectation)
    found: dict[str, Any] = {}
    if result.elements:
        found = {
            "element_count": result.elements,
            "missing_count": result.missing,
            "unexpected_count": result.unexpected,
            "unexpected_percent": 100 * result.unexpected / max(result.elements - result.missing, 1),
            "partial_unexpected_list": [_example(example) for example in result.examples],
        }
    if result.observed:
        found["observed_value"] = "; ".join(str(value) for value in result.observed)
    return ExpectationValidationResult(
        success=result.success,
        expectation_config=expectation.configuration,
        result=found,
        exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
    )


def _description(expectation: Expectation) -> str:
    """What is expected, in words and as it is written in Python. HTML, without the signs of a string template."""
    kwargs = ", ".join(f"{name}={value!r}" for name, value in expectation.kwargs.items())
    words = f"{expectation.column}: {expectation.says}" if expectation.column else expectation.says
    text = f"{html.escape(words)}<br><code>{html.escape(f'{expectation.type}({kwargs})')}</code>"
    return text.replace("$", "&#36;")


def _example(example: dict[str, Any]) -> str:
    values = [f"{name} = {_ISOLATED.format(value)}" for name, value in example.items() if name != "id"]
    return f"{example['id']}: {', '.join(values)}"


def _escaped(render: Any) -> Any:
    """The filter that renders a block of content, with bare strings escaped."""

    def filtered(context: Any, block: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(block, list):
            return "".join(str(filtered(context, item)) for item in block)
        if isinstance(block, str | int | float):
            return html.escape(str(block))
        return render(context, block, *args, **kwargs)

    filtered.jinja_pass_arg = render.jinja_pass_arg  # type: ignore[attr-defined]
    return filtered
