import hashlib
from datetime import UTC, datetime

import pyarrow as pa

from khabar.ingest.documents import Document
from khabar.tables import articles

TEXT = "عنوان الخبر\n\n25 يونيو 2020 - 01:24\nدبي - رويترز\n\nقال المتحدث اليوم إن العمل مستمر في كل المواقع.\n"


def document(path: str, raw: bytes, **fields: str | None) -> Document:
    made = Document(path, hashlib.sha256(raw).hexdigest(), len(raw), "txt", raw, None, None, None)
    return made._replace(**fields)  # type: ignore[arg-type]


def table(*documents: Document) -> pa.Table:
    types = {"raw": pa.binary(), "byte_size": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in Document._fields])
    return pa.Table.from_pylist([item._asdict() for item in documents], schema=schema)


def build(*documents: Document) -> tuple[list[dict], list[dict]]:
    return tuple(built.to_pylist() for built in articles.build(table(*documents), "UTC"))


def test_a_text_becomes_an_article() -> None:
    (article,), (seed,) = build(document("a.txt", TEXT.encode(), source_id="a", timezone="Asia/Baghdad"))
    assert article["text"] == TEXT
    assert article["char_count"] == len(TEXT)
    assert article["title"] == "عنوان الخبر"
    assert article["published_at"] == datetime(2020, 6, 24, 22, 24, tzinfo=UTC)
    assert article["published_at_zone"] == "Asia/Baghdad"
    assert (article["published_at_source"], article["published_at_precision"]) == ("date_line", "minute")
    assert (article["byline"], article["outlet"], article["language"]) == ("دبي - رويترز", "رويترز", "ar")
    assert (seed["status"], seed["article_id"], seed["encoding"]) == ("accepted", article["article_id"], "utf-8")


def test_copies_are_duplicates_of_the_first_path() -> None:
    copies = [
        document(path, raw) for path, raw in (("b.txt", TEXT.encode()), ("a.txt", b"\xef\xbb\xbf" + TEXT.encode()))
    ]
    (article,), seeds = build(*copies)
    assert (article["source_path"], article["duplicate_count"], article["encoding"]) == ("a.txt", 1, "utf-8-sig")
    assert [(s["source_path"], s["status"], s["duplicate_of"]) for s in seeds] == [
        ("a.txt", "accepted", None),
        ("b.txt", "duplicate", "a.txt"),
    ]


def test_the_order_of_documents_does_not_show() -> None:
    documents = [document(f"{n}.txt", f"{TEXT}{n % 3}".encode()) for n in range(9)]
    assert build(*documents) == build(*reversed(documents))


def test_what_gives_no_article_is_rejected_with_a_reason() -> None:
    rejected = {
        "english.txt": b"The minister said on Thursday that the work goes on in all places that were named before.",
        "blank.txt": "  \n\u200f ".encode(),
        "binary.txt": bytes(range(32)) * 20,
        "broken.txt": TEXT.encode()[:-10] + b"\xff\xd9",
    }
    found, seeds = build(*(document(path, raw) for path, raw in rejected.items()))
    assert found == []
    assert {seed["source_path"]: seed["reason_code"] for seed in seeds} == {
        "english.txt": "not_arabic",
        "blank.txt": "no_text",
        "binary.txt": "binary",
        "broken.txt": "undecodable",
    }
    assert all(seed["message"].startswith(seed["source_path"]) for seed in seeds)
    assert all(seed["article_id"] is None and seed["status"] == "rejected" for seed in seeds)


def test_fields_of_a_record_come_before_the_text() -> None:
    body = "25 يونيو 2020\nقال المتحدث اليوم إن العمل مستمر في كل المواقع."
    record = document(
        "a.jsonl#1",
        body.encode(),
        **{"format": "jsonl", "title": " عنوان\u200f السجل ", "published": "2020-06-26T10:00:00+03:00"},
        **{"author": "منى علي", "url": "https://www.bbc.com/arabic/1"},
    )
    (article,), _ = build(record)
    assert article["text"] == f"عنوان السجل\n\n{body}"
    assert article["title"] == "عنوان السجل"
    assert article["published_at"] == datetime(2020, 6, 26, 7, tzinfo=UTC)
    assert (article["published_at_source"], article["published_at_text"]) == ("field", "2020-06-26T10:00:00+03:00")
    assert (article["byline"], article["outlet"]) == ("منى علي", "بي بي سي")


def test_a_field_that_holds_no_date_gives_way_to_the_date_line() -> None:
    record = document("a.jsonl#1", TEXT.encode(), format="jsonl", published="قريبا")
    (article,), _ = build(record)
    assert (article["published_at_source"], article["published_at_null_reason"]) == ("date_line", None)


def test_why_a_date_is_unknown() -> None:
    lines = {
        "31 فبراير 2021": "nonexistent",
        "25 يونيو": "incomplete",
        "منذ 3 ساعات": "relative",
        "دبي - رويترز": "missing",
    }
    texts = [TEXT.replace("25 يونيو 2020 - 01:24", line) for line in lines]
    found, _ = build(*(document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)))
    reasons = {row["source_path"]: row["published_at_null_reason"] for row in found}
    assert [reasons[f"{n}.txt"] for n in range(len(lines))] == list(lines.values())
    assert all(row["published_at"] is None and row["published_at_precision"] is None for row in found)


def test_no_documents_give_empty_tables() -> None:
    found, seeds = articles.build(table(), "UTC")
    assert (len(found), len(seeds)) == (0, 0)
