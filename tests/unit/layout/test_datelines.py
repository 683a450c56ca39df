import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.dates.folding import fold
from khabar.layout import analyse
from khabar.layout.datelines import opening

BODY = "قال المتحدث باسم الوزارة اليوم إن العمل مستمر في كل المواقع التي أعلنت عنها من قبل."
MORE = "وأضاف المتحدث أن الوزارة ستعلن في وقت لاحق عن النتائج التي توصلت إليها اللجنة المكلفة."


@pytest.mark.parametrize(
    ("dateline", "named"),
    [
        ("طرابلس (رويترز) - ", "طرابلس (رويترز)"),
        ("القاهرة - أ ش أ: ", "القاهرة - أ ش أ"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "دبي، الإمارات العربية المتحدة (CNN)"),
        ("دبي، الإمارات العربية المتحدة\u00a0(CNN)-", "دبي، الإمارات العربية المتحدة\u00a0(CNN)"),
        ("(CNN)— ", "(CNN)"),
        ("أنقرة /الأناضول/ ", "أنقرة /الأناضول/"),
        ("تونس 25 جوان 2020 (وات) - ", "تونس 25 جوان 2020 (وات)"),
        ("لندن – «الشرق الأوسط» ", "لندن – «الشرق الأوسط»"),
        ("رويترز - ", "رويترز"),
        ("لندن: ", "لندن"),
        ("القاهرةُ - ", "القاهرةُ"),
        ("الخرطوم 12 مايو - ", "الخرطوم 12 مايو"),
    ],
)
def test_a_dateline_is_a_part_of_its_own_up_to_its_mark(dateline: str, named: str) -> None:
    text = f"عنوان الخبر\n\n{dateline}{BODY}\n\n{MORE}"
    parts = analyse(text, "UTC").parts
    assert [(part.section, part.span.of(text)) for part in parts] == [
        ("title", "عنوان الخبر"),
        ("dateline", dateline.rstrip()),
        ("body", BODY),
        ("body", MORE),
    ]
    assert [part.paragraph for part in parts] == [0, 1, 1, 2]
    assert analyse(text, "UTC").byline == named


@pytest.mark.parametrize(
    "line",
    [
        "الحل: أعلنت الحكومة ذلك",
        "صلاح - كما قال - سيعود",
        "أعلن مانشستر يونايتد (إنجلترا) - كما قيل - ذلك",
        "بين موسكو - وواشنطن خلاف",
        "محمد علي (لاعب) - سجل هدفا",
        "لندن",
        "لندن: ",
        "اليوم: قال الوزير",
    ],
)
def test_other_openings_are_no_datelines(line: str) -> None:
    assert opening(fold(line).rstrip()) is None


def test_a_notice_may_stand_before_the_dateline() -> None:
    text = f"عنوان الخبر\n\n25 يونيو 2020\n\nنشر هذا المقال بالتعاون مع موقع آخر\n\nدبي (CNN)-- {BODY}\n\n{MORE}"
    assert [part.section for part in analyse(text, "UTC").parts] == [
        *("title", "dateline", "related", "dateline", "body", "body"),
    ]


@given(st.text(alphabet=st.sampled_from("لندن()-–: /،رويترزCNN\u064f12"), max_size=60))
def test_spans_lie_inside_the_line(line: str) -> None:
    found = opening(fold(line))
    if found:
        assert 0 == found.start < found.end <= found.body < len(fold(line))
