"""Whatever lies in the seed folder, the rest is built and every file is accounted for."""

import gzip
import io
import tarfile
from pathlib import Path

import pyarrow.parquet as pq

from .conftest import Build

GOOD = """وزير الخارجية يصل إلى تونس

25 يونيو 2020
قال وزير الخارجية المصري في تونس إن بلاده تدعم الحوار بين الطرفين، وأضاف: "لا حل إلا بالتفاوض".
"""


def spoil(seeds: Path) -> dict[str, str]:
    """Write one good text and many bad files; return source path → reason code."""
    (seeds / "good.txt").write_text(GOOD, encoding="utf-8")
    (seeds / "script.txt").write_text(GOOD.replace("تونس", "<script>alert(1)</script> تونس"), encoding="utf-8")
    (seeds / "empty.txt").touch()
    (seeds / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (seeds / "english.txt").write_text("The minister arrived in Tunis on Sunday for talks with his colleague.\n" * 5)
    (seeds / "report.docx").write_bytes(b"PK")
    (seeds / "long.jsonl").write_text('{"text": "' + "ا" * 3_000_000 + '"}\n', encoding="utf-8")
    (seeds / "broken.jsonl").write_text('{"id": 1, "text": \n', encoding="utf-8")
    (seeds / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}' * 999)[:40])
    (seeds / "bomb.jsonl.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    (seeds / "outside.txt").symlink_to("/etc/hostname")
    with tarfile.open(seeds / "climbs.tar.gz", "w:gz") as archive:
        for name in ("../outside.txt", "inside.txt"):
            content = GOOD.replace("الحوار", "السلام").encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return {
        "empty.txt": "empty",
        "picture.txt": "binary",
        "english.txt": "not_arabic",
        "report.docx": "unsupported_format",
        "long.jsonl#L1": "line_too_long",
        "broken.jsonl#L1": "invalid_json",
        "cut.jsonl.gz": "damaged_archive",
        "bomb.jsonl.gz": "archive_bomb",
        "outside.txt": "link_outside",
        "climbs.tar.gz!/../outside.txt": "unsafe_path",
    }


def test_bad_files_are_reported_and_the_rest_is_built(first_build: Build, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    expected = spoil(seeds)
    build = Build(first_build.code, seeds, tmp_path / "out")
    build.run()
    rows = pq.read_table(build.out / "release" / "seeds.parquet").to_pylist()
    accepted = {row["source_path"] for row in rows if row["status"] == "accepted"}
    rejected = {row["source_path"]: row["reason_code"] for row in rows if row["status"] == "rejected"}
    assert accepted == {"good.txt", "script.txt", "climbs.tar.gz!/inside.txt"}
    assert rejected == expected | {"source.yaml": "missing_source"}
    for row in rows:
        if row["status"] == "rejected":
            assert row["message"].startswith(row["source_path"])
            assert row["message"].count(". ") == 0
    pages = list((build.out / "reports").rglob("*.html"))
    assert pages
    assert all("<script>alert" not in page.read_text(encoding="utf-8") for page in pages)
