import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.layout import analyse

BODY = "قال المتحدث باسم الوزارة اليوم إن العمل مستمر في كل المواقع التي أعلنت عنها من قبل."
MORE = "وأضاف المتحدث أن الوزارة ستعلن في وقت لاحق عن النتائج التي توصلت إليها اللجنة المكلفة."


def sections(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(part.section, part.span.of(text)) for part in analyse(text, "UTC", title).parts]


HEADS = [
    # (text before the body, sections of its lines, title, byline, outlet)
    ("عنوان الخبر\n\n25 يونيو 2020\nدبي - رويترز\n\n", ["title", "dateline", "byline"], "دبي - رويترز", "رويترز"),
    (
        "عنوان الخبر\n\nكتب - هشام الدمرداش\n25 يونيو 2020\n\n",
        ["title", "byline", "dateline"],
        "كتب - هشام الدمرداش",
        None,
    ),
    ("25 يونيو 2020\nعنوان الخبر\nبقلم: منى علي\n", ["dateline", "title", "byline"], "بقلم: منى علي", None),
    ("الرئيسية > سياسة\nعنوان الخبر\n25 يونيو 2020\n\n", ["related", "title", "dateline"], None, None),
    ("عنوان الخبر\n\nالأبيض: عوض الجيد\n\n", ["title", "byline"], "الأبيض: عوض الجيد", None),
    (
        "عنوان الخبر\n\n25 يونيو 2020\nفرانس 24 / أ ف ب\n\n",
        ["title", "dateline", "byline"],
        "فرانس 24 / أ ف ب",
        "فرانس 24",
    ),
    ("عنوان الخبر\n\nالعربية.نت - وكالات\n\n", ["title", "byline"], "العربية.نت - وكالات", "العربية.نت"),
    (
        "العنوان: عنوان الخبر\nالكاتب: محمد علي\n25 يونيو 2020\n",
        ["title", "byline", "dateline"],
        "الكاتب: محمد علي",
        None,
    ),
    (
        "عنوان الخبر\n\nصورة من المكان\nصورة من المكان\n25 يونيو 2020\n\n",
        ["title", "caption", "caption", "dateline"],
        None,
        None,
    ),
    (
        'عنوان الخبر\n\n25 يونيو 2020\nوزير الدفاع في مقر القيادة "الشمالية"\n\n',
        ["title", "dateline", "caption"],
        None,
        None,
    ),
    ("عنوان الخبر\n\nالقاهرة - أ ش أ - 25 يونيو 2020\n\n", ["title", "dateline"], "القاهرة - أ ش أ", "أ ش أ"),
    (
        "عنوان الخبر\n\n25 يونيو 2020\n30174026-20d9-40a2-9e04-5b63346a78a6\n\n",
        ["title", "dateline", "byline"],
        None,
        None,
    ),
]


@pytest.mark.parametrize(("head", "expected", "byline", "outlet"), HEADS)
def test_heads_of_articles(head: str, expected: list[str], byline: str | None, outlet: str | None) -> None:
    layout = analyse(f"{head}{BODY}\n\n{MORE}", "UTC")
    assert [part.section for part in layout.parts] == [*expected, "body", "body"]
    assert (layout.title, layout.byline, layout.outlet) == ("عنوان الخبر", byline, outlet)
    if "dateline" in expected:
        assert layout.published is not None
        assert layout.published.precision == "day"


@pytest.mark.parametrize(
    ("opening", "byline", "outlet"),
    [
        ("طرابلس (رويترز) - ", "طرابلس (رويترز)", "رويترز"),
        ("القاهرة - أ ش أ: ", "القاهرة - أ ش أ", "أ ش أ"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "دبي، الإمارات العربية المتحدة (CNN)", "سي إن إن"),
        ("أنقرة /الأناضول/ ", "أنقرة /الأناضول/", "الأناضول"),
    ],
)
def test_the_opening_of_the_body_names_place_and_agency(opening: str, byline: str, outlet: str) -> None:
    layout = analyse(f"عنوان الخبر\n\n{opening}{BODY}\n\n{MORE}", "UTC")
    assert [part.section for part in layout.parts] == ["title", "dateline", "body", "body"]
    assert (layout.byline, layout.outlet) == (byline, outlet)


def test_the_opening_of_the_body_may_hold_the_date() -> None:
    layout = analyse(f"عنوان الخبر\n\nتونس 25 جوان 2020 (وات) - {BODY}", "UTC")
    assert layout.published is not None
    assert layout.published.text == "25 جوان 2020"
    assert layout.published_source == "dateline"


