"""JSON Lines: a bad line costs that line."""

import gzip
import hashlib
import json
from collections.abc import Callable

import pyarrow as pa
import pytest

from khabar.ingest.documents import Document, Rejection
from khabar.ingest.reasons import Reason

Found = tuple[list[Document], list[Rejection]]

GOOD = {
    "id": "1",
    "title": "عنوان",
    "published": "2020-06-25",
    "author": "كاتب",
    "url": "https://x.example",
    "text": "متن",
}


def lines(*records: object) -> bytes:
    return b"".join(
        (r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode()) + b"\n" for r in records
    )


def zstd(content: bytes) -> bytes:
    return pa.compress(content, codec="zstd", asbytes=True)


def test_a_record_becomes_a_document_with_its_fields(scanned: Callable[..., Found]) -> None:
    (document,), _ = scanned({"a.jsonl": lines(GOOD)})
    line = lines(GOOD).rstrip()
    assert document.sha256 == hashlib.sha256(line).hexdigest()
    assert document._replace(sha256="") == (
        *("a.jsonl#1", "", len(line), "jsonl", "متن".encode(), ".", "جريدة", "Asia/Beirut"),
        *("1", "عنوان", "2020-06-25", "كاتب", "https://x.example"),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", lines(GOOD)),
        ("a.jsonl", lines(GOOD).rstrip()),
        ("a.jsonl", lines(GOOD).replace(b"\n", b"\r\n")),
        ("a.jsonl", b"\xef\xbb\xbf" + lines(GOOD)),
        ("a.jsonl", b"\n\n" + lines(GOOD) + b" \n"),
        ("a.JSONL.GZ", gzip.compress(lines(GOOD))),
        ("a.jsonl.gz", gzip.compress(lines(GOOD)) + gzip.compress(b"\n")),
        ("a.jsonl.zst", zstd(lines(GOOD))),
        ("a.jsonl.zst", zstd(lines(GOOD)) + zstd(b"\n")),
    ],
)
def test_packing_and_line_ends_do_not_matter(scanned: Callable[..., Found], name: str, content: bytes) -> None:
    (document,), rejections = scanned({name: content})
    assert not rejections
    assert document.sha256 == hashlib.sha256(lines(GOOD).rstrip()).hexdigest()


def test_fields_are_mapped_by_source_yaml(scanned: Callable[..., Found]) -> None:
    source = b"title: t\norigin: o\nlicence: CC0-1.0\n"
    source += b"fields: {id: n, title: head.line, author: by, outlet: paper, text: body, url: null}\n"
    record = {"n": 7, "head": {"line": "ع"}, "by": ["أ", "ب"], "paper": "ص", "body": "متن", "url": "u", "published": ""}
    (document,), rejections = scanned({"source.yaml": source, "a.jsonl": lines(record)})
    assert not rejections
    assert (
        document.source_path,
        document.title,
        document.author,
        document.outlet,
        document.url,
        document.published,
    ) == (
        *("a.jsonl#7", "ع", "أ, ب", "ص"),
        *(None, None),
    )


@pytest.mark.parametrize(
    ("bad", "reason", "sentence"),
    [
        (b'{"id": "2", "text": "x"', Reason.INVALID_JSON, "a.jsonl#L2 is not valid JSON at column 24: "),
        (b"[1]", Reason.INVALID_JSON, "a.jsonl#L2 is no JSON object: "),
        (b'{"text": "\xc7"}', Reason.UNDECODABLE, "a.jsonl#L2 is not valid UTF-8 at byte 10: "),
        (b"[" * 100_000, Reason.INVALID_JSON, "a.jsonl#L2 is JSON that no article needs: "),
        (
            b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
            Reason.INVALID_JSON,
            "a.jsonl#L2 is JSON that no article needs: ",
        ),
        (b'{"id": "x", "title": "t"}', Reason.NO_TEXT_FIELD, "a.jsonl#x has no text under 'text': "),
        (b'{"id": "x", "text": " "}', Reason.NO_TEXT_FIELD, "a.jsonl#x has no text under 'text': "),
        (b'{"text": {"a": 1}}', Reason.INVALID_FIELD, "a.jsonl#L2 holds an object or nested list under 'text': "),
        (b'{"text": "\\ud83d"}', Reason.UNDECODABLE, "a.jsonl#L2 has half a character (a lone surrogate) in 'text': "),
        (b'{"id": "\\ud83d", "text": "x"}', Reason.UNDECODABLE, "a.jsonl#L2 has half a character"),
    ],
)
def test_a_bad_line_is_one_sentence_and_the_others_go_in(
    scanned: Callable[..., Found], bad: bytes, reason: Reason, sentence: str
) -> None:
    documents, (rejection,) = scanned({"a.jsonl": lines(GOOD, bad, {**GOOD, "id": "3"})})
    assert [d.source_path for d in documents] == ["a.jsonl#1", "a.jsonl#3"]
    assert rejection.reason_code == reason
    assert rejection.message.startswith(sentence)
    assert (rejection.sha256, rejection.byte_size) == (hashlib.sha256(bad).hexdigest(), len(bad))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_line_beyond_the_limit_is_skipped_without_being_held(scanned: Callable[..., Found], end: bytes) -> None:
    huge = b'{"text": "' + b"a" * 3_000_000 + b'"}'
    content = huge + end + (lines(GOOD) if end else b"")
    documents, (rejection,) = scanned({"a.jsonl": content}, document_bytes=1000)
    assert len(documents) == (1 if end else 0)
    assert rejection.reason_code == Reason.LINE_TOO_LONG
    assert rejection.message.startswith(f"a.jsonl#L1 has {len(huge)} bytes, more than 1000: ")
    assert (rejection.sha256, rejection.byte_size) == (None, len(huge))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_the_limit_of_a_line_does_not_count_its_end(scanned: Callable[..., Found], end: bytes) -> None:
    line = lines(GOOD).rstrip()
    documents, rejections = scanned({"a.jsonl": line + end}, document_bytes=len(line))
    assert (len(documents), len(rejections)) == (1, 0)
    documents, rejections = scanned({"a.jsonl": line + end}, document_bytes=len(line) - 1)
    assert (len(documents), len(rejections)) == (0, 1)


