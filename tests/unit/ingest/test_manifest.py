"""Shards hold every document once, whatever the order of files, and change only where the seeds change."""

import dataclasses
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.ingest import ledger, manifest
from khabar.ingest.documents import Document
from khabar.ingest.manifest import Limits, update_shards
from khabar.io import read_table
from khabar.resources import REPOSITORY
from khabar.schema import arrow_schema

Seeds = Callable[[dict[str, bytes]], Path]


def documents(shards: Path) -> list[dict[str, Any]]:
    paths = sorted(path for path in shards.glob("*.parquet") if path.stem.isdigit())
    return [row for path in paths for row in read_table(path).to_pylist()]


def layout(shards: Path) -> dict[str, list[str]]:
    """Shard → paths of its documents."""
    paths = sorted(path for path in shards.glob("*.parquet") if path.stem.isdigit())
    return {path.stem: read_table(path).column("source_path").to_pylist() for path in paths}


def state(shards: Path) -> dict[str, tuple[int, bytes]]:
    """File → time of its last change and content."""
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in shards.iterdir()}


def changed(before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def texts(*names: str) -> dict[str, bytes]:
    return {f"{name}.txt": name.encode() for name in names}


def test_texts_and_records_become_rows(seeds: Seeds, tmp_path: Path) -> None:
    root = seeds({"b.txt": "نص".encode(), "a.jsonl": '{"id": 7, "title": "ع", "text": "متن"}\n'.encode(), "c.bin": b""})
    found = update_shards(root, tmp_path / "shards", 10, Limits())
    assert found == {"shards": ["00000"], "documents": 2, "rejected": 1}
    assert json.loads(json.dumps(found)) == found
    record, text = documents(tmp_path / "shards")
    assert (record["source_path"], record["record_id"], record["title"]) == ("a.jsonl#7", "7", "ع")
    assert (text["source_path"], text["raw"], text["outlet"]) == ("b.txt", "نص".encode(), "جريدة")
    assert tuple(record) == (*Document._fields, "digest")


def test_rejections_are_rows_of_the_seeds_table(seeds: Seeds, tmp_path: Path) -> None:
    update_shards(seeds({"b.txt": b"", "a.bin": b"x"}), tmp_path / "shards", 10, Limits())
    rejected = read_table(tmp_path / "shards" / "rejected.parquet")
    assert rejected.schema.equals(arrow_schema("seeds"), check_metadata=True)
    assert [(row["source_path"], row["status"], row["reason_code"]) for row in rejected.to_pylist()] == [
        ("a.bin", "rejected", "unsupported_format"),
        ("b.txt", "rejected", "empty"),
    ]


def test_a_second_run_touches_nothing(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds({**texts(*"abcdefg"), "x.bin": b""}), tmp_path / "shards"
    first = update_shards(root, shards, 3, Limits())
    before = state(shards)
    (root / "a.txt").touch()
    assert update_shards(root, shards, 3, Limits()) == first
    assert state(shards) == before
    assert set(before) == {"00000.parquet", "00001.parquet", "00002.parquet", "rejected.parquet"}


def test_a_new_document_goes_to_the_last_shard_with_room(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts(*"bcdef")), tmp_path / "shards"
    update_shards(root, shards, 3, Limits())
    before = state(shards)
    seeds(texts("a"))
    update_shards(root, shards, 3, Limits())
    assert changed(before, state(shards)) == {"00001.parquet"}
    assert layout(shards) == {"00000": ["b.txt", "c.txt", "d.txt"], "00001": ["a.txt", "e.txt", "f.txt"]}
    seeds(texts("0"))
    assert update_shards(root, shards, 3, Limits())["shards"] == ["00000", "00001", "00002"]
    assert layout(shards)["00002"] == ["0.txt"]


def test_a_changed_document_stays_in_its_shard(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts(*"abcdef")), tmp_path / "shards"
    update_shards(root, shards, 3, Limits())
    before, places = state(shards), layout(shards)
    (root / "b.txt").write_bytes(b"new")
    update_shards(root, shards, 3, Limits())
    assert changed(before, state(shards)) == {"00000.parquet"}
    assert layout(shards) == places
    assert [row["raw"] for row in documents(shards)] == [b"a", b"new", b"c", b"d", b"e", b"f"]


def test_a_changed_source_changes_the_documents_below_it(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds({**texts("a"), **texts("in/b")}), tmp_path / "shards"
    update_shards(root, shards, 1, Limits())
    before = state(shards)
    seeds({"in/source.yaml": "title: t\norigin: o\nlicence: l\noutlet: أخرى\n".encode()})
    update_shards(root, shards, 1, Limits())
    assert changed(before, state(shards)) == {"00001.parquet"}
    assert [row["outlet"] for row in documents(shards)] == ["جريدة", "أخرى"]


def test_a_removed_document_leaves_and_an_empty_shard_goes(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts(*"abcdef")), tmp_path / "shards"
    update_shards(root, shards, 2, Limits())
    before = state(shards)
    for name in "acd":
        (root / f"{name}.txt").unlink()
    assert update_shards(root, shards, 2, Limits())["shards"] == ["00000", "00002"]
    assert changed(before, state(shards)) == {"00000.parquet", "00001.parquet"}
    assert layout(shards) == {"00000": ["b.txt"], "00002": ["e.txt", "f.txt"]}


def test_no_documents_are_no_shards(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts("a")), tmp_path / "shards"
    update_shards(root, shards, 2, Limits())
    (root / "a.txt").unlink()
    assert update_shards(root, shards, 2, Limits()) == {"shards": [], "documents": 0, "rejected": 0}
    assert set(state(shards)) == {"rejected.parquet"}


def test_another_shard_size_makes_all_shards_anew(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts(*"abcde")), tmp_path / "shards"
    update_shards(root, shards, 1, Limits())
    update_shards(root, shards, 4, Limits())
    assert layout(shards) == {"00000": ["a.txt", "b.txt", "c.txt", "d.txt"], "00001": ["e.txt"]}
    update_shards(root, tmp_path / "new", 4, Limits())
    assert {n: content for n, (_, content) in state(shards).items()} == {
        n: content for n, (_, content) in state(tmp_path / "new").items()
    }


def test_a_damaged_shard_is_made_again(seeds: Seeds, tmp_path: Path) -> None:
    root, shards = seeds(texts(*"abcde")), tmp_path / "shards"
    update_shards(root, shards, 2, Limits())
    before = documents(shards)
    (shards / "00001.parquet").write_bytes(b"PAR1 no more")
    update_shards(root, shards, 2, Limits())
    assert sorted(documents(shards), key=lambda row: row["source_path"]) == before


def test_long_texts_close_a_shard_early(seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_SHARD_BYTES", 10)
    root = seeds({"a.txt": b"x" * 6, "b.txt": b"x" * 6, "c.txt": b"x" * 20, "d.txt": b"x"})
    update_shards(root, tmp_path / "shards", 100, Limits())
    assert list(layout(tmp_path / "shards").values()) == [["a.txt"], ["b.txt"], ["c.txt"], ["d.txt"]]


@pytest.mark.parametrize("at", range(5))
def test_a_killed_run_leaves_what_the_next_one_repairs(
    seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    root, shards = seeds(texts(*"abcdefgh")), tmp_path / "shards"
    update_shards(root, shards, 2, Limits())
    for name in "ad":
        (root / f"{name}.txt").write_bytes(b"new")
    (root / "e.txt").unlink()
    seeds({**texts("0", "z"), "bad.bin": b""})

    class KilledError(Exception):
        pass

    writes = iter(range(100))
    original = manifest.write_table

    def dying(table: Any, path: Path) -> None:
        if next(writes) == at:
            path.with_name(path.name + ".partial").write_bytes(b"half")
            raise KilledError
        original(table, path)

    monkeypatch.setattr(manifest, "write_table", dying)
    with pytest.raises(KilledError):
        update_shards(root, shards, 2, Limits())
    monkeypatch.setattr(manifest, "write_table", original)
    (root / "d.txt").write_bytes(b"d")  # back to what the first run saw
    update_shards(root, shards, 2, Limits())
    found = {row["source_path"]: row["raw"] for row in documents(shards)}
    assert found == {path.name: path.read_bytes() for path in root.glob("*.txt")}
    assert len(documents(shards)) == len(found)
    assert not [name for name in state(shards) if not name.endswith(".parquet")]


NAMES = st.sampled_from(["a.txt", "b.txt", "ب.txt", "d/a.txt", "d/e/x.html", "y.jsonl", "d/y.jsonl", "z.bin"])
CONTENTS = st.sampled_from([b"", b"x", b"y", b'{"id": 1, "text": "x"}\n{"id": 1}\nnot json\n{"text": "y"}\n'])
FOLDERS = st.dictionaries(NAMES, CONTENTS, max_size=8)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(max_examples=40, deadline=None)
@given(st.lists(FOLDERS, min_size=1, max_size=3), st.integers(1, 4), st.randoms(use_true_random=False))
def test_any_history_ends_with_the_documents_of_the_last_folder(
    workshop: Path, history: list[dict[str, bytes]], size: int, order: Any
) -> None:
    """Whatever came before, in whatever order files were made: the same documents as a fresh start finds."""
    shutil.rmtree(workshop / "shards", ignore_errors=True)
    for files in history:
        shutil.rmtree(workshop / "seeds", ignore_errors=True)
        (workshop / "seeds").mkdir()
        for name in order.sample(sorted(files), len(files)):
            (workshop / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
            (workshop / "seeds" / name).write_bytes(files[name])
        found = update_shards(workshop / "seeds", workshop / "shards", size, Limits())
        sizes = [len(paths) for paths in layout(workshop / "shards").values()]
        assert all(0 < n <= size for n in sizes)
        assert found["documents"] == sum(sizes)
    shutil.rmtree(workshop / "fresh", ignore_errors=True)
    fresh = update_shards(workshop / "seeds", workshop / "fresh", 100, Limits())
    assert (fresh["documents"], fresh["rejected"]) == (found["documents"], found["rejected"])
    count = [Counter(map(repr, documents(workshop / folder))) for folder in ("shards", "fresh")]
    assert count[0] == count[1]
    rejected = [(workshop / folder / "rejected.parquet").read_bytes() for folder in ("shards", "fresh")]
    assert rejected[0] == rejected[1]
    # A text or page is one row, a JSON Lines file of that content four, any other file one; and a missing source.yaml.
    rows = sum(4 if name.endswith(".jsonl") and content.startswith(b"{") else 1 for name, content in files.items())
    missing = {name.split("/")[0] if "/" in name else "." for name in files}
    assert found["documents"] + found["rejected"] == rows + len(missing)


def test_every_limit_is_a_parameter_and_the_defaults_are_the_same() -> None:
    params = yaml.safe_load((REPOSITORY / "params.yaml").read_text(encoding="utf-8"))
    assert params["limits"] == dataclasses.asdict(Limits())
