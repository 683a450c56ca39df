"""The quality of a dataset on one set of gold, as plain values: what the JSON files, the page and the gate are made of.

```
{"name", "unit", "units", "annotated", "gold_sha256", …,
 "tables": {table: {"scores": {measure: {class: {"gold", "found", "precision", "recall", "f1"}}},
                    "confusion": {gold type: {found type: count}}, "reliability": {"rows", "bins", "ece", "brier"},
                    "errors": {kind: count}, "worst": [error]}},
 "rules": {table: {rule_id: {"fired_on_gold", "right"}}}}
```
A figure is [value, low, high]: per cent and its 95 % interval. Of a fact about matched rows ("speaker", "date") there
is a share: {"of", "share"}.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from khabar.evaluation import entities, events, quotes
from khabar.evaluation.bootstrap import intervals
from khabar.evaluation.gold import GoldDocument
from khabar.evaluation.outcome import (
    ALL,
    Miss,
    Outcome,
    Side,
    by_rule,
    confusion,
    totals,
    worst_first,
)
from khabar.evaluation.reliability import reliability
from khabar.io import read_table
from khabar.text.spans import Span

TABLES = {"entities": entities.outcomes, "quotes": quotes.outcomes, "events": events.outcomes}
HEADLINES = {
    "names, strict": ("entities", entities.STRICT),
    "quotes at overlap 0.3": ("quotes", quotes.LOOSE),
    "quotes at overlap 0.8": ("quotes", quotes.TIGHT),
    "events, type and trigger": ("events", events.MATCHED),
}
"""The F1s that stand for a dataset, and that a release may not lose."""
_CONTEXT = 60  # characters on each side of an error
MEASURES = {
    entities.STRICT: "name: span and type are equal",
    entities.OVERLAP: "name: spans overlap, types are equal",
    entities.SAME_NAME: "names of one entity stand together (B³)",
    quotes.LOOSE: "statement: contents overlap by 0.3 (intersection over union)",
    quotes.TIGHT: "statement: contents overlap by 0.8",
    "type": "its type: direct, indirect or mixed",
    "cue": "its reporting word",
    "speaker": "its speaker phrase",
    "name": "its speaker's resolved name",
    events.MATCHED: "event: type is equal, trigger overlaps",
    "actor": "its actor",
    "recipient": "its recipient",
    "location": "its place",
    "date": "its date",
    "modality": "its modality",
    "sentence": "sentence reports an event of the type",
    "event": "event of the type in a sentence that has one",
    "source": "its source",
    "verb": "its verb",
    "target": "its target",
}
"""Every measure, in the order in which they are shown, in words."""
_SHARES = {*quotes.FACTS, *events.FACTS}

Quality = dict[str, Any]


def of_release(folder: Path, documents: Sequence[GoldDocument], name: str) -> Quality:
    """Quality of the tables in a folder on annotated documents, those articles that it holds."""
    built = set(read_table(folder / "articles.parquet", ["article_id"]).column(0).to_pylist())
    here = [document for document in documents if document.article_id in built]
    tables = {table: rows_of(folder / f"{table}.parquet", here) for table in TABLES}
    return of_tables(tables, here, name) | {"annotated": len(documents)}


def of_tables(tables: Mapping[str, pa.Table], documents: Sequence[GoldDocument], name: str) -> Quality:
    """Quality of tables on annotated documents; an article without rows counts as one where nothing was found."""
    texts = {document.name: document.text for document in documents}
    found = {table: outcomes(documents, tables[table]) for table, outcomes in TABLES.items()}
    measured = {table: table_quality(each, texts) for table, each in found.items()} if documents else {}
    return described(name, "articles", len(documents), gold_sha256(documents), measured)


def described(name: str, unit: str, units: int, gold_sha256: str, tables: dict[str, Any], **more: Any) -> Quality:
    """Tables with what they were measured on: `units` articles or sentences of the gold with that hash."""
    rules = {table: measured.pop("rules") for table, measured in tables.items()}
    head = {"name": name, "unit": unit, "units": units, "gold_sha256": gold_sha256, **more}
    return head | {"tables": tables, "rules": rules}


def rows_of(path: Path, documents: Sequence[GoldDocument]) -> pa.Table:
    """The rows of annotated articles in a table's file, which are few among many; one row group is read at a time."""
    wanted = pa.array([document.article_id for document in documents], pa.string())
    file = pq.ParquetFile(path)
    groups = (file.read_row_group(number, use_threads=False) for number in range(file.num_row_groups))
    kept = [group.filter(pc.is_in(group.column("article_id"), value_set=wanted)) for group in groups]
    return pa.concat_tables([file.schema_arrow.empty_table(), *kept])