def test_an_id_that_comes_again_is_rejected(scanned: Callable[..., Found]) -> None:
    documents, rejections = scanned({"a.jsonl": lines(GOOD, GOOD, {**GOOD, "text": "آخر"}, {**GOOD, "id": 2})})
    assert [d.source_path for d in documents] == ["a.jsonl#1", "a.jsonl#2"]
    assert [(r.source_path, r.reason_code) for r in rejections] == [
        ("a.jsonl#1#2", Reason.DUPLICATE_PATH),
        ("a.jsonl#1#3", Reason.DUPLICATE_PATH),
    ]
    assert all(r.sha256 for r in rejections)


def test_line_numbers_and_ids_do_not_collide(scanned: Callable[..., Found]) -> None:
    documents, rejections = scanned(
        {"a.jsonl": lines({"id": "L2", "text": "أ"}, {"text": "ب"}, {"id": "3", "text": "ت"})}
    )
    assert {d.source_path for d in documents} | {r.source_path for r in rejections} == {
        *("a.jsonl#L2", "a.jsonl#L2#2", "a.jsonl#3")
    }


@pytest.mark.parametrize("content", [lines(GOOD).decode().encode("utf-16"), b"\0\1\2" * 100])
def test_a_file_that_is_no_utf_8_is_one_rejection(scanned: Callable[..., Found], content: bytes) -> None:
    documents, (rejection,) = scanned({"a.jsonl": content})
    assert (documents, rejection.source_path, rejection.reason_code) == ([], "a.jsonl", Reason.BINARY)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_records_is_empty(scanned: Callable[..., Found], content: bytes) -> None:
    documents, (rejection,) = scanned({"a.jsonl": content})
    assert (documents, rejection.reason_code) == ([], Reason.EMPTY)


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd)])
def test_what_stands_before_a_break_is_kept(
    scanned: Callable[..., Found], name: str, pack: Callable[[bytes], bytes]
) -> None:
    # Letters in an order that does not compress, so that half of the file holds about half of the records.
    texts = [hashlib.sha256(str(i).encode()).hexdigest() * 40 for i in range(400)]
    packed = pack(lines(*({"id": i, "text": text} for i, text in enumerate(texts))))
    documents, (rejection,) = scanned({name: packed[: len(packed) // 2]})
    assert 0 < len(documents) < 400
    assert [d.raw.decode() for d in documents] == texts[: len(documents)]
    assert (rejection.source_path, rejection.reason_code) == (name, Reason.DAMAGED_ARCHIVE)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_file_that_is_not_packed_as_its_name_says_is_damaged(scanned: Callable[..., Found], name: str) -> None:
    documents, (rejection,) = scanned({name: lines(GOOD) * 10})
    assert (documents, rejection.reason_code) == ([], Reason.DAMAGED_ARCHIVE)


def test_a_changed_byte_in_a_packed_file_is_noticed(scanned: Callable[..., Found]) -> None:
    packed = bytearray(gzip.compress(lines(*({**GOOD, "id": i} for i in range(50)))))
    packed[-6] ^= 1  # the checksum
    _, rejections = scanned({"a.jsonl.gz": bytes(packed)})
    assert [r.reason_code for r in rejections] == [Reason.DAMAGED_ARCHIVE]


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd)])
def test_a_bomb_is_stopped(scanned: Callable[..., Found], name: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(lines(GOOD) + b" " * 5_000_000)
    _, rejections = scanned({name: bomb}, document_bytes=1000, compression_ratio=50)
    assert rejections[-1].reason_code == Reason.ARCHIVE_BOMB
    assert rejections[-1].message.startswith(f"{name} unpacks to more than 50 times its size: ")


def test_the_unpacked_size_is_limited(scanned: Callable[..., Found]) -> None:
    packed = gzip.compress(lines(*({**GOOD, "id": i} for i in range(5000))))
    documents, rejections = scanned({"a.jsonl.gz": packed}, archive_bytes=200_000)
    assert len(documents) < 5000
    assert [r.reason_code for r in rejections] == [Reason.ARCHIVE_TOO_LARGE]
