from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.dates import find_dates

THURSDAY = date(2020, 6, 25)


@pytest.mark.parametrize(
    ("text", "expression", "iso", "precision"),
    [
        ("عقد أمس الأربعاء اجتماعا", "أمس الأربعاء", "2020-06-24", "day"),
        ("نشرتها اليوم الخميس وكالة", "اليوم الخميس", "2020-06-25", "day"),
        ("نشرتها اليوم الأربعاء وكالة", "اليوم الأربعاء", "2020-06-24", "day"),  # published after midnight
        ("قال بالأمس إنه", "الأمس", "2020-06-24", "day"),
        ("زار أول من أمس", "أول من أمس", "2020-06-23", "day"),
        ("وصل الجمعة", "الجمعة", "2020-06-19", "day"),
        ("وصل مساء الجمعة", "مساء الجمعة", "2020-06-19", "day"),
        ("قتل الخميس ثلاثة", "الخميس", "2020-06-25", "day"),
        ("قتل الخميس الماضي", "الخميس الماضي", "2020-06-18", "day"),
        ("ستجرى يوم الاثنين", "يوم الاثنين", "2020-06-29", "day"),
        ("من المقرر أن يصل الاثنين", "الاثنين", "2020-06-29", "day"),
        ("يصل الاثنين المقبل", "الاثنين المقبل", "2020-06-29", "day"),
        ("يصل بعد غد السبت", "بعد غد السبت", "2020-06-27", "day"),
        ("في 24 يونيو/حزيران", "24 يونيو/حزيران", "2020-06-24", "day"),
        ("وفي الثاني من أبريل فرضت", "الثاني من أبريل", "2020-04-02", "day"),
        ("في الحادي والعشرين من نوفمبر الماضي", "الحادي والعشرين من نوفمبر الماضي", "2019-11-21", "day"),
        ("ستنطلق في 3 أغسطس", "3 أغسطس", "2020-08-03", "day"),
        ("يوم 21 يونيو الجاري", "21 يونيو الجاري", "2020-06-21", "day"),
        ("الأحد 24 يونيو 2018", "الأحد 24 يونيو 2018", "2018-06-24", "day"),
        ("بتاريخ 2018-06-24 تم", "2018-06-24", "2018-06-24", "day"),
        ("ليلة 15 رمضان 1441 هـ", "15 رمضان 1441", "2020-05-08", "day"),
        ("بين 12 و15 مايو", "12 و15 مايو", "2020-05-12", "day"),
        ("وفي الثامن من الشهر الجاري اندلعت", "الثامن من الشهر الجاري", "2020-06-08", "day"),
        ("في 26 أيلول/سبتمبر أصدر", "26 أيلول/سبتمبر", "2019-09-26", "day"),
        ("في مارس الماضي", "مارس الماضي", "2020-03", "month"),
        ("في تشرين الأول/أكتوبر 2015", "تشرين الأول/أكتوبر 2015", "2015-10", "month"),
        ("آذار/مارس من العام الماضي", "آذار/مارس من العام الماضي", "2019-03", "month"),
        ("خلال شهر مايو", "شهر مايو", "2020-05", "month"),
        ("الشهر الماضي", "الشهر الماضي", "2020-05", "month"),
        ("الأسبوع المقبل", "الأسبوع المقبل", "2020-06-28", "week"),
        ("هذا الأسبوع", "هذا الأسبوع", "2020-06-21", "week"),
        ("منذ ثلاثة أيام", "منذ ثلاثة أيام", "2020-06-22", "day"),
        ("قبل يومين", "قبل يومين", "2020-06-23", "day"),
        ("قبل أسبوعين", "قبل أسبوعين", "2020-06-11", "week"),
        ("قبل نحو أسبوعين", "قبل نحو أسبوعين", "2020-06", "month"),
        ("الأحد قبل الماضي", "الأحد قبل الماضي", "2020-06-14", "day"),
        ("الأسبوع بعد المقبل", "الأسبوع بعد المقبل", "2020-07-05", "week"),
        ("الليلة قبل الماضية", "الليلة قبل الماضية", "2020-06-23", "day"),
        ("قبل 3 سنوات", "قبل 3 سنوات", "2017", "year"),
        ("في عام 2017", "عام 2017", "2017", "year"),
        ("فُكك في 2011", "2011", "2011", "year"),
        ("العام المقبل", "العام المقبل", "2021", "year"),
        ("ومنذ عام 2011", "عام 2011", "2011", "year"),
    ],
)  # fmt: skip
def test_expressions_of_the_news(text: str, expression: str, iso: str, precision: str) -> None:
    found = find_dates(text, THURSDAY)
    assert [(d.text, d.iso, d.precision) for d in found] == [(expression, iso, precision)]
    assert text[found[0].start : found[0].end] == expression


