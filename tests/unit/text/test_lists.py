import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.lists import item_starts
from khabar.text.sentences import sentences

LISTS = [
    ["وقررت الهيئة:", "1- فرض خطايا مالية", "2-إنزال لاعبين", "3 - سحب الشارة."],
    ["وتتمثل في: القتل العمد", "1/ يقين القرمازي، توفيت يوم 8 جانفي.", "2/ مروان الجملي"],
    ["منها :", "*مبدأ التدبير الحر", "*مبدأ التضامن"],
    ["هذه هي المشاكل:", "• وجود مشكلات", "• التصاق المفاتيح", "• تكرار الأمر"],
    ["كان هذا نظاما جديدا.", "* بالنسبة للدوري تم سحب القرعة."],
    ["وفي ما يلي القرارات :", "- ثلاث مباريات دون جمهور.", "- تكليف لجنة التأديب"],
    ["والفنانون هم:", "- جميل راتب (مصر)", "- محمد ملص (سوريا)", "- رضا الباهي"],
    ["على قسطين:", "* القسط الأول يشمل الطريق", "* القسط الثاني يشمل الجسر"],
    ["القائمة:", "- أول", "- ثان.", "وقال المتحدث - وهو وزير سابق - ذلك."],
]


@pytest.mark.parametrize("expected", LISTS)
def test_items_are_sentences(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "تدور غدا المقابلات: الأهلي * الزمالك والكونغو * غانا",
        "فاز في الأولى 1-صفر وفي الثانية 2-صفر",
        "انتهت المباراة 2 - 1 ثم 3 - 2 لصالح الفريق",
        "ضع علامة النجمة مثل *البسكويت* حول الكلمة *الأولى*",
        "قال الوزير - وهو يبتسم - إن الأمر مهم",
        "نسبة 1.5 و2.5 في المئة",
        "المادة 1) من القانون تقول ذلك",
        "قال: «1- سنذهب 2- سنعود»",
    ],
)
def test_what_looks_like_a_list_and_is_none(text: str) -> None:
    assert [span.of(text) for span in sentences(text, 0, len(text))] == [text]


@given(st.text(alphabet=st.sampled_from("اب. 12-/*•:)؟\u00a0"), max_size=80))
def test_items_begin_inside_in_order_and_at_a_mark(text: str) -> None:
    found = item_starts(text, 1, len(text))
    assert found == sorted(set(found))
    assert all(1 <= place < len(text) and not text[place].isspace() for place in found)


@pytest.mark.parametrize("unit", ["* ", "• ا", ": - ا ", "1- ااا ", ". - اا", "*ا*", "- "])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    item_starts(text, 0, len(text))
