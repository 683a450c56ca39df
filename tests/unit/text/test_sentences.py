import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.sentences import sentences

CASES = [
    ["قال الوزير ذلك.", "وأضاف: نعم."],
    ["أكد أ.د. محمد علي ود. سعاد ذلك.", "وغادر."],
    ["وصل م. خالد ثم ج. ك. رولينغ إلى U.S. Army أمس.", "ثم غادرا."],
    ["بلغ 3.5 في المئة وارتفع إلى 12.750 نقطة.", "ثم تراجع."],
    ["تبحث التعاون مع الأمريكان.. و\"الوفاق\": سنواصل... ثم سكت… وعاد."],
    ["قال: \"لم نطلب المستحيل. طلبنا حقنا. نعم\".", "وأضاف ذلك."],
    ["قال: \"لم نطلب المستحيل. طلبنا حقنا.\"", "وأضاف ذلك."],
    ["وجاء في البيان: «الحساب بدأ. نريد قاضيا لا لجنة».", "وانتهى."],
    ["وصف “الأمر. بأنه” صعب.", "وانتهى."],
    ["«هل تذهب؟» سأل الرجل.", "وأجاب: لا!"],
    ["\"وصلنا إلى النهاية.\" بحسب ما قال الوزير.", "وغادر."],
    ["ولم ترد أنباء عن وقوع أضرار. بحسب ما أوردت رويترز.", "وغادر."],
    ["وسيتقاسم سميث النصف الآخر. وفقا لرويترز."],
    ["جاء الوزير.", "وفق القانون سيحاكم المتهم أمام المحكمة العليا في العاصمة."],
    ["هل جاء؟", "نعم.", "لا!", "أبدا؟!"],
    ["قال \"جاء ولم يغلق العلامة.", "ثم ذهب.", "وبعد ذلك نام."],
    ["كتب (انظر ص. 5 من الكتاب. وما بعدها) ذلك.", "وانتهى."],
    ["1. أولا نذهب.", "ثم نعود."],
    ["أعلن في سنة 2020 م.", "وبلغت 12 م د.", "وبعدها غادر."],
    ["قالت بي بي سي.", "يأتي ذلك بعد أيام."],
    ["تقف بي. إن. سبورتس خلفه."],
    ["تقف سي. إن. إن الأمريكية خلف ذلك.", "وانتهى."],
    ["سطر بلا نقطة"],
    ["الاستقرار. ."],
]  # fmt: skip


@pytest.mark.parametrize("expected", CASES)
def test_where_sentences_end(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text, 0, len(text))] == expected


def test_a_blank_may_lack_behind_a_stop() -> None:
    text = "انخفضت الأسعار.وأضاف موقع العربية.نت ذلك."
    assert [span.of(text) for span in sentences(text, 0, len(text))] == [
        "انخفضت الأسعار.",
        "وأضاف موقع العربية.نت ذلك.",
    ]


TEXTS = st.text(alphabet=st.sampled_from('ابدم. .؟!…"«»()“” ،12\t\u00a0Uو'), max_size=120) | st.text(max_size=120)


@given(TEXTS)
def test_sentences_leave_out_white_space_only(text: str) -> None:
    last = 0
    for span in sentences(text, 0, len(text)):
        assert not text[last : span.start].strip()
        assert span.start < span.end
        assert span.of(text) == span.of(text).strip()
        last = span.end
    assert not text[last:].strip()


@given(st.lists(st.sampled_from(["كلمة", "د.", ".", "؟", "!", '"نص. نص"', "«نص. نص؟ نص»"]), max_size=20).map(" ".join))
def test_no_sentence_ends_inside_a_closed_quotation(text: str) -> None:
    for span in sentences(text, 0, len(text)):
        found = span.of(text)
        assert found.count("«") == found.count("»")
        assert found.count('"') % 2 == 0


@pytest.mark.parametrize("unit", ["كلمة. ", '"نص. نص" ', "(. ", "« ", ". ", '" ', "و.و", "…"])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    spans = sentences(text, 0, len(text))
    assert spans[-1].end >= len(text.rstrip())
