"""A scan accounts for every file, also for those that cannot be read or vanish while it runs."""

import errno
import hashlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.reasons import Reason
from khabar.ingest.scan import kind_of, scan

Found = tuple[list[Document], list[Rejection]]


def test_a_text_is_taken_as_it_is(scanned: Callable[..., Found]) -> None:
    raw = "\ufeffنص\r\n".encode()
    (document,), rejections = scanned({"sub/a.txt": raw})
    assert not rejections
    assert document == Document(
        *("sub/a.txt", hashlib.sha256(raw).hexdigest(), len(raw), "txt", raw, ".", "جريدة", "Asia/Beirut")
    )


def test_a_page_is_taken_as_it_is(scanned: Callable[..., Found]) -> None:
    documents, _ = scanned({"a.html": b"<p>x", "b.HTM": b"<p>y"})
    assert [(d.format, d.raw) for d in documents] == [("html", b"<p>x"), ("html", b"<p>y")]


def test_files_of_equal_bytes_are_all_there(scanned: Callable[..., Found]) -> None:
    documents, _ = scanned({"a.txt": b"x", "b.txt": b"x", "c/a.txt": b"x"})
    assert [d.source_path for d in documents] == ["a.txt", "b.txt", "c/a.txt"]


@pytest.mark.parametrize("name", ["a.pdf", "a", "txt", "a.txt.gz", "a.json", "a.tar.bz2", "a.gz"])
def test_other_kinds_of_files_are_rejected_with_what_is_read(scanned: Callable[..., Found], name: str) -> None:
    assert kind_of(name) is None
    _, (rejection,) = scanned({name: b"x"})
    assert (rejection.reason_code, rejection.format) == (Reason.UNSUPPORTED_FORMAT, None)
    assert (rejection.sha256, rejection.byte_size) == (hashlib.sha256(b"x").hexdigest(), 1)
    assert rejection.message.startswith(f"{name} has no extension that Khabar reads: use .txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_an_empty_file_is_rejected(scanned: Callable[..., Found], name: str) -> None:
    _, (rejection,) = scanned({name: b""})
    assert (rejection.reason_code, rejection.byte_size) == (Reason.EMPTY, 0)
    assert rejection.message == f"{name} holds nothing: fetch it again or delete it."


def test_sizes_are_limited(scanned: Callable[..., Found]) -> None:
    files = {"a.txt": b"x" * 10, "b.txt": b"x" * 11, "c.jsonl": b'{"text": "x"}\n' * 10}
    documents, rejections = scanned(files, document_bytes=10, file_bytes=20)
    assert [d.source_path for d in documents] == ["a.txt"]
    assert [(r.source_path, r.reason_code, r.byte_size) for r in rejections] == [
        ("b.txt", Reason.DOCUMENT_TOO_LARGE, 11),
        ("c.jsonl", Reason.FILE_TOO_LARGE, 140),
    ]
    assert rejections[1].sha256 is None, "what exceeds limits.file_bytes is not even hashed"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "x"), Reason.NO_PERMISSION),
        (FileNotFoundError(errno.ENOENT, "x"), Reason.VANISHED),
        (OSError(errno.EIO, "x"), Reason.READ_ERROR),
    ],
)
@pytest.mark.parametrize("name", ["b.txt", "b.jsonl", "b.zip", "b.tar.gz"])
def test_a_file_that_cannot_be_opened_is_one_sentence(
    seeds: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, reason: Reason
) -> None:
    root = seeds({"a.txt": b"x", name: b"y", "c.txt": b"z"})
    original = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == name:
            raise error
        return original(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    first, rejection, last = scan(root, Limits())
    assert isinstance(rejection, Rejection)
    assert [first.source_path, last.source_path] == ["a.txt", "c.txt"]
    assert (rejection.source_path, rejection.reason_code) == (name, reason)
    assert (rejection.sha256, rejection.byte_size) == (None, None)
    assert "x" not in rejection.message.split(":")[1], "no message of the system, which differs between systems"


def test_a_file_that_vanishes_during_the_run_is_accounted_for(seeds: Callable[..., Path]) -> None:
    root = seeds({"a.txt": b"x", "b.txt": b"y", "c.txt": b"z"})
    items = scan(root, Limits())
    found = [next(items)]
    (root / "b.txt").unlink()
    found.extend(items)
    assert [(i.source_path, getattr(i, "reason_code", None)) for i in found] == [
        *(("a.txt", None), ("b.txt", Reason.VANISHED), ("c.txt", None)),
    ]


def test_a_read_that_fails_half_way_is_accounted_for(
    seeds: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = seeds({"a.jsonl": b'{"id": 1, "text": "x"}\n' * 20, "b.txt": b"y"})
    original = Path.open

    class Failing:
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __getattr__(self, name: str) -> Any:
            return getattr(self.stream, name)

        def __enter__(self) -> "Failing":
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def read(self, size: int = -1) -> bytes:
            if self.stream.tell() > 0:
                raise OSError(errno.EIO, "Input/output error")
            return self.stream.read(min(size, 40))

        def readinto(self, buffer: Any) -> int:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(
        Path,
        "open",
        lambda path, *a, **k: Failing(original(path, *a, **k)) if path.suffix == ".jsonl" else original(path, *a, **k),
    )
    *_, rejection, last = scan(root, Limits())
    assert isinstance(rejection, Rejection)
    assert (rejection.source_path, rejection.reason_code, last.source_path) == ("a.jsonl", Reason.READ_ERROR, "b.txt")


def test_paths_that_look_like_members_stay_unique(scanned: Callable[..., Found]) -> None:
    scanned({"a.jsonl": b'{"id": "1", "text": "x"}\n', "a.jsonl#1": b"x", "a.jsonl#1#2": b"x"})


def test_the_order_of_creation_does_not_matter(tmp_path: Path) -> None:
    names = [f"{folder}{i}.txt" for folder in ("", "a/", "a/b/", "ب/") for i in range(5)]
    results = []
    for seed in range(4):
        root = tmp_path / str(seed)
        for name in random.Random(seed).sample(names, len(names)):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(name.encode())
        results.append(list(scan(root, Limits())))
    assert len(results[0]) > len(names)
    assert all(result == results[0] for result in results)


def test_no_absolute_path_is_in_any_row(scanned: Callable[..., Found], tmp_path: Path) -> None:
    documents, rejections = scanned(
        {"a.txt": b"x", "b.bin": b"", "c.zip": b"x", "d/source.yaml": b"x", "d/e.txt": b"x"}
    )
    assert len(documents) + len(rejections) == 5
    assert str(tmp_path) not in repr((documents, rejections))