def table_quality(outcomes: Sequence[Outcome], texts: Mapping[str, str]) -> dict[str, Any]:
    """Everything that is measured of one table, every error included; errors quote the texts that are given."""
    measured: dict[str, Any] = {"scores": scores(outcomes), "confusion": confusion(outcomes)}
    finds = [find for outcome in outcomes for find in outcome.finds]
    judged = reliability((find.confidence, find.right) for find in finds)
    bins = [each._asdict() for each in judged.bins]
    measured["reliability"] = {"rows": len(finds), "bins": bins, "ece": judged.ece, "brier": judged.brier}
    measured["rules"] = by_rule(outcomes)
    misses = worst_first(outcomes)
    measured["errors"] = dict(sorted(Counter(kind for miss in misses for kind in miss.kinds).items()))
    times = Counter(miss.cause for miss in misses)
    measured["worst"] = [_error(miss, times[miss.cause], texts.get(miss.article)) for miss in misses]
    return measured


def scores(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Measure → class → counts and figures with their intervals; all rows first, then the classes by name."""
    counts, figures = totals(outcomes), intervals(outcomes)
    found: dict[str, Any] = {}
    for key in sorted(counts, key=lambda key: (list(MEASURES).index(key[0]), key[1] != ALL, key[1])):
        measure, label = key
        total, scored = counts[key], figures[key]
        if measure in _SHARES:
            entry: dict[str, Any] = {"of": round(total.gold), "share": list(scored.f1)}
        else:
            entry = {"gold": round(total.gold), "found": round(total.found)}
            entry |= {name: list(interval) for name, interval in scored._asdict().items()}
        found.setdefault(measure, {})[label] = entry
    return found


def gold_sha256(documents: Iterable[GoldDocument]) -> str:
    """A hash of the annotation that was used: scores are compared only where it is the same."""
    digest = hashlib.sha256()
    for document in sorted(documents, key=lambda document: document.name):
        digest.update(repr(document).encode())
    return digest.hexdigest()


def shortened(quality: Quality, texts: bool, worst: int = 20) -> Quality:
    """Only the worst errors, one example of each cause; without `texts`, where they are but not what they say."""
    tables = {}
    for name, table in quality["tables"].items():
        first = list({error["cause"]: error for error in reversed(table["worst"])}.values())[::-1][:worst]
        tables[name] = table | {"worst": first if texts else [_without_text(error) for error in first]}
    return quality | {"tables": tables}


def headlines(quality: Quality) -> dict[str, tuple[float, float, float]]:
    """Name → F1 with its interval, of the headline figures that this gold has."""
    found = {}
    for name, (table, measure) in HEADLINES.items():
        classes = quality["tables"].get(table, {}).get("scores", {}).get(measure, {})
        if ALL in classes:
            value, low, high = classes[ALL]["f1"]
            found[name] = (value, low, high)
    return found


def drops(before: Quality, now: Quality) -> list[str]:
    """One sentence for each headline F1 that fell below the interval it had; none where the gold is another."""
    if before["gold_sha256"] != now["gold_sha256"]:
        return []
    present = headlines(now)
    said = []
    for name, (value, low, high) in headlines(before).items():
        new = present.get(name, (0.0, 0.0, 0.0))[0]
        if new < low:
            said.append(
                f"quality fell on the same {now['units']} annotated articles: F1 of {name} is {new}, "
                f"below the 95 % interval of the present release ({value}, {low} to {high})"
            )
    return said


def load(path: Path) -> Quality:
    """Read what `save` wrote."""
    loaded: Quality = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def save(quality: Quality, path: Path) -> None:
    """Write as JSON, the same bytes for the same quality."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(quality, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _error(miss: Miss, times: int, text: str | None) -> dict[str, Any]:
    error: dict[str, Any] = {"article": miss.article, "kinds": list(miss.kinds), "rule_id": miss.rule_id}
    error |= {"cause": miss.cause, "times": times, "gold": _side(miss.gold, text), "found": _side(miss.found, text)}
    side = miss.gold or miss.found
    return error | ({"context": in_context(text, side.span)} if text and side else {})


def _without_text(error: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in error.items() if key not in ("cause", "context")}
    for side in ("gold", "found"):
        if error[side]:
            kept[side] = {key: value for key, value in error[side].items() if key != "text"}
    return kept


def _side(side: Side | None, text: str | None) -> dict[str, Any] | None:
    if side is None:
        return None
    place = {"start": side.span.start, "end": side.span.end, "label": side.label}
    return place | ({"text": side.text} if text else {})


def in_context(text: str, span: Span) -> str:
    """The span between ⟦ and ⟧, with a few words of its line before and after.

    >>> in_context("وصل الوزير إلى تونس أمس", Span(15, 19))
    'وصل الوزير إلى ⟦تونس⟧ أمس'
    """
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    return f"{before}⟦{span.of(text)}⟧{after}"
