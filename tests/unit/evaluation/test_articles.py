import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.evaluation.articles import score, unreadable_dates


def built(*rows: tuple[str, str | None, datetime | None, str | None]) -> pa.Table:
    columns = ("source_path", "title", "published_at", "published_at_precision")
    types = (pa.string(), pa.string(), pa.timestamp("us", tz="UTC"), pa.string())
    return pa.Table.from_pylist(
        [dict(zip(columns, row, strict=True)) for row in rows], schema=pa.schema(list(zip(columns, types, strict=True)))
    )


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    records = [
        {"id": "A-1", "title": "عنوان  أول", "published": "Thu, 25 Jun 2020 04:24:31 +0300"},
        {"id": "A-2", "title": "عنوان ثان", "published": "Thu, 25 Jun 2020 01:24:31 GMT"},
        {"id": "A-3", "title": "لم يبن", "published": "غدا"},
    ]
    path = tmp_path / "truth.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return path


def test_times_count_to_the_precision_that_the_text_shows(truth: Path) -> None:
    articles = built(
        ("x/A-1.txt", "عنوان أول", datetime(2020, 6, 25, 1, 24, tzinfo=UTC), "minute"),
        ("y.jsonl#A-2", "عنوان ثان", datetime(2020, 6, 25, tzinfo=UTC), "day"),
    )
    report = score(articles, truth)
    assert (report.articles, report.both, report.failures) == (2, 2, [])
    assert report.rows()[-1] == ("both", 2, 100.0)


def test_failures_are_listed(truth: Path) -> None:
    report = score(
        built(("A-1.txt", "غيره", datetime(2020, 6, 25, 4, 24, tzinfo=UTC), "minute"), ("A-2.txt", None, None, None)),
        truth,
    )
    assert (report.articles, report.title, report.published, report.both) == (2, 0, 0, 0)
    assert [(failure.field, failure.source_path) for failure in report.failures] == [
        *(("published_at", "A-1.txt"), ("published_at", "A-2.txt"), ("title", "A-1.txt"), ("title", "A-2.txt")),
    ]
    assert "A-1.txt: title is 'غيره', not 'عنوان  أول'" in report.text()


def test_a_truth_of_other_articles_is_an_error(truth: Path) -> None:
    with pytest.raises(ValueError, match="record ids"):
        score(built(("B-9.txt", None, None, None)), truth)


def test_dates_of_the_truth_that_cannot_be_read(truth: Path) -> None:
    assert [failure.source_path for failure in unreadable_dates(truth)] == ["A-3"]
