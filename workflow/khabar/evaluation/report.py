"""The quality of a dataset as text for a terminal: scores, confusion, reliability, and every error, worst first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from khabar.evaluation.quality import Quality

_WIDTH = 22


def text(quality: Quality) -> str:
    """All of it, one table after the other."""
    lines = [_head(quality)]
    for name, table in quality["tables"].items():
        lines += ["", name.upper(), *_scores(table["scores"])]
        lines += _confusion(table["confusion"])
        lines += _reliability(table["reliability"])
        lines += _errors(table)
    return "\n".join(lines)


def _head(quality: Quality) -> str:
    missing = quality.get("annotated", quality["units"]) - quality["units"]
    notes = [quality["note"]] if quality.get("note") else []
    notes += [f"{missing} annotated {quality['unit']} are not in the release and left out"] if missing else []
    return "; ".join([f"{quality['name']}: {quality['units']} {quality['unit']}", *notes]) + "."


def figure(interval: Sequence[float]) -> str:
    """A figure with its interval.

    >>> figure([78.7, 75.7, 81.5])
    '78.7 (75.7-81.5)'
    """
    value, low, high = interval
    return f"{value:.1f} ({low:.1f}-{high:.1f})"


def _scores(scores: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'':{_WIDTH}}{'precision':>18}{'recall':>18}{'F1':>18}   gold  found   (95 % intervals)"
    for measure, classes in scores.items():
        for label, entry in classes.items():
            name = measure if label == "all" else f"  {label}"
            if "share" in entry:
                yield f"{name:{_WIDTH}}{figure(entry['share']):>18} right of {entry['of']} matched"
            else:
                figures = "".join(f"{figure(entry[key]):>18}" for key in ("precision", "recall", "f1"))
                yield f"{name:{_WIDTH}}{figures}{entry['gold']:7}{entry['found']:7}"


def _confusion(confusion: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    pairs = [(-count, gold, found) for gold, row in confusion.items() for found, count in row.items() if gold != found]
    if pairs:
        yield "confused: " + ", ".join(f"{gold} → {found} {-count}" for count, gold, found in sorted(pairs)[:12])


def _reliability(reliability: Mapping[str, Any]) -> Iterator[str]:
    if reliability["rows"]:
        bins = ", ".join(f"{each['said']:.2f} → {each['right']:.2f} ({each['rows']})" for each in reliability["bins"])
        yield f"confidence → share right (rows): {bins}"
        yield f"expected calibration error {reliability['ece']}, Brier score {reliability['brier']}"


def _errors(table: Mapping[str, Any]) -> Iterator[str]:
    if table["errors"]:
        yield "errors: " + ", ".join(f"{kind} {count}" for kind, count in table["errors"].items())
    for error in table["worst"]:
        rule = f"  <{error['rule_id']}>" if error["rule_id"] else ""
        yield f"- {', '.join(error['kinds'])}  {error['article']}{rule}"
        for side in ("gold", "found"):
            if error[side]:
                place = f"{error[side]['start']}-{error[side]['end']}"
                words = " ".join(error[side].get("text", "").split())
                yield f"    {side:6} [{error[side]['label']}] {words} ({place})"
