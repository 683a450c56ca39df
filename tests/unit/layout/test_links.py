import pytest

from khabar.layout import analyse

BODY = "قال المتحدث باسم الوزارة اليوم إن العمل مستمر في كل المواقع التي أعلنت عنها من قبل."
MORE = "وأضاف المتحدث أن الوزارة ستعلن في وقت لاحق عن النتائج التي توصلت إليها اللجنة المكلفة."
LINKS = [
    "الوزير يدعو إلى انتخابات مبكرة العام المقبل",
    "ما قصة الميناء الجديد في العاصمة؟",
    "سوسة: وقف الرحلات البحرية حتى الخريف",
]


def sections(*paragraphs: str) -> list[str]:
    return [part.section for part in analyse("\n\n".join(["عنوان الخبر", *paragraphs]), "UTC").parts]


def test_headlines_in_a_row_are_links() -> None:
    assert sections(BODY, *LINKS, MORE) == ["title", "body", *["related"] * 3, "body"]


def test_one_line_alone_may_be_a_subheading() -> None:
    assert sections(BODY, LINKS[0], MORE) == ["title", "body", "body", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ["كتاب الرحلة إلى الشرق", "- كتاب العودة من الغرب البعيد", "- كتاب البحر والميناء"],
        ["وجائزة الدولة التشجيعية عام ألفين", "كما فاز بجائزة الرواية العربية"],
        ["البرازيلي فيليب", "الفرنسي بول", "الكولومبي خاميس"],
        [f"بيت الشعر رقم {number} من القصيدة الطويلة" for number in range(7)],
    ],
)
def test_lists_and_poems_are_body(lines: list[str]) -> None:
    assert set(sections(BODY, *lines, MORE)[1:]) == {"body"}


def test_fields_are_no_headlines() -> None:
    assert set(
        sections(BODY, "الراتب السنوي الصافي: 73.500 دولار أميركي", "الوظائف المتوفرة حاليا: أكثر من 500", MORE)[1:]
    ) == {"body"}


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("تابعونا على صفحاتنا في كل المواقع", "related"),
        ("اشتركوا في نشرتنا البريدية", "related"),
        ("وأصدرت الأحزاب بيانات اشتركوا فيها في التضامن مع عائلة الفقيد.", "body"),
        ("وعدلت الشركة سياسة الخصوصية التي تتبعها منذ سنوات في كل الدول.", "body"),
    ],
)
def test_notices_are_told_from_prose(line: str, section: str) -> None:
    assert sections(BODY, line, MORE)[2] == section


def test_headlines_behind_a_colon_are_a_list() -> None:
    assert set(sections("والأفلام هي:", *LINKS, MORE)[1:]) == {"body"}


@pytest.mark.parametrize("label", ["للمزيد - ", "للمزيد، ", "للمزيد: ", "شاهد: ", "اقرأ أيضا | "])
def test_labels_of_links(label: str) -> None:
    assert sections(BODY, f"{label}مدينة القدس من أسطحها", MORE)[2] == "related"


@pytest.mark.parametrize("line", ["وأيضا، يجب الانتباه إلى مسألة هامة وهي الحساسية.", "تابع اللاعب حديثه عن الفريق."])
def test_words_that_only_look_like_labels(line: str) -> None:
    assert sections(BODY, line, MORE)[2] == "body"
