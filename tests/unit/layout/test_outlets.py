import pytest

from khabar.dates.folding import fold
from khabar.layout.outlets import publisher, publisher_of_url


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("دبي - العربية", "العربية.نت"),
        ("دبي، الإمارات العربية المتحدة", None),
        ("الجزيرة + وكالات", "الجزيرة"),
        ("شبه الجزيرة العربية", None),
        ("(أ ف ب)", "أ ف ب"),
        ("وكالات", None),
    ],
)
def test_names_that_are_words_count_only_alone(line: str, expected: str | None) -> None:
    assert publisher(fold(line)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.skynewsarabia.com/world/1", "سكاي نيوز عربية"),
        ("https://arabic.rt.com/news/1", "RT"),
        ("https://example.org/", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_hosts(url: str, expected: str | None) -> None:
    assert publisher_of_url(url) == expected
