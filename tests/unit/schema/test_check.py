"""Each fault of a schema file is one sentence that names the file and the column."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar.schema.check import problems
from khabar.schema.model import read_table

SENTENCES = {
    "table": "notes",
    "grain": "one note",
    "description": "Notes of articles.",
    "primary_key": "note_id",
    "sort_by": ["article_id", "note_id"],
    "spans": [{"start": "char_start", "end": "char_end", "text": "text"}],
    "disjoint_within": "article_id",
    "columns": {
        "note_id": {"type": "string", "description": "Key.", "pattern": "^not_[0-9]$", "example": "not_1"},
        "article_id": {
            "type": "string",
            "description": "Article.",
            "references": "pages.article_id",
            "example": "art_1",
        },
        "kind": {
            "type": "string",
            "description": "Kind.",
            "allowed": {"long": "much", "short": "little"},
            "example": "long",
        },
        "weight": {"type": "float64", "description": "Weight.", "min": 0, "max": 1, "nullable": True, "example": 0.5},
        "weight_null_reason": {
            "type": "string",
            "description": "Why.",
            "nullable": True,
            "null_meaning": "weight is given",
            "allowed": {"lost": "lost"},
            "example": "lost",
        },
        "made_at": {"type": "timestamp", "description": "When.", "example": "2020-06-25T01:24Z"},
        "day": {"type": "date", "description": "Day.", "example": "2020-06-25"},
        "char_start": {"type": "int32", "description": "Start.", "example": 1},
        "char_end": {"type": "int32", "description": "End.", "example": 2},
        "text": {"type": "string", "description": "Text.", "example": "نص"},
    },
    "checks": [
        {
            "expectation": "expect_column_pair_values_a_to_be_greater_than_b",
            "kwargs": {"column_A": "article_id.size", "column_B": "char_end", "or_equal": True},
        }
    ],
}
PAGES = {
    "table": "pages",
    "grain": "one page",
    "description": "Pages.",
    "primary_key": "article_id",
    "sort_by": ["article_id"],
    "columns": {
        "article_id": {"type": "string", "description": "Key.", "example": "art_1"},
        "size": {"type": "int32", "description": "Size.", "example": 3},
    },
}


def write(folder: Path, raw: Any, name: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def found(tmp_path: Path, change: dict[str, Any], name: str = "notes") -> list[str]:
    """Faults of the schema with values put at dotted paths; a value of `...` takes the key away."""
    raw = deepcopy(SENTENCES)
    for path, value in change.items():
        *parents, last = path.split("/")
        place: Any = raw
        for key in parents:
            place = place[int(key) if isinstance(place, list) else key]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    others = {"pages": read_table(write(tmp_path, PAGES, "pages"))}
    return problems(write(tmp_path, raw, name), others)


def test_a_sound_schema_has_no_faults(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"grain": ...}, "the file: 'grain' is a required property."),
        ({"columns/kind/colour": "red"}, "columns.kind: Additional properties are not allowed"),
        ({"columns/kind/description": "Kind. "}, "columns.kind.description: 'Kind. ' does not match"),
        ({"columns/kind/description": ""}, "columns.kind.description: '' does not match"),
        ({"columns/kind/type": "text"}, "columns.kind.type: 'text' is not one of"),
        ({"columns/kind/example": ...}, "columns.kind: 'example' is a required property."),
        ({"columns/note_id/pattern": "^(["}, "columns.note_id.pattern: '^([' is not a 'regex'."),
        ({"table": "remarks"}, "the table is named remarks, the file notes."),
        ({"primary_key": "id"}, "primary_key names id, which is no column."),
        ({"sort_by": ["article_id", "place"]}, "sort_by names place, which is no column."),
        ({"disjoint_within": "page"}, "disjoint_within names page, which is no column."),
        ({"spans": []}, "disjoint_within needs a span."),
        ({"columns/text": ...}, "spans names text, which is no column."),
        (
            {"columns/note_id/nullable": True, "columns/note_id/null_meaning": "none"},
            "column note_id: the primary key may not be nullable.",
        ),
        (
            {"columns/kind/nullable": True},
            "column kind: it is nullable, so it needs null_meaning, or a column kind_null_reason",
        ),
        ({"columns/kind/null_meaning": "none"}, "column kind: it has a null_meaning but is not nullable."),
        ({"columns/weight/null_meaning": "none"}, "column weight: it has a null_meaning although weight_null_reason"),
        ({"columns/weight_null_reason/allowed": ...}, "column weight_null_reason: a null reason is a nullable string"),
        ({"columns/weight": ...}, "column weight_null_reason: there is no column weight whose null it could explain."),
        (
            {"columns/article_id/references": "pages.id"},
            "column article_id: it refers to pages.id, which does not exist.",
        ),
        (
            {"columns/article_id/references": "leaves.id"},
            "column article_id: it refers to leaves.id, which does not exist.",
        ),
        (
            {"columns/article_id/references": "pages.size"},
            "column article_id: its type is string, that of pages.size is int32.",
        ),
        ({"columns/char_end/pattern": "."}, "column char_end: allowed values and patterns are for strings"),
        ({"columns/text/max": 3}, "column text: bounds are for numbers, its type is string."),
        ({"columns/char_end/example": "two"}, "column char_end: the example 'two' is no int32."),
        ({"columns/made_at/example": "today"}, "column made_at: the example 'today' is no timestamp."),
        ({"columns/day/example": 7}, "column day: the example 7 is no date."),
        ({"columns/kind/example": "middling"}, "column kind: the example 'middling' is not among the allowed values."),
        ({"columns/note_id/example": "not_x"}, "column note_id: the example 'not_x' does not match ^not_[0-9]$."),
        ({"columns/weight/example": 1.5}, "column weight: the example 1.5 is out of bounds."),
        ({"checks/0/kwargs/mostly": 0.9}, "tolerates failures (mostly) without a why."),
        ({"checks/0/kwargs/column_A": "article_id.width"}, "a check names article_id.width, which is neither"),
        ({"checks/0/kwargs/column_B": "length(txt)"}, "a check names length(txt), which is neither"),
        ({"checks/0/kwargs/column_B": "char_endd"}, "a check names char_endd, which is neither"),
        ({"checks/0/kwargs/column_A": "kind.size"}, "a check names kind.size, which is neither"),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, dict) else "",
)
def test_a_fault_is_one_sentence_that_names_the_place(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    (fault,) = found(tmp_path, change)
    assert fault.startswith("schemas/tables/notes.yaml: ")
    assert sentence in fault


def test_a_null_reason_stands_directly_behind_its_column(tmp_path: Path) -> None:
    columns = dict(SENTENCES["columns"])  # type: ignore[call-overload]
    reason = columns.pop("weight_null_reason")
    (fault,) = found(tmp_path, {"columns": {"weight_null_reason": reason, **columns}})
    assert "weight_null_reason does not stand directly behind it." in fault


def test_columns_of_the_contract_may_not_be_renamed_or_reordered(tmp_path: Path) -> None:
    faults = found(tmp_path, {"table": "sentences"}, name="sentences")
    missing = ["sentence_id", "sentence_index", "paragraph_index", "section", "token_count"]
    assert [fault.split(": ")[1] for fault in faults] == [
        f"column {name} of the contract is missing." for name in missing
    ]
