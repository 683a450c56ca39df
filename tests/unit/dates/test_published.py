from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.dates import read_field, read_line

LINES = [
    # Habits of the Arab press: (line, instant in UTC, precision, text as written)
    ("تاريخ النشر: 25 يونيو 2020 - 01:24 GMT", "2020-06-25T01:24", "minute", "25 يونيو 2020 - 01:24 GMT"),
    ("08:00 ,24 مارس / آذار 2018", "2018-03-24T08:00", "minute", "08:00 ,24 مارس / آذار 2018"),
    ("نشرت في: ٠٣/٠٥/٢٠١٨ - ٢٠:١٩", "2018-05-03T20:19", "minute", "٠٣/٠٥/٢٠١٨ - ٢٠:١٩"),
    ("16 أبريل/ نيسان 2018", "2018-04-16", "day", "16 أبريل/ نيسان 2018"),
    ("3 نوفمبر تشرين الثاني 2020", "2020-11-03", "day", "3 نوفمبر تشرين الثاني 2020"),
    ("8 سبتمبر (أيلول) 2018", "2018-09-08", "day", "8 سبتمبر (أيلول) 2018"),
    ("كانون الأول/ديسمبر 2019", "2019-12-01", "month", "كانون الأول/ديسمبر 2019"),
    ("الاثنين ٣ كانون الأول ٢٠١٨ - ٢٣:١٥", "2018-12-03T23:15", "minute", "الاثنين ٣ كانون الأول ٢٠١٨ - ٢٣:١٥"),
    ("نشر يوم الاثنين 18 جانفي 2021 على الساعة 14:30", "2021-01-18T14:30", "minute",
     "الاثنين 18 جانفي 2021 على الساعة 14:30"),
    ("الخميس 25 جوان 2020", "2020-06-25", "day", "الخميس 25 جوان 2020"),
    ("30 جويلية 2020", "2020-07-30", "day", "30 جويلية 2020"),
    ("12 أوت 2019", "2019-08-12", "day", "12 أوت 2019"),
    ("12 غشت 2019 | 18:00", "2019-08-12T18:00", "minute", "12 غشت 2019 | 18:00"),
    ("4 شتنبر 2021", "2021-09-04", "day", "4 شتنبر 2021"),
    ("27 دجنبر 2022", "2022-12-27", "day", "27 دجنبر 2022"),
    ("الأحد 14 مارس 2021 - 06:35 م", "2021-03-14T18:35", "minute", "الأحد 14 مارس 2021 - 06:35 م"),
    ("25/06/20 12:05 صباحا بتوقيت مكة المكرمة", "2020-06-24T21:05", "minute",
     "25/06/20 12:05 صباحا بتوقيت مكة المكرمة"),
    ("25/6/2020 12:05 ظهرا", "2020-06-25T12:05", "minute", "25/6/2020 12:05 ظهرا"),
    ("25/6/2020 11:30 ليلا", "2020-06-25T23:30", "minute", "25/6/2020 11:30 ليلا"),
    ("13 يونيو/حزيران 2020 - 16:45 ت.غ", "2020-06-13T16:45", "minute", "13 يونيو/حزيران 2020 - 16:45 ت.غ"),
    ("25 يونيو 2020 04:24 (GMT+3)", "2020-06-25T01:24", "minute", "25 يونيو 2020 04:24 (GMT+3)"),
    ("15 يوليو 2020 - 15:00 بتوقيت لندن", "2020-07-15T14:00", "minute", "15 يوليو 2020 - 15:00 بتوقيت لندن"),
    ("15 يناير 2020 - 15:00 بتوقيت لندن", "2020-01-15T15:00", "minute", "15 يناير 2020 - 15:00 بتوقيت لندن"),
    ("نشر في: 28 يوليو ,2018: 10:56 ص GST", "2018-07-28T06:56", "minute", "28 يوليو ,2018: 10:56 ص GST"),
    ("25 يونيو 2020 KSA 13:24 - GMT 10:24", "2020-06-25T10:24", "minute", "25 يونيو 2020 KSA 13:24"),
    ("25 يونيو 2020 الساعة 16.14 (مكة المكرمة)", "2020-06-25T13:14", "minute",
     "25 يونيو 2020 الساعة 16.14 (مكة المكرمة)"),
    ("15 محرم 1444 هـ", "2022-08-13", "day", "15 محرم 1444 هـ"),
    ("الأربعاء 12 رجب 1442هـ الموافق 24 فبراير 2021م", "2021-02-24", "day",
     "الأربعاء 12 رجب 1442هـ الموافق 24 فبراير 2021م"),
    ("1441/11/4", "2020-06-25", "day", "1441/11/4"),
    ("2018/9/16", "2018-09-16", "day", "2018/9/16"),
    ("06-02-2019 | 11:05", "2019-02-06T11:05", "minute", "06-02-2019 | 11:05"),
    ("06/25/2020", "2020-06-25", "day", "06/25/2020"),
    ("يونيو 25, 2020", "2020-06-25", "day", "يونيو 25, 2020"),
    ("الخامس والعشرون من يونيو 2020", "2020-06-25", "day", "الخامس والعشرون من يونيو 2020"),
    ("2019-10-03 21:40", "2019-10-03T21:40", "minute", "2019-10-03 21:40"),
    ("25 أيّـار 2020", "2020-05-25", "day", "25 أيّـار 2020"),
    ("نشر في: 25/06/2020 - 01:24 آخر تحديث: 25/06/2020 - 09:30", "2020-06-25T01:24", "minute", "25/06/2020 - 01:24"),
    ("آخر تحديث 26/06/2020 - 09:30 نشر في 25/06/2020 - 01:24", "2020-06-25T01:24", "minute", "25/06/2020 - 01:24"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "instant", "precision", "text"), LINES)
