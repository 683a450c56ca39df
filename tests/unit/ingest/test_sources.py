"""source.yaml: the nearest counts, a bad one costs nothing but itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.folder import list_files
from khabar.ingest.reasons import Reason
from khabar.ingest.scan import scan
from khabar.ingest.sources import described, load_source
from khabar.resources import REPOSITORY

Found = tuple[list[Document], list[Rejection]]
MINIMAL = b"title: t\norigin: o\nlicence: CC0-1.0\n"


def test_the_nearest_source_counts(scanned: Callable[..., Found]) -> None:
    documents, rejections = scanned(
        {
            "a.txt": b"x",
            "in/source.yaml": MINIMAL + "outlet: أخرى\n".encode(),
            "in/b.txt": b"x",
            "in/deep/er/c.txt": b"x",
            "beside/d.txt": b"x",
        }
    )
    assert not rejections
    assert {d.source_path: (d.source_id, d.outlet, d.timezone) for d in documents} == {
        "a.txt": (".", "جريدة", "Asia/Beirut"),
        "beside/d.txt": (".", "جريدة", "Asia/Beirut"),
        "in/b.txt": ("in", "أخرى", None),
        "in/deep/er/c.txt": ("in", "أخرى", None),
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not made of lines"),
        (b"title: [", "not valid YAML"),
        (b"\xff\xfe\x00", "not valid YAML"),
        (b"title: t\norigin: o\n", "'licence' is a required property"),
        (MINIMAL + b"licenze: x\n", "'licenze' was unexpected"),
        (MINIMAL + b"timezone: Beirut\n", "no IANA time zone"),
        (MINIMAL + b"timezone: ../../etc/passwd\n", "no IANA time zone"),
        (MINIMAL + b"retrieved: yesterday\n", "$.retrieved"),
        (MINIMAL + b"fields: {body: text}\n", "$.fields"),
        (MINIMAL + b"redistribute: no\n", "$.redistribute"),
        (b"- a\n" * 10_000, "not made of lines"),
    ],
)
def test_an_invalid_source_is_one_sentence_and_its_texts_go_in(
    scanned: Callable[..., Found], content: bytes, problem: str
) -> None:
    documents, rejections = scanned({"in/source.yaml": content, "in/a.txt": b"x"})
    assert [(d.source_id, d.outlet, d.timezone) for d in documents] == [("in", None, None)]
    assert [(r.source_path, r.reason_code) for r in rejections] == [("in/source.yaml", Reason.INVALID_SOURCE)]
    assert rejections[0].message.startswith("in/source.yaml cannot be used (")
    assert problem in rejections[0].message
    assert len(rejections[0].message) < 400


def test_without_any_source_texts_go_in_with_the_defaults(
    seeds: Callable[..., Path],
) -> None:
    root = seeds({"1.txt": b"x", "a/2.txt": b"x", "a/b/3.txt": b"x", "c/source.yaml": MINIMAL, "c/4.txt": b"x"})
    (root / "source.yaml").unlink()
    items = list(scan(root, Limits()))
    missing = [item for item in items if isinstance(item, Rejection)]
    assert [(r.source_path, r.reason_code, r.source_id) for r in missing] == [
        ("source.yaml", Reason.MISSING_SOURCE, None),
        ("a/source.yaml", Reason.MISSING_SOURCE, None),
    ]
    assert sorted(i.source_id or "-" for i in items if not isinstance(i, Rejection)) == ["-", "-", "-", "c"]


def test_dates_stay_as_written_and_null_is_no_value(seeds: Callable[..., Path]) -> None:
    root = seeds({"source.yaml": MINIMAL + b"retrieved: 2020-06-25\noutlet: null\ntimezone:\n"})
    described = load_source(list_files(root)[0])
    assert (described["retrieved"], described["outlet"], described["timezone"]) == ("2020-06-25", None, None)


def test_sources_are_described_by_folder_and_a_bad_one_is_left_out(seeds: Callable[..., Path]) -> None:
    folder = seeds(
        {
            "source.yaml": MINIMAL,
            "b/source.yaml": MINIMAL + "outlet: أخرى\nnote: n\n".encode(),
            "a/source.yaml": b"title: t\n",
            "dataset.yaml": b"title: of the whole, no document",
        }
    )
    first = {"title": "t", "outlet": "أخرى", "origin": "o", "licence": "CC0-1.0", "note": "n"}
    second = first | {"outlet": None, "note": None}
    assert described(folder) == [{"source_id": "b", **first}, {"source_id": ".", **second}]
    assert "dataset.yaml" not in [file.path for file in list_files(folder)]


def test_every_source_of_the_repository_is_valid() -> None:
    files = [file for file in list_files(REPOSITORY / "seeds") if file.path.endswith("source.yaml")]
    assert len(files) > 0
    for file in files:
        assert load_source(file)["title"]
