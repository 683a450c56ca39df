"""Everything in the repository that is rendered from the schemas, and where it stands. `make docs` writes it."""

from collections.abc import Mapping
from pathlib import Path

from khabar.schema.dictionary import render_markdown

REPAIR = "make docs"


def renderings() -> Mapping[str, str]:
    """Path, relative to the repository → what it must hold."""
    return {"docs/columns.md": render_markdown()}


def write_all(repository: Path) -> list[Path]:
    """Write every rendering; return the files."""
    written = []
    for name, text in renderings().items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def outdated(repository: Path) -> list[str]:
    """One sentence for each committed rendering that differs from what the schemas say now."""
    return [
        f"{name} is not what schemas/ says: run `{REPAIR}` and commit the result."
        for name, text in renderings().items()
        if not (repository / name).is_file() or (repository / name).read_text(encoding="utf-8") != text
    ]
