"""A seed folder from a mapping of names to bytes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.scan import scan

SOURCE = "title: نصوص\norigin: o\nlicence: CC0-1.0\ntimezone: Asia/Beirut\noutlet: جريدة\n".encode()
Files = Mapping[str, bytes]
Found = tuple[list[Document], list[Rejection]]


@pytest.fixture
def seeds(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files below a seed folder that has a source.yaml; returns the folder."""

    def write(files: Files) -> Path:
        for name, content in {"source.yaml": SOURCE, **files}.items():
            path = tmp_path / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return tmp_path / "seeds"

    return write


@pytest.fixture
def scanned(seeds: Callable[[Files], Path]) -> Callable[..., Found]:
    """Write files and scan them: (documents, rejections)."""

    def run(files: Files, **limits: int) -> Found:
        items = list(scan(seeds(files), Limits(**limits)))
        documents = [item for item in items if isinstance(item, Document)]
        rejections = [item for item in items if isinstance(item, Rejection)]
        assert len({item.source_path for item in items}) == len(items)
        return documents, rejections

    return run
