from hypothesis import given
from hypothesis import strategies as st

from khabar.dates.folding import Folded

TEXTS = st.text(alphabet=st.sampled_from("أبتآى ةـًُّ٠۵ \u00a0a"), max_size=40)


@given(TEXTS)
def test_every_folded_character_leads_back_to_its_source(text: str) -> None:
    folded = Folded(text)
    offsets = [folded.origin(offset) for offset in range(len(folded.text))]
    assert offsets == sorted(set(offsets))
    for offset, origin in enumerate(offsets):
        assert Folded(text[origin]).text == folded.text[offset]


@given(TEXTS)
def test_a_span_holds_the_marks_behind_its_letters(text: str) -> None:
    folded = Folded(text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert Folded(text[start:end]).text == folded.text
        assert end == len(text)
