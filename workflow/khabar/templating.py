"""How every page of Khabar is made of its template: one environment of jinja2, with the same options everywhere."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def environment(templates: Path, autoescape: bool = True) -> Environment:
    """Templates of a folder; text is escaped for HTML unless `autoescape` is off, a missing value is an error."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=autoescape,  # noqa: S701 - off for Markdown alone, which has a filter of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
