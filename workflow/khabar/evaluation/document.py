"""The tables of docs/quality.md, made of `reports/quality/*.json`. `khabar docs` writes them; a test compares."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from khabar.evaluation.outcome import ALL
from khabar.evaluation.page import OF_BUILD, load_all, write_page
from khabar.evaluation.quality import Quality

START, END = "<!-- made by `khabar docs` from reports/quality/ -->", "<!-- end of what is made -->"
DOCUMENT = Path("docs") / "quality.md"
_NAMES = {OF_BUILD: "sample corpus"}
_NOTHING = "–"
Cell = Callable[[Quality], str]


def tables(qualities: Sequence[Quality]) -> str:
    """Markdown: annotated articles, names in CoNLL files, voted sentences, and confidence; those that there are."""
    articles = [quality for quality in qualities if "quotes" in quality["tables"]]
    conll = [q for q in qualities if "entities" in q["tables"] and q not in articles]
    voted = [quality for quality in qualities if quality.get("reference")]
    parts = [
        ("Annotated articles", _table(articles, _OF_ARTICLES)),
        ("Names in CoNLL files", _table(conll, _OF_CONLL)),
        ("Sentences that annotators voted on", _voted(voted)),
        ("Does confidence mean what it says?", _table(articles, _OF_CONFIDENCE)),
    ]
    return "\n\n".join(f"### {title}\n{table}" for title, table in parts if table)


def rendered(text: str, reports: Path) -> str:
    """The document with the part between the marks made anew.

    Raises:
        ValueError: the marks are not there.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{DOCUMENT} has lost the marks between which its tables stand")
    return f"{before}{START}\n{tables(load_all(reports))}\n{END}{after}"


def write(repository: Path) -> list[Path]:
    """Write the document and the quality page again; return the files."""
    path, reports = repository / DOCUMENT, repository / "reports"
    path.write_text(rendered(path.read_text(encoding="utf-8"), reports), encoding="utf-8", newline="\n")
    write_page(reports)
    return [path, reports / "quality.html"]


def _table(qualities: Sequence[Quality], rows: Iterable[tuple[str, Cell]]) -> str:
    """One column for each gold set, one row for each figure that any of them has."""
    if not qualities:
        return ""
    lines = ["| | " + " | ".join(_name(quality) for quality in qualities) + " |"]
    lines.append("|---" * (len(qualities) + 1) + "|")
    for title, cell in rows:
        cells = [cell(quality) for quality in qualities]
        if set(cells) != {_NOTHING}:
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _voted(qualities: Sequence[Quality]) -> str:
    """One row for each measure and type: ours, and the dictionary coder's where it is known."""
    lines = []
    for quality in qualities:
        reference = quality["reference"]
        lines.append(f"| {_name(quality)}, {_units(quality)} | precision | recall | F1 | dictionary coder |")
        lines.append("|---|---|---|---|---|")
        for measure, classes in quality["tables"]["events"]["scores"].items():
            for label, entry in classes.items():
                known = reference["scores"].get(measure, {}).get(label, {})
                theirs = ", ".join(f"{key} {value}" for key, value in known.items()) or _NOTHING
                figures = " | ".join(_figure(entry[key]) for key in ("precision", "recall", "f1"))
                lines.append(f"| {measure}{'' if label == ALL else f', {label}'} | {figures} | {theirs} |")
        lines += ["", f"The dictionary coder is {reference['name']}."]
    return "\n".join(lines)


def _entry(quality: Quality, table: str, measure: str, label: str = ALL) -> dict[str, Any] | None:
    found: dict[str, Any] | None = quality["tables"].get(table, {}).get("scores", {}).get(measure, {}).get(label)
    return found


def _figure(interval: Sequence[float]) -> str:
    return f"{interval[0]:.1f} ({interval[1]:.1f}–{interval[2]:.1f})"


def _name(quality: Quality) -> str:
    name: str = quality["name"]
    return _NAMES.get(name, name)


def _units(quality: Quality) -> str:
    return f"{quality['units']} {quality['unit']}"


def _counts(table: str, measure: str) -> Cell:
    def cell(quality: Quality) -> str:
        entry = _entry(quality, table, measure)
        return f"{entry['gold']:,} · {entry['found']:,}" if entry else _NOTHING

    return cell


def _all(table: str, measure: str) -> Cell:
    def cell(quality: Quality) -> str:
        entry = _entry(quality, table, measure)
        if not entry:
            return _NOTHING
        f1, low, high = entry["f1"]
        return f"{entry['precision'][0]:.1f} / {entry['recall'][0]:.1f} / **{f1:.1f}** ({low:.1f}–{high:.1f})"

    return cell


def _f1s(table: str, *measures: str) -> Cell:
    return lambda quality: _join(_entry(quality, table, measure) for measure in measures)


def _classes(table: str, measure: str, *labels: str) -> Cell:
    return lambda quality: _join(_entry(quality, table, measure, label) for label in labels)


def _join(entries: Iterable[dict[str, Any] | None]) -> str:
    figures = [f"{(entry.get('f1') or entry['share'])[0]:.1f}" if entry else _NOTHING for entry in entries]
    return " · ".join(figures) if set(figures) != {_NOTHING} else _NOTHING


def _calibration(table: str) -> Cell:
    def cell(quality: Quality) -> str:
        found = quality["tables"].get(table, {}).get("reliability", {"rows": 0})
        return f"{found['ece']:.3f} · {found['brier']:.3f} ({found['rows']:,})" if found["rows"] else _NOTHING

    return cell


_TYPES = ("PER", "LOC", "ORG", "MISC")
_OF_NAMES = (
    ("names, strict: P / R / **F1** (95 %)", _all("entities", "strict")),
    ("PER · LOC · ORG · MISC, F1", _classes("entities", "strict", *_TYPES)),
    ("names, overlap: P / R / **F1** (95 %)", _all("entities", "overlap")),
)
_OF_ARTICLES = (
    ("", _units),
    ("names: gold · found", _counts("entities", "strict")),
    *_OF_NAMES,
    ("same name, B³ F1", _f1s("entities", "same_name")),
    ("quotes: gold · found", _counts("quotes", "overlap_0.3")),
    ("quotes at 0.3: P / R / **F1** (95 %)", _all("quotes", "overlap_0.3")),
    ("quotes at 0.8: P / R / **F1** (95 %)", _all("quotes", "overlap_0.8")),
    ("type · cue · speaker · resolved name, %", _f1s("quotes", "type", "cue", "speaker", "name")),
    ("events: gold · found", _counts("events", "type_and_trigger")),
    ("events, type and trigger: P / R / **F1** (95 %)", _all("events", "type_and_trigger")),
    ("actor · recipient · place, F1 on matched", _f1s("events", "actor", "recipient", "location")),
    ("date · modality, %", _f1s("events", "date", "modality")),
)
_OF_CONLL = (("", _units), ("names: gold · found", _counts("entities", "strict")), *_OF_NAMES)
_OF_CONFIDENCE = tuple(
    (f"{table}: expected calibration error · Brier score (rows)", _calibration(table))
    for table in ("entities", "quotes", "events")
)