@pytest.mark.parametrize(
    "text",
    [
        "صحيفة المصري اليوم", "صحيفة اليوم السابع", "مرتين في اليوم", "في اليوم التالي", "في ذلك اليوم",
        "اليوم العالمي للمرأة", "مارس ضغوطا على الحكومة", "سيارة نيسان", "تيريزا ماي", "2020 كيلومترا",
        "رجب طيب أردوغان", "صفر نقاط", "كل جمعة", "في الجمعة الرابعة", "في هذا اليوم", "قبل يوم واحد من القمة",
        "قبل يومين من الانتخابات", "أحد المسؤولين", "3 أكتوبر/ تشرين الثاني", "في نهاية اليوم سنرى",
    ],
)  # fmt: skip
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert find_dates(text, THURSDAY) == []


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("يلتقيان الاثنين والثلاثاء القادمين", ["2020-06-29", "2020-06-30"]),
        ("يومي الجمعة والسبت المقبلين", ["2020-06-26", "2020-06-27"]),
        ("أيام الاثنين، الثلاثاء والأربعاء المقبلين", ["2020-06-29", "2020-06-30", "2020-07-01"]),
        ("يومي السبت والأحد الماضيين", ["2020-06-20", "2020-06-21"]),
        ("وصل الاثنين والتقى الثلاثاء المقبل", ["2020-06-22", "2020-06-30"]),
    ],
)
def test_a_dual_or_plural_says_when_all_the_days_before_it_are(text: str, isos: list[str]) -> None:
    assert [d.iso for d in find_dates(text, THURSDAY)] == isos


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("يعيش هناك منذ سبع سنوات", ["since"]),
        ("منذ عام 2011", ["since"]),
        ("منذ اندلاع الحرب عام 2011", ["since"]),
        ("اعتبارا من يوم الأحد", ["since"]),
        ("بدءا من الاثنين المقبل", ["since"]),
        ("يستمر حتى نهاية يونيو", ["until"]),
        ("وحتى 15 مايو", ["until"]),
        ("بحلول عام 2030", ["until"]),
        ("من الأحد إلى الخميس", ["since", "until"]),
        ("ما قبل عام 2011", ["before"]),
        ("بعد 2011", ["after"]),
        ("زارها قبل يومين", [None]),
        ("وصل بعد ظهر الجمعة", [None]),
        ("قتل اثنان بعد إطلاق النار أمس", [None]),
        ("يقيم هناك منذ سنوات. وزار تونس عام 2011", [None]),
    ],
)
def test_a_date_may_only_bound_a_duration(text: str, bounds: list[str | None]) -> None:
    assert [d.bound for d in find_dates(text, THURSDAY)] == bounds


def test_without_a_day_of_publication_only_absolute_dates_are_found() -> None:
    text = "أمس، وفي 3 مايو، وفي 24 يونيو 2018، والخميس، وفي عام 2017"
    assert [d.iso for d in find_dates(text, None)] == ["2018-06-24", "2017"]


def test_the_next_day_counts_from_the_day_before() -> None:
    found = find_dates("وفي الثاني من أبريل فرضت، وفي اليوم التالي حذرت", THURSDAY)
    assert [d.iso for d in found] == ["2020-04-02", "2020-04-03"]


def test_a_region_is_searched_with_offsets_into_the_whole_text() -> None:
    text = "وصل أمس. وغادر أمس."
    second = text.rindex("أمس")
    assert [(d.start, d.end) for d in find_dates(text, THURSDAY, start=9)] == [(second, second + 3)]


def test_diacritics_and_tatweel_stay_inside_the_span() -> None:
    text = "في ٢٤ حُزيـران المَاضي"
    assert [(d.text, d.iso) for d in find_dates(text, date(2020, 7, 1))] == [("٢٤ حُزيـران المَاضي", "2020-06-24")]


WORDS = [
    "أمس",
    "اليوم",
    "الأربعاء",
    "24",
    "يونيو",
    "/",
    "حزيران",
    "الماضي",
    "المقبل",
    "عام",
    "2017",
    "منذ",
    "ثلاثة",
    "أيام",
    "،",
    "ّ",
    "و",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80), st.dates())
def test_spans_are_in_order_apart_and_exact(text: str, anchor: date) -> None:
    last = 0
    for found in find_dates(text, anchor):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end


def test_time_grows_with_length_only() -> None:
    text = "وقال أمس الأربعاء في 24 يونيو إن الأمر مهم " * 5000
    assert len(find_dates(text, THURSDAY)) == 10_000
