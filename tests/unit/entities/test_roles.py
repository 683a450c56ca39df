import pytest

from khabar.entities.mentions import Mention
from khabar.entities.roles import find_roles
from khabar.entities.words import name_tokens
from khabar.text.spans import Span


def role_of(text: str, *names: str) -> list[str | None]:
    tokens = tuple(name_tokens(text, 0, len(text)))
    mentions = []
    for name in names:
        start = text.index(name)
        inside = [i for i, t in enumerate(tokens) if t.start < start + len(name) and start < t.end]
        mentions.append(
            Mention(Span(start, start + len(name)), "PER", 1.0, 1.0, "model", 0, tokens, inside[0], inside[-1])
        )
    roles = find_roles(text, mentions)
    for role in roles.values():
        assert role.span.of(text) == role.text
    return [roles[i].text if i in roles else None for i in range(len(names))]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("وقال وكيل وزارة الدفاع في حكومة الوفاق بطرابلس، صلاح الدين النمروش، إن", "صلاح الدين النمروش",
         "وكيل وزارة الدفاع في حكومة الوفاق بطرابلس"),
        ("رغم تحذير الرئيس المصري عبد الفتاح السيسي من أن", "عبد الفتاح السيسي", "الرئيس المصري"),
        ("والتقى مساعد وزير الخارجية هنري ووستر في", "هنري ووستر", "مساعد وزير الخارجية"),
        ("وشارك هنري ووستر، مساعد وزير الخارجية، في", "هنري ووستر", "مساعد وزير الخارجية"),
        ("رئيس الوزراء ووزير الدفاع محمد علي", "محمد علي", "رئيس الوزراء ووزير الدفاع"),
        ("وأكد للرئيس محمد علي", "محمد علي", "لرئيس"),
        ("وأكد محمد علي أن", "محمد علي", None),
        ("قال محمد علي، وفق بيان", "محمد علي", None),
        ("وقال محامي محمد علي إن", "محمد علي", None),
        ("وقال الدكتور محمد علي إن", "محمد علي", None),
        ("وقال النجم الراحل محمد علي", "محمد علي", "النجم الراحل"),
        ("هزم فريق المدرب محمد علي", "محمد علي", "المدرب"),
    ],
)  # fmt: skip
def test_role(text: str, name: str, role: str | None) -> None:
    assert role_of(text, name) == [role]


def test_a_title_between_two_names_belongs_to_one() -> None:
    text = "قال جاريد كوشنر، مستشار الرئيس الأمريكي دونالد ترامب، إن"
    assert role_of(text, "جاريد كوشنر", "دونالد ترامب") == [
        "مستشار الرئيس الأمريكي دونالد ترامب",
        "الرئيس الأمريكي",
    ]


def test_titles_in_a_list_go_to_the_name_after_them() -> None:
    text = "حضر محمد علي، وزير الصحة أحمد سعيد"
    assert role_of(text, "محمد علي", "أحمد سعيد") == [None, "وزير الصحة"]
