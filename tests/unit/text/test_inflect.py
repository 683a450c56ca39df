import pytest

from khabar.text.inflect import VerbIndex, conjugate, derived_form


def surfaces(lemma, present=None, tense=None, **wanted):
    return {
        f.surface
        for f in conjugate(lemma, present)
        if (tense is None or f.tense == tense) and all(getattr(f, k) == v for k, v in wanted.items())
    }


@pytest.mark.parametrize(
    ("lemma", "present", "expected"),
    [
        ("قال", "يقول", {"قالت", "قالوا", "يقول", "تقول", "يقولون", "سيقول", "قيل", "يقال", "قائلا", "قائلة", "يقل"}),
        ("دعا", "يدعو", {"دعت", "دعوا", "تدعو", "يدعون", "دعي", "داعيا", "داعية"}),
        ("نفى", "ينفي", {"نفت", "نفوا", "ينفون", "نافيا", "نافية", "نفيا"}),
        ("رأى", "يرى", {"رأت", "رأوا", "ترى", "يرون"}),
        ("حثّ", "يحث", {"حثت", "حثوا", "تحث", "يحثون", "حاثا"}),
        ("وصف", "يصف", {"وصفت", "تصف", "يوصف", "واصفا"}),
        ("أعلن", None, {"أعلنت", "يعلن", "سيعلن", "معلنا", "معلنين", "إعلان", "إعلانا"}),
        ("أكّد", None, {"أكدت", "يؤكد", "يؤكدون", "مؤكدا", "تأكيد"}),
        ("أبدى", None, {"أبدت", "يبدي", "مبديا", "مبدية", "إبداء"}),
        ("أفاد", None, {"أفادت", "يفيد", "مفيدا", "إفادة", "أفيد"}),
        ("أقرّ", None, {"أقرت", "يقر", "مقرا", "إقرار"}),
        ("أوضح", None, {"أوضحت", "يوضح", "موضحا", "إيضاح"}),
        ("ناقش", None, {"ناقشوا", "يناقش", "نوقش", "مناقشة"}),
        ("نادى", None, {"نادت", "ينادي", "مناديا", "مناداة"}),
        ("تعهّد", None, {"تعهدت", "يتعهد", "متعهدا", "تعهد"}),
        ("اتّهم", None, {"اتهمت", "يتهم", "متهما", "اتهام"}),
        ("ادّعى", None, {"ادعت", "يدعي", "مدعيا", "ادعاء"}),
        ("اختار", None, {"يختار", "مختارا", "اختيار"}),
        ("استنكر", None, {"تستنكر", "مستنكرا", "استنكار"}),
        ("استدعى", None, {"يستدعي", "مستدعيا", "استدعاء"}),
        ("هنّأ", None, {"هنأت", "يهنئ", "مهنئا", "تهنئة"}),
    ],
)
def test_forms(lemma, present, expected):
    assert expected <= surfaces(lemma, present)


def test_features():
    assert surfaces("قال", "يقول", tense="past", number="p", gender="m") == {"قالوا"}
    assert surfaces("أعلن", tense="present", gender="f", number="s") == {"تعلن"}
    assert {f.voice for f in conjugate("قتل", "يقتل") if f.surface == "قتل"} == {"either"}
    assert {f.voice for f in conjugate("قال", "يقول") if f.surface == "يقال"} == {"passive"}


def test_given_masdars_replace_the_derived_one():
    assert {f.surface for f in conjugate("وعد", "يعد", ["وعد"]) if f.tense == "masdar"} == {"وعد", "وعدا"}


def test_shape_tells_the_derived_form():
    assert derived_form("أقرّ") == 4
    assert derived_form("أكّد") == 2
    assert derived_form("انتقد") == 8


INDEX = VerbIndex(
    [("say", conjugate("قال", "يقول", ["قول"])), ("announce", conjugate("أعلن")), ("call", conjugate("سمّى"))]
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وقالوا", ("say", "past", 1, "", False)),
        ("فقالت", ("say", "past", 1, "", False)),
        ("قوله", ("say", "masdar", 0, "ه", False)),
        ("سمّاه", ("call", "past", 0, "ه", False)),
        ("بالإعلان", ("announce", "masdar", 1, "", True)),
        ("لإعلان", ("announce", "masdar", 1, "", False)),
        ("وَقالَ", ("say", "past", 2, "", False)),
    ],
)
def test_readings(word, expected):
    assert expected in {(r.entry, r.form.tense, r.clitics, r.pronoun, r.definite) for r in INDEX.readings(word)}


def test_clitics_are_counted_on_the_written_word():
    for reading in INDEX.readings("وَقالَ"):
        assert "وَقالَ"[reading.clitics :].startswith("قال")


def test_unknown_word_has_no_reading():
    assert INDEX.readings("طرابلس") == ()
