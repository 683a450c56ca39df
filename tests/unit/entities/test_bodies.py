"""Names of bodies by their grammar."""

import pytest

from khabar.entities.bodies import composed_bodies
from khabar.text.tokens import lexical


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("أعلنت الهيئة الوطنية للنفط والغاز أمس", ["الهيئة الوطنية للنفط والغاز"]),
        ("في مركز الدراسات العربية", []),
        ("من هيئة الإذاعة النمساوية", ["هيئة الإذاعة النمساوية"]),
        ("قال سلاح الجو السلطاني العماني اليوم", ["سلاح الجو السلطاني العماني"]),
        ("في المجلس المحلي", []),
        ("أعلن الاتحاد الأوروبي العام الماضي", []),
        ("اللجنة", []),
    ],
)
def test_composed_bodies(text: str, names: list[str]) -> None:
    words = text.split()
    found = composed_bodies(0, [lexical(word) for word in words], "telling_noun")
    assert [" ".join(words[run.first : run.last + 1]) for run in found] == names
