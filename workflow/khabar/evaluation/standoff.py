"""Gold without its texts: joins annotations that hold offsets alone with a reader's own copy of the articles.

Usage: python -m khabar.evaluation.standoff ANNOTATIONS.jsonl FOLDER CORPUS.jsonl.gz …

Writes a `.txt` and its `.json` for every annotated article into FOLDER, which `khabar evaluate --gold FOLDER` reads.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from khabar.text.canonical import canonical

# Label of a span in an annotation → the key that holds its text in a document.
_TEXTS = {"entities": {"span": "text"}, "events": {"span": "trigger"}}
_TEXTS["quotes"] = {"span": "content", "cue_span": "cue", "speaker_span": "speaker"}


def article_text(record: Mapping[str, Any]) -> str:
    """The text that offsets index into: headline, date and body of a record, an empty line between them."""
    return canonical("\n\n".join([record["title"].strip(), record["published"], record["text"].strip()]))


def join(annotation: Mapping[str, Any], text: str) -> dict[str, list[dict[str, Any]]]:
    """The annotation with the text of every span filled in.

    Raises:
        ValueError: the text is not the one that was annotated.
    """
    if sha256(text.encode()).hexdigest() != annotation["sha256"]:
        raise ValueError(f"{annotation['id']}: this copy of the text is not the one that was annotated.")
    return {
        kind: [{**row, **{key: _slice(text, row[span]) for span, key in keys.items()}} for row in annotation[kind]]
        for kind, keys in _TEXTS.items()
    }


def strip(name: str, document: Mapping[str, list[dict[str, Any]]], text: str) -> dict[str, Any]:
    """The inverse of `join`: the annotation of a document without the text of its spans."""
    rows = {
        kind: [{key: value for key, value in row.items() if key not in keys.values()} for row in document[kind]]
        for kind, keys in _TEXTS.items()
    }
    return {"id": name, "sha256": sha256(text.encode()).hexdigest(), **rows}


def write_documents(annotations: Path, folder: Path, corpora: Iterable[Path]) -> int:
    """Write the annotated articles that the corpora hold; return how many they are."""
    wanted = {row["id"]: row for row in map(json.loads, annotations.read_text(encoding="utf-8").splitlines())}
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for record in _records(corpora):
        if record["id"] in wanted:
            text = article_text(record)
            joined = json.dumps(join(wanted[record["id"]], text), ensure_ascii=False, indent=1)
            (folder / f"{record['id']}.txt").write_text(text, encoding="utf-8", newline="\n")
            (folder / f"{record['id']}.json").write_text(joined + "\n", encoding="utf-8")
            written += 1
    return written


def _slice(text: str, span: list[int] | None) -> str:
    return "" if span is None else text[span[0] : span[1]]


def _records(corpora: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in corpora:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


if __name__ == "__main__":
    count = write_documents(Path(sys.argv[1]), Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]])
    sys.stdout.write(f"{count} articles\n")
