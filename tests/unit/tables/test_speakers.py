"""Who speaks: the phrase beside the cue, and whom it means."""

import pytest
from tests.unit.tables.test_quotes import quotes_of


@pytest.mark.parametrize(
    ("sentence", "names", "phrase", "name"),
    [
        (
            "قال السناتور الجمهوري سليم الحداد إن المصنع جاهز.",
            {"سليم الحداد": "PER"},
            "السناتور الجمهوري سليم الحداد",
            "سليم الحداد",
        ),
        (
            "قال المتحدث باسم البلدية العقيد الركن سليم الحداد إن المصنع جاهز.",
            {"سليم الحداد": "PER"},
            "المتحدث باسم البلدية العقيد الركن سليم الحداد",
            "سليم الحداد",
        ),
        (
            "قال كبير مفاوضي النقابة، الأستاذ سليم الحداد، إن المصنع جاهز.",
            {"سليم الحداد": "PER"},
            "كبير مفاوضي النقابة، الأستاذ سليم الحداد",
            "سليم الحداد",
        ),
        (
            "قالت زوجة الوزير كريم الراوي، منى الراوي، إن المصنع جاهز.",
            {"كريم الراوي": "PER", "منى الراوي": "PER"},
            "زوجة الوزير كريم الراوي، منى الراوي",
            "منى الراوي",
        ),
        (
            "قال رئيس تحرير النهار، سليم الحداد، إن المصنع جاهز.",
            {"سليم الحداد": "PER", "النهار": "ORG"},
            "رئيس تحرير النهار، سليم الحداد",
            "سليم الحداد",
        ),
        (
            "قالت عضو المجلس منى الراوي إن المصنع جاهز.",
            {"منى الراوي": "PER"},
            "عضو المجلس منى الراوي",
            "منى الراوي",
        ),
        (
            "واعتبر رئيسها، سليم الحداد، أن المصنع جاهز.",
            {"سليم الحداد": "PER"},
            "رئيسها، سليم الحداد",
            "سليم الحداد",
        ),
        ("قالت منظمة بيوت الخير إن المصنع جاهز.", {"بيوت الخير": "ORG"}, "منظمة بيوت الخير", "بيوت الخير"),
        ("ونفت ليبيا وتونس إغلاق المعبر.", {"ليبيا": "LOC", "تونس": "LOC"}, "ليبيا وتونس", "ليبيا"),
        ("طالبت كل من ليبيا وتونس بفتح المعبر.", {"ليبيا": "LOC", "تونس": "LOC"}, "كل من ليبيا وتونس", "ليبيا"),
        ("قال ممثلو ادعاء محليون إن المصنع جاهز.", {}, "ممثلو ادعاء محليون", "ممثلو ادعاء محليون"),
        ("أعلن وزراء مالية الإقليم أن المصنع جاهز.", {}, "وزراء مالية الإقليم", "وزراء مالية الإقليم"),
    ],
)
def test_phrase_and_name(sentence: str, names: dict[str, str], phrase: str, name: str) -> None:
    rows = quotes_of(sentence, names=names)
    assert [(row["speaker_text"], row["speaker_name"]) for row in rows] == [(phrase, name)]


def test_a_pronoun_is_no_speaker() -> None:
    rows = quotes_of(
        "وصل سليم الحداد إلى المصنع.", 'يقول وهو يبتسم: "لقد عدنا بعد غياب".', names={"سليم الحداد": "PER"}
    )
    assert [(row["speaker_text"], row["speaker_name"]) for row in rows] == [(None, "سليم الحداد")]


def names_of(*parts: str, names: dict[str, str], title: str | None = None) -> list[str | None]:
    """The resolved speaker of each statement."""
    return [row["speaker_name"] for row in quotes_of(*parts, names=names, title=title)]


def test_the_antecedent_speaks_in_a_relative_clause() -> None:
    (row,) = quotes_of("توقف العمل في شركة الأمل التي قالت إن المصنع مغلق.", names={"الأمل": "ORG"})
    assert (row["speaker_text"], row["speaker_name"]) == ("شركة الأمل", "الأمل")


