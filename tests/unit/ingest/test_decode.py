"""Text comes back as it was encoded, or not at all: never as nonsense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.ingest.decode import decode
from khabar.ingest.reasons import Reason, RejectedError
from khabar.text.canonical import canonical

NEWS = "أعلنت الوزارة، اليوم الخميس، أن «المشروع» سيبدأ في 12 مارس. وقال المتحدث: نعم؟"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=60).map(" ".join)


def reason(raw: bytes) -> Reason:
    with pytest.raises(RejectedError) as caught:
        decode(raw, "a.txt")
    assert caught.value.message.startswith("a.txt ")
    return caught.value.reason


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1256", "windows-1256"),
    ],
)
@pytest.mark.parametrize("text", [NEWS, NEWS[:12], "خبر", f"{NEWS} BBC News {NEWS}", "سطر\r\n\r\nسطر"])
def test_encodings_of_the_arabic_press_are_recognised(text: str, codec: str, expected: str) -> None:
    assert decode(text.encode(codec), "a.txt") == (text, expected)


@given(WORDS)
def test_any_arabic_text_survives_every_encoding(text: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(codec), "a.txt").text == text


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_canonical_text_survives_writing_and_reading(text: str, codec: str) -> None:
    expected = canonical(text)
    if expected:
        assert canonical(decode(expected.encode(codec), "a.txt").text) == expected


@given(WORDS)
def test_windows_1256_is_read_right_or_refused(text: str) -> None:
    raw = text.encode("windows-1256")
    try:
        decoded = decode(raw, "a.txt")
    except RejectedError:
        assert len(text) < 40, "only the shortest texts may be undecidable"
    else:
        assert decoded.text == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), min_size=1))
def test_every_utf_8_text_is_utf_8(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, "utf-8")


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_a_text_or_a_reason(raw: bytes) -> None:
    try:
        decoded = decode(raw, "a.txt")
    except RejectedError as error:
        reason = error.reason
    else:
        assert decoded.text.encode(decoded.encoding.replace("-sig", "")) in raw
        return
    assert reason in {Reason.BINARY, Reason.UNDECODABLE}


@given(st.integers(min_value=1, max_value=120))
def test_a_broken_byte_in_utf_8_is_refused_and_its_place_named(at: int) -> None:
    raw = NEWS.encode()
    with pytest.raises(RejectedError, match="not valid text from byte") as caught:
        decode(raw[:at] + b"\xff" + raw[at:], "a.txt")
    assert caught.value.reason is Reason.UNDECODABLE


@pytest.mark.parametrize("codec", ["iso-8859-6", "cp720", "cp864"])
def test_other_arabic_code_pages_do_not_pass_as_windows_1256(codec: str) -> None:
    assert reason(NEWS.encode(codec, "ignore")) is Reason.UNDECODABLE


def test_a_european_code_page_does_not_pass_as_windows_1256() -> None:
    assert reason("Über die schöne Straße führt ein älterer Weg.".encode("cp1252")) is Reason.UNDECODABLE


def test_a_text_of_two_encodings_is_refused() -> None:
    assert reason(NEWS.encode() + NEWS.encode("windows-1256")) is Reason.UNDECODABLE


@pytest.mark.parametrize(
    "raw",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), bytes(100), b"%PDF-1.4\n" + bytes(range(256)) * 4, b"\x7fELF\2\1\1"],
)
def test_bytes_that_are_no_text_are_binary(raw: bytes) -> None:
    assert reason(raw) is Reason.BINARY


def test_a_half_character_at_the_end_of_utf_16_is_refused() -> None:
    assert reason(NEWS.encode("utf-16")[:-1]) is Reason.UNDECODABLE


def test_no_bytes_are_empty() -> None:
    assert reason(b"") is Reason.EMPTY
