from khabar.layout import analyse

ARTICLE = [
    "ميناء سوسة يستقبل سفينة محملة بالقمح",
    "استقبل ميناء سوسة التجاري، الاثنين، سفينة محملة بثلاثين ألف طن من القمح قادمة من أوديسا.",
    "وأوضح مدير الميناء منير الزواري أن تفريغ السفينة سيتواصل أربعة أيام في ظروف عادية.",
    "وأضاف الزواري أن السفينة هي الثالثة من نوعها التي ترسو بالمدينة منذ بداية الموسم.",
]
BLURBS = [
    "أعلنت شرطة مدينة مونتريال الكندية، الثلاثاء، توقيف رجل يشتبه في إضرامه حريقا داخل متحف.",
    "كشف فريق من علماء الفلك في تشيلي عن رصد مذنب جديد يقترب من كوكب المريخ بسرعة كبيرة.",
]


def told(paragraphs: list[str]) -> list[bool]:
    return [part.other_story for part in analyse("\n\n".join(paragraphs), "UTC").parts]


def test_blurbs_below_an_article_tell_other_stories() -> None:
    assert told([*ARTICLE, *BLURBS]) == [False] * 4 + [True] * 2


def test_one_paragraph_alone_is_no_evidence() -> None:
    assert not any(told([*ARTICLE, BLURBS[0]]))


def test_what_comes_back_to_the_article_belongs_to_it() -> None:
    last = "يمتد ميناء سوسة على مساحة واسعة ويستقبل السفن المحملة بالقمح القادمة من أوديسا كل عام."
    assert not any(told([*ARTICLE, *BLURBS, last]))


def test_an_article_that_never_connects_its_paragraphs_tells_nothing() -> None:
    bare = [paragraph.removeprefix("وأوضح ").removeprefix("وأضاف ") for paragraph in ARTICLE]
    assert not any(told([*bare, *BLURBS]))


def test_names_and_thoughts_are_no_blurbs() -> None:
    teams = [
        "ياسين بونو (خيرونا الإسباني) ورضا التكناوتي (اتحاد طنجة) ومنير المحمدي (نومانسيا) وغيرهم من الحراس.",
        "خالد بوطيب (ملاطية التركي) وعزيز بوحدوز (سانت باولي الألماني) وأيوب الكعبي (نهضة بركان) من المهاجمين.",
    ]
    assert not any(told([*ARTICLE, *teams]))


def test_connectives_before_a_comma_connect() -> None:
    others = [f"من جانبه، {BLURBS[0]}", f"إلى ذلك، {BLURBS[1]}"]
    assert not any(told([*ARTICLE, *others]))


def test_items_of_a_list_are_no_blurbs() -> None:
    assert not any(told([*ARTICLE, *(f"- {blurb}" for blurb in BLURBS)]))


def test_a_second_dateline_opens_another_story() -> None:
    text = [ARTICLE[0], f"تونس (رويترز) - {ARTICLE[1]}", *ARTICLE[2:], f"مونتريال (رويترز) - {BLURBS[0]}"]
    parts = analyse("\n\n".join(text), "UTC").parts
    assert [(part.section, part.other_story) for part in parts] == [
        *(("title", False), ("dateline", False), ("body", False), ("body", False), ("body", False)),
        *(("dateline", True), ("body", True)),
    ]


def test_an_article_without_a_dateline_may_quote_one() -> None:
    assert not any(told([*ARTICLE, f"مونتريال (رويترز) - {BLURBS[0]}"]))