def test_date_lines_in_the_habits_of_the_press(line: str, instant: str, precision: str, text: str) -> None:
    published = read_line(line, "UTC")
    assert published is not None
    assert published.at == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert (published.precision, published.text) == (precision, text)
    assert line[published.start : published.end] == published.text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("31 فبراير 2020", "nonexistent"),
        ("الأحد 31 فبراير 2021 - 10:00 صباحا", "nonexistent"),
        ("32/13/2020", "nonexistent"),
        ("30 محرم 1442", "nonexistent"),
        ("25 يونيو", "incomplete"),
        ("3 أكتوبر/ تشرين الثاني 2018", "conflicting"),
        ("منذ 3 ساعات", "relative"),
        ("أمس", "relative"),
    ],
)
def test_a_date_that_cannot_be_known_has_a_reason(line: str, reason: str) -> None:
    published = read_line(line, "UTC")
    assert published is not None
    assert (published.at, published.precision, published.reason) == (None, None, reason)


@pytest.mark.parametrize("line", ["", "قال الوزير إن الأمر مهم", "بلغ السعر 12.50 دولارا", "5+5", "١٢"])
def test_lines_without_a_date(line: str) -> None:
    assert read_line(line, "UTC") is None


def test_a_time_without_zone_is_read_in_the_zone_of_the_source() -> None:
    published = read_line("25 يونيو 2020 - 01:24", "Asia/Baghdad")
    assert published is not None
    assert published.at == datetime(2020, 6, 24, 22, 24, tzinfo=UTC)
    assert published.zone == "Asia/Baghdad"


def test_a_day_is_never_moved_by_a_zone() -> None:
    published = read_line("25 يونيو 2020", "Asia/Baghdad")
    assert published is not None
    assert (published.at, published.zone) == (datetime(2020, 6, 25, tzinfo=UTC), None)


def test_the_rest_of_a_line_is_given() -> None:
    published = read_line("القاهرة - أ ش أ - الخميس 25 يونيو 2020", "UTC")
    assert published is not None
    assert published.rest == "القاهرة - أ ش أ"


@pytest.mark.parametrize(
    ("value", "instant", "precision"),
    [
        ("2020-06-25T01:24:00Z", "2020-06-25T01:24:00", "minute"),
        ("2020-06-25T01:24:00+03:00", "2020-06-24T22:24:00", "minute"),
        ("2020-06-25 01:24", "2020-06-25T01:24:00", "minute"),
        ("2020-06-25", "2020-06-25T00:00:00", "day"),
        ("Thu, 25 Jun 2020 04:24:31 +0300", "2020-06-25T01:24:31", "minute"),
        ("25 Jun 2020 01:24:00 GMT", "2020-06-25T01:24:00", "minute"),
        ("1593048240", "2020-06-25T01:24:00", "minute"),
        ("1593048240000", "2020-06-25T01:24:00", "minute"),
        ("الخميس 25 يونيو 2020", "2020-06-25T00:00:00", "day"),
    ],
)
def test_fields_of_records(value: str, instant: str, precision: str) -> None:
    published = read_field(value, "UTC")
    assert published is not None
    assert published.at == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert published.precision == precision


@pytest.mark.parametrize(
    "value", ["", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2020-13-45T00:00"]
)
def test_fields_that_hold_no_date(value: str) -> None:
    published = read_field(value, "UTC")
    assert published is None or published.at is None


@given(st.text(alphabet=st.sampled_from("0123456789٠١٢/-:. ،يونوحزرانصمأسمنذقبلGMTZ+"), max_size=60))
def test_no_line_breaks_the_reader(line: str) -> None:
    published = read_line(line, "UTC")
    if published:
        assert line[published.start : published.end] == published.text
        assert (published.at is None) == (published.precision is None)
        assert (published.at is None) == (published.reason is not None)
    read_field(line, "UTC")