def test_a_title_goes_by_country_and_office() -> None:
    names = {"سليم الحداد": "PER", "تونس": "LOC", "كريم الراوي": "PER"}
    assert names_of(
        "قال سليم الحداد سفير تونس إن المعبر مغلق.", "وأكد السفير التونسي أن العمل مستمر.", names=names
    ) == [
        "سليم الحداد",
        "سليم الحداد",
    ]
    former = names_of(
        "وصل الرئيس التونسي سليم الحداد ومعه الرئيس التونسي السابق كريم الراوي.",
        "وقال الرئيس التونسي إن المعبر مغلق.",
        names=names,
    )
    assert former == ["سليم الحداد"]


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("", "وأظهرت دراسة أجرتها نقابة المعلمين أن المصنع مغلق.", "نقابة المعلمين"),
        ("", "وجاء في بيان صادر عن نقابة المعلمين أن المصنع مغلق.", "نقابة المعلمين"),
        ("وأصدرت نقابة المعلمين، مساء الأحد، بيانا عن المصنع.", "وأكد البيان أن المصنع مغلق.", "نقابة المعلمين"),
    ],
)
def test_who_issued_a_document(before: str, sentence: str, name: str) -> None:
    assert names_of(*filter(None, (before, sentence)), names={"وزارة النقل": "ORG"}) == [name]


def test_two_spellings_of_one_name() -> None:
    names = {"أنطون تشيكوف": "PER", "تشيخوف": "PER"}
    assert names_of("قال أنطون تشيكوف إن المصنع مغلق.", "وأضاف تشيخوف أن العمل توقف.", names=names) == [
        "أنطون تشيكوف",
        "أنطون تشيكوف",
    ]


def test_who_is_asked_does_not_speak() -> None:
    names = {"سليم الحداد": "PER", "كريم الراوي": "PER"}
    assert names_of("قال سليم الحداد إن المصنع مغلق.", "وحث الوزير كريم الراوي على فتح المعبر.", names=names) == [
        "سليم الحداد",
        "سليم الحداد",
    ]


def test_a_headline_names_nobody() -> None:
    title = "قيادي كردي: سنعود إلى المصنع"
    names = {"سليم الحداد": "PER"}
    body = ("قال الزعيم الكردي سليم الحداد إن المصنع مغلق.", "وأضاف القيادي الكردي أن العمل توقف.")
    assert names_of(*body, names=names, title=title) == ["سليم الحداد"] * 3


def test_behind_a_medium_that_passes_on() -> None:
    (row,) = quotes_of(
        "المصنع مغلق، بحسب ما نقلت وكالة الأمل عن الوزير سليم الحداد.", names={"الأمل": "ORG", "سليم الحداد": "PER"}
    )
    assert (row["speaker_name"], row["relayed_by"]) == ("سليم الحداد", "الأمل")


def test_whom_one_speaks_to_is_no_part_of_the_name() -> None:
    assert names_of('قالت مصادر مسؤولة لـ"الأمل" إن المصنع مغلق.', names={"الأمل": "ORG"}) == ["مصادر مسؤولة"]


def test_a_short_name_that_was_tagged_as_something_else() -> None:
    names = {"سليم الحداد": "PER", "الحداد=الحدادون": "ORG"}
    assert names_of("وصل سليم الحداد.", "وقال الحداد إن المصنع مغلق.", names=names) == ["سليم الحداد"]


def test_behind_for_his_part_and_before_who() -> None:
    (row,) = quotes_of("حث من جهته الوزير سليم الحداد على فتح المعبر.", names={"سليم الحداد": "PER"})
    assert row["speaker_text"] == "الوزير سليم الحداد"
    (row,) = quotes_of("وصل المتظاهرون الذين قالوا إن المصنع مغلق.")
    assert row["speaker_text"] == "المتظاهرون"
