import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.entities.clitics import citation, clitic_length


@pytest.mark.parametrize(
    ("word", "length"),
    [
        ("بطرابلس", 1), ("وبطرابلس", 2), ("طرابلس", 0), ("بيروت", 0), ("وبيروت", 1), ("لليبيا", 1), ("ليبيا", 0),
        ("للأمم", 1), ("والرياض", 1), ("بالرياض", 1), ("واشنطن", 0), ("بواشنطن", 1), ("كوريا", 0), ("فرنسا", 0),
        ("وباشاغا", 1), ("لـCNN", 2), ("CNN", 0), ("ستيفين", 0), ("وستيفين", 1), ("بيونغ", 0),
    ],
)  # fmt: skip
def test_clitic_length(word: str, length: int) -> None:
    assert clitic_length(word) == length


def test_a_name_written_elsewhere_in_the_article_decides() -> None:
    assert clitic_length("بزرقونة") == 0
    assert clitic_length("بزرقونة", frozenset({"زرقونه"})) == 1


@pytest.mark.parametrize(
    ("text", "start", "cited"),
    [("للأمم المتحدة", 1, "الأمم المتحدة"), ("لليبيا", 1, "ليبيا"), ("دونالد_ترمب", 0, "دونالد ترمب")],
)
def test_citation(text: str, start: int, cited: str) -> None:
    assert citation(text, start, len(text)) == cited


@given(st.text(alphabet="وفبكلسـانتمردي", min_size=1, max_size=9))
def test_something_is_left_of_the_word(word: str) -> None:
    assert 0 <= clitic_length(word) < len(word)


@pytest.mark.parametrize("word", ["باولو", "كلير", "كارل", "سان", "وكالات", "سافاري", "كيارا", "ليروي", "فزان", "وسام"])
def test_a_rest_that_is_little_known_takes_no_letter_off_a_name(word: str) -> None:
    assert clitic_length(word) == 0


def test_the_next_word_tells_a_clitic_from_a_letter() -> None:
    assert clitic_length("لبي", following="بي") == 1
    assert clitic_length("ولاس", following="فيغاس") == 1
