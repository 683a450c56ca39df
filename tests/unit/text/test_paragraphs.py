from hypothesis import given
from hypothesis import strategies as st

from khabar.text.paragraphs import paragraphs


def test_a_line_is_a_paragraph() -> None:
    text = "العنوان\n\n  الفقرة الأولى. \nالثانية\n\n"
    assert [span.of(text) for span in paragraphs(text)] == ["العنوان", "الفقرة الأولى.", "الثانية"]


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    line = "وقال المتحدث باسم الوزارة إن العمل مستمر في جميع المواقع المعلنة"
    text = "العنوان\n\n" + "\n".join([line, line + " و", line, line, "حتى النهاية."]) + "\n\nفقرة."
    assert [span.of(text).count("\n") for span in paragraphs(text)] == [0, 4, 0]


def test_lines_into_which_the_next_word_would_fit_are_a_list() -> None:
    lines = ["مقتل خمسة أشخاص في انهيار مبنى سكني", "وزير التجارة يفتتح معرض الكتاب في العاصمة اليوم"] * 3
    assert len(paragraphs("\n".join([*lines, "انتهى"]))) == 7


def test_lines_with_bullets_are_a_list() -> None:
    line = "- وقال المتحدث باسم الوزارة إن العمل مستمر في جميع المواقع المعلنة"
    assert len(paragraphs("\n".join([line] * 5))) == 5


def test_lines_that_end_in_a_stop_are_paragraphs_whatever_their_width() -> None:
    line = "وقال المتحدث باسم الوزارة إن العمل مستمر في جميع المواقع المعلنة."
    assert len(paragraphs("\n".join([line] * 6))) == 6


@given(st.text(alphabet=st.sampled_from("اب. \n\t\u00a0"), max_size=200))
def test_paragraphs_leave_out_white_space_only(text: str) -> None:
    last = 0
    for span in paragraphs(text):
        assert not text[last : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        last = span.end
    assert not text[last:].strip()