@pytest.mark.parametrize(
    "title", ["ألمانيا: انتخابات مبكرة في 24 سبتمبر 2018", "الكلور: استخدام في مارس 2017", "مصدر: الحرب بدأت"]
)
def test_a_headline_may_hold_a_date_or_look_like_a_byline(title: str) -> None:
    layout = analyse(f"{title}\n\n25 يونيو 2020\n\n{BODY}", "UTC")
    assert layout.title == title
    assert layout.published is not None
    assert layout.published.text == "25 يونيو 2020"


def test_a_text_without_a_headline_has_none() -> None:
    layout = analyse(f"{BODY}\n\n{MORE}", "UTC")
    assert layout.title is None
    assert [part.section for part in layout.parts] == ["body", "body"]


def test_links_captions_and_notices_in_the_body() -> None:
    text = "\n\n".join(
        [
            *(
                "عنوان الخبر",
                BODY,
                "اقرأ أيضا: وزير الدفاع يزور الجبهة",
                MORE,
                "شاهد أيضا",
                "الجيش يتقدم نحو سرت",
                BODY,
            ),
            *("(صورة أرشيفية)", MORE, "عنوان الخبر", "-----", "تابعونا على تويتر", "المصدر: RT"),
        ]
    )
    assert [section for section, _ in sections(text)] == [
        *("title", "body", "related", "body", "related", "related", "body"),
        *("caption", "body", "title", "related", "related", "byline"),
    ]
    assert analyse(text, "UTC").outlet == "RT"


def test_a_name_or_credit_behind_the_last_stop_is_a_part_of_its_own() -> None:
    text = f"عنوان الخبر\n\n{BODY}\n\n{MORE} هاجر النوالي"
    assert sections(text)[-2:] == [("body", MORE), ("byline", "هاجر النوالي")]
    assert analyse(text, "UTC").byline == "هاجر النوالي"


def test_the_end_of_a_quotation_is_no_signature() -> None:
    text = f'عنوان الخبر\n\n{BODY}\n\nوقال الوزير: "من أراد السلام فأهلا به. فليفعلها بسرعة'
    assert [section for section, _ in sections(text)] == ["title", "body", "body"]


def test_what_follows_an_ellipsis_is_no_signature() -> None:
    link = "اقرأ: (الرئيس: سنخرج قريبا جدا.. ودعوا الآخرين يهتموا بالأمر)"
    assert sections(f"عنوان الخبر\n\n{BODY}\n\n{MORE}\n\n{link}")[-1] == ("related", link)


@pytest.mark.parametrize("line", ["صور المقابلة :", "- السبت 11 مارس الساعة 18:00 بملعب المهيري : النادي الصفاقسي"])
def test_an_entry_of_a_programme_is_neither_byline_nor_date_line(line: str) -> None:
    layout = analyse(f"عنوان الخبر\n\n{BODY}\n\n{line}\n\n{line}.", "UTC")
    assert {part.section for part in layout.parts[1:]} == {"body"}


def test_a_date_inside_the_body_is_no_date_of_publication() -> None:
    text = f"عنوان الخبر\n\n{BODY}\n\nوقع الهجوم في 25 يونيو 2020 قرب المدينة.\n\n{MORE}"
    assert analyse(text, "UTC").published is None


def test_a_given_headline_is_found_again_in_the_text() -> None:
    text = f"قال الوزير إن الأمر مهم جدا بالنسبة إلى كل من يعمل في هذا المكان.\n\n{BODY}"
    title = text.split("\n", maxsplit=1)[0]
    assert analyse(text, "UTC").title is None
    assert [section for section, _ in sections(text, title)] == ["title", "body"]


LINES = st.lists(
    st.sampled_from(
        [
            BODY,
            MORE,
            "عنوان",
            "25 يونيو 2020",
            "دبي - رويترز",
            "اقرأ أيضا",
            "(صورة أرشيفية)",
            "---",
            "",
            " ",
            "RT",
            f"{MORE} منى علي",
        ]
    )
    | st.text(max_size=30),
    max_size=12,
).map("\n".join)


@given(LINES)
def test_parts_leave_out_white_space_only(text: str) -> None:
    last = 0
    for part in analyse(text, "UTC").parts:
        assert not text[last : part.span.start].strip()
        assert part.span.start < part.span.end
        last = part.span.end
    assert not text[last:].strip()
