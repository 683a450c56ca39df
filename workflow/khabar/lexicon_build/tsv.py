"""Writes a word list: header lines with source, licence and version, then tab-separated rows."""

from collections.abc import Iterable, Sequence

from khabar.resources import PACKAGE


def write_lexicon(
    name: str,
    *,
    source: str,
    licence: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    version: str = "1",
) -> int:
    """Write lexicons/<name>.tsv; returns the number of rows."""
    lines = [f"# source: {source}", f"# licence: {licence}", f"# version: {version}", "\t".join(columns)]
    body = ["\t".join(str(value) for value in row) for row in rows]
    (PACKAGE / "lexicons" / f"{name}.tsv").write_text("\n".join([*lines, *body]) + "\n", encoding="utf-8")
    return len(body)
