import pytest

from khabar.layout import analyse
from khabar.layout.authors import author, signed_by

BODY = "قال المتحدث باسم الوزارة اليوم إن العمل مستمر في كل المواقع التي أعلنت عنها من قبل."


@pytest.mark.parametrize(
    ("byline", "outlet", "expected"),
    [
        ("القاهرة - أحمد الريدي", None, "أحمد الريدي"),
        ("بروكسل ـ نورالدين فريضي", None, "نورالدين فريضي"),
        ("كتبت: منى الجيار - أسوان", None, "منى الجيار"),
        ("هاني الصفيان - اليمن", None, "هاني الصفيان"),
        ("السودان (الخرطوم) - عبد العزيز إبراهيم", None, "عبد العزيز إبراهيم"),
        ("عمّان - موفدنا جهاد القسوس", None, "جهاد القسوس"),
        ("أنقرة - من موفد بريد الرافدين، سامان كريم", "بريد الرافدين", "سامان كريم"),
        ("رنا شلهوب", None, "رنا شلهوب"),
        ("إعداد سها جادو للنشرة العربية", None, "سها جادو"),
        ("دبي - البوابة العربية للأخبار التقنية", None, None),
        ("لندن - آن-ماري سميث", None, "آن-ماري سميث"),
        ("أبوظبي - سكاي نيوز عربية", "سكاي نيوز عربية", None),
        ("دبي، الإمارات العربية المتحدة (CNN)", "سي إن إن", None),
        ("بورسعيد - صدى النيل", "صدى النيل", None),
        ("دوز - مراسل صوت الجريد", "صوت الجريد", None),
        ("نقلا عن الأهرام المصرية", None, None),
        ("تارودانت - و.م.س", None, None),
        ("فرانس 24", "فرانس 24", None),
        ("رويترز", None, None),
        ("", None, None),
    ],
)
def test_the_person_that_a_byline_names(byline: str, outlet: str | None, expected: str | None) -> None:
    assert author(byline, outlet) == expected


def test_a_notice_may_name_the_author() -> None:
    notice = "هذا المقال بقلم منى علي، والآراء الواردة فيه لا تعكس بالضرورة وجهة نظر الشبكة."
    layout = analyse(f"عنوان الخبر\n\n25 يونيو 2020\n\n{notice}\n\n{BODY}", "UTC")
    assert [part.section for part in layout.parts] == ["title", "dateline", "related", "body"]
    assert layout.byline == "منى علي"
    assert signed_by(BODY) is None
