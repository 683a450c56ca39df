"""Shards hold every document once, whatever the order of files, and change only where the seeds change."""

from pathlib import Path

from khabar.ingest.manifest import Limits, update_shards
from khabar.io import read_table

SOURCE = "title: t\norigin: o\nlicence: CC0-1.0\ntimezone: Asia/Beirut\noutlet: جريدة\n"


def seeds_with(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in {"source.yaml": SOURCE.encode(), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def documents(shards: Path) -> list[dict[str, object]]:
    paths = sorted(path for path in shards.glob("*.parquet") if path.stem.isdigit())
    return [row for path in paths for row in read_table(path).to_pylist()]


def test_texts_and_records_become_documents(tmp_path: Path) -> None:
    seeds = seeds_with(
        tmp_path / "seeds", {"b.txt": "نص".encode(), "a.jsonl": '{"id": 7, "title": "ع", "text": "متن"}\n'.encode()}
    )
    manifest = update_shards(seeds, tmp_path / "shards", 10, Limits())
    assert manifest == {"shards": ["00000"], "documents": 2, "rejected": 0}
    record, text = documents(tmp_path / "shards")
    assert (record["source_path"], record["record_id"], record["title"]) == ("a.jsonl#7", "7", "ع")
    assert (text["source_path"], text["raw"], text["outlet"]) == ("b.txt", "نص".encode(), "جريدة")
