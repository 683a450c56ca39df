"""How far a noun phrase goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.phrases import NameSpan, PhraseReader, Words


def reader(text: str, names: dict[str, str] | None = None) -> PhraseReader:
    spans = []
    for name, kind in (names or {}).items():
        at = text.index(name)
        spans.append(NameSpan(at, at + len(name), kind))
    return PhraseReader(Words(text, sorted(spans)))


@pytest.mark.parametrize(
    ("text", "names", "phrase"),
    [
        ("الوزير إن", {}, "الوزير"),
        ("وزير الزراعة السوداني إن", {}, "وزير الزراعة السوداني"),
        ("وزير الزراعة، سليم الحداد، إن", {"سليم الحداد": "PER"}, "وزير الزراعة، سليم الحداد"),
        ("سليم الحداد، مدير المصنع، إن", {"سليم الحداد": "PER"}, "سليم الحداد، مدير المصنع"),
        ("المتحدث باسم الوزارة سليم الحداد إن", {"سليم الحداد": "PER"}, "المتحدث باسم الوزارة سليم الحداد"),
        ("الرئيس اتهامات المعارضة", {}, "الرئيس"),
        ("مصدر طبي أن", {}, "مصدر طبي"),
        ("المساعد السابق في هجومه عن", {}, "المساعد السابق"),
        ("الشرطة في بيان إن", {}, "الشرطة"),
        ("مديرة المتحف، نورا بن زيتون، أن", {}, "مديرة المتحف، نورا بن زيتون"),
    ],
)
def test_after(text: str, names: dict[str, str], phrase: str) -> None:
    found = reader(text, names).after(0)
    assert found is not None
    assert text[found.start : found.end] == phrase


@pytest.mark.parametrize("text", ["قال الوزير", "، الوزير", "إن الوزير", "أمس الوزير"])
def test_nothing_begins_here(text: str) -> None:
    assert reader(text).after(0) is None


def test_person_of_the_phrase() -> None:
    names = {"وزارة الزراعة": "ORG", "سليم الحداد": "PER"}
    found = reader("وكيل وزارة الزراعة سليم الحداد إن", names).after(0)
    assert found is not None
    assert (found.names, found.person) == ((0, 1), 1)
    unknown = reader("مديرة المتحف، نورا بن زيتون، أن").after(0)
    assert unknown is not None
    assert unknown.person == -1


def test_before() -> None:
    text = "لكن وزير الزراعة قال"
    found = reader(text).before(3)
    assert found is not None
    assert text[found.start : found.end] == "وزير الزراعة"
    assert reader("وصل القطار أمس قال").before(3) is None


WORDS = ["قال", "الوزير", "وزير", "سليم", "في", "،", "أن", "الذي", "وزارة", "الزراعة", "مصدر", '"', "لل", "و", "5"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_phrases_lie_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    read = reader(text)
    for index in range(len(read.words.tokens)):
        for phrase in (read.after(index), read.before(index)):
            if phrase is not None:
                assert 0 <= phrase.start < phrase.end <= len(text)
                assert phrase.first <= phrase.head < phrase.last
                assert text[phrase.start : phrase.end].strip() == text[phrase.start : phrase.end]
