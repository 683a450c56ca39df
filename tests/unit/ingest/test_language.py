"""Arabic of every kind is `ar`; its neighbours in the same script are not."""

import pytest

from khabar.ingest.language import language

TEXTS = {
    "ar": [
        "أعلنت وزارة النقل اليوم أن الطريق سيفتح أمام السيارات صباح الأحد",
        "مقتل ثلاثة جنود",
        "قال",
        "مفيش حد عايز يروح الشغل بكرة عشان الدنيا حر",
        "شنوة الأخبار متاع اليوم يا جماعة",
        "والله ما بعرف شو صار امبارح",
        "زار گورباتشوف مدينة چنيف والتقى الوفد في المقر",
        "قال الرئيس في کلمته إن الحکومة ستعمل علی حل الأزمة",
        "iPhone 15 Pro Max: آبل تكشف عن هاتفها الجديد في مؤتمرها السنوي",
    ],
    "fa": [
        "برداشت زیتون در رودبار دو هفته زودتر آغاز شد",
        "این نشست روز دوشنبه در تهران برگزار شد",
        "قیمت دلار امروز در بازار آزاد کاهش یافت",
        "وزیر خارجه در دیدار با همتای خود گفت که روابط دو كشور بايد گسترش يابد",
    ],
    "ur": ["لاہور میں آج شدید بارش کا امکان ہے", "پاکستان اور بھارت کے درمیان میچ کل کھیلا جائے گا"],
    "ps": ["په کابل کې د چاودنې له امله لس کسان ټپيان شول", "ټاکنې به په راتلونکي کال کې ترسره شي"],
    "ku": ["ئەمڕۆ لە هەولێر کۆبوونەوەیەک بەڕێوەچوو", "کارەکان لە شاری سلێمانی بەردەوامن"],
    "ug": ["بۈگۈن ھاۋا ئوچۇق بولىدۇ"],
    "en": ["The harbour will reopen on Monday, officials said", "Good morning"],
    "fr": ["Le port rouvrira lundi, selon les autorités locales"],
    "he": ["ראש העיר אמר היום כי הנמל ייפתח"],
    "und": ["", "2020-06-25 / 01:24", "…"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_language(code: str, text: str) -> None:
    assert language(text) == code


def test_foreign_words_do_not_make_an_arabic_text_foreign() -> None:
    text = "كشفت الشركة في بيان صحفي عن هاتفها الجديد الذي سيباع في الأسواق"
    assert language(f"{text} (Galaxy S23 Ultra Enterprise Edition, Samsung Electronics) {text}") == "ar"


def test_an_arabic_quotation_does_not_make_a_foreign_text_arabic() -> None:
    assert language("The mayor said «أهلا وسهلا» to the delegation that arrived on Monday from the capital") == "en"


def test_of_a_long_text_only_the_beginning_counts() -> None:
    assert language("عقد المجلس جلسته في القاعة الكبرى. " * 50 + "x " * 100_000) == "ar"
