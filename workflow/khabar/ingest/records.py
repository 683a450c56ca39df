"""JSON Lines: one record per line, its fields named by the nearest source.yaml."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.folder import printable
from khabar.ingest.reasons import Reason, RejectedError
from khabar.ingest.sources import Source

_UTF8_BOM = b"\xef\xbb\xbf"
_BLOCK = 1 << 20


def records(path: str, stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Document | Rejection]:
    """One document or rejection for each line that is not blank.

    A bad line costs that line only. RejectedError is raised for what makes the whole file unreadable.
    """
    empty = True
    for number, line, size in _lines(path, stream, limits.document_bytes):
        place = f"{path}#L{number}"
        empty = False
        sha256 = None
        try:
            if line is None:
                raise RejectedError(
                    place,
                    Reason.LINE_TOO_LONG,
                    f"has {size} bytes, more than {limits.document_bytes}",
                    "write one article per line, or raise limits.document_bytes",
                )
            sha256 = hashlib.sha256(line).hexdigest()
            yield _document(path, number, line, sha256, source)
        except RejectedError as error:
            yield Rejection(
                error.path, error.reason, error.message, sha256, size, format="jsonl", source_id=source.source_id
            )
    if empty:
        raise RejectedError(path, Reason.EMPTY, "holds no record", "fetch it again or delete it")


def _lines(path: str, stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Line number, line (None where it is too long to be held) and size of every line that is not blank."""
    number = 0
    while head := stream.readline(longest + 2):  # room for the line end
        number += 1
        size, end = len(head), head[-2:]
        while not end.endswith(b"\n") and (more := stream.readline(_BLOCK)):
            size, end = size + len(more), (end + more)[-2:]
        line = head.rstrip(b"\r\n")
        if number == 1:
            line = line.removeprefix(_UTF8_BOM)
            _check_text(path, line)
        if size > len(head) or len(line) > longest:
            yield number, None, size - len(end) + len(end.rstrip(b"\r\n"))
        elif line.strip():
            yield number, line, len(line)


def _check_text(path: str, start: bytes) -> None:
    if b"\0" in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RejectedError(path, Reason.BINARY, "is no UTF-8 text", "save it as JSON Lines in UTF-8")


def _document(path: str, number: int, line: bytes, sha256: str, source: Source) -> Document:
    place = f"{path}#L{number}"
    record = _parse(place, line)
    values = {name: _value(place, record, key) for name, key in source.fields.items()}
    record_id = values.get("id")
    if record_id is not None:
        place = f"{path}#{printable(record_id)}"
    text = values.get("text")
    if text is None:
        raise RejectedError(
            place,
            Reason.NO_TEXT_FIELD,
            f"has no text under {source.fields['text']!r}",
            "name the field that holds the text under `fields` in source.yaml",
        )
    return Document(
        source_path=place,
        sha256=sha256,
        byte_size=len(line),
        format="jsonl",
        raw=text.encode(),
        source_id=source.source_id,
        outlet=values.get("outlet") or source.outlet,
        timezone=source.timezone,
        record_id=record_id,
        **{name: values.get(name) for name in ("title", "published", "author", "url")},
    )


def _parse(place: str, line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise RejectedError(
            place, Reason.UNDECODABLE, f"is not valid UTF-8 at byte {error.start}", "save the file as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise RejectedError(
            place, Reason.INVALID_JSON, f"is not valid JSON at column {error.colno}", "correct or delete the line"
        ) from error
    except (RecursionError, ValueError) as error:  # nesting without end; a number of more digits than Python reads
        raise RejectedError(
            place, Reason.INVALID_JSON, "is JSON that no article needs", "correct or delete the line"
        ) from error
    if not isinstance(record, dict):
        raise RejectedError(place, Reason.INVALID_JSON, "is no JSON object", "write one object per line")
    return record


def _value(place: str, record: Mapping[str, Any], key: str) -> str | None:
    """The field `key` as text; `a.b` is the field b of the object a. None where it is missing, null or blank."""
    value: Any = record
    if key in record:
        value = record[key]
    else:
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        value = ", ".join(str(part) for part in value)
    if isinstance(value, dict | list):
        raise RejectedError(
            place,
            Reason.INVALID_FIELD,
            f"holds an object or nested list under {key!r}",
            "name a text inside it in source.yaml, such as author.name",
        )
    if value is None or not str(value).strip():
        return None
    return _whole(place, str(value), key)


def _whole(place: str, text: str, key: str) -> str:
    """The text, which JSON escapes may have left with half a character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RejectedError(
            place, Reason.UNDECODABLE, f"has half a character (a lone surrogate) in {key!r}", "write the record again"
        ) from error
    return text
