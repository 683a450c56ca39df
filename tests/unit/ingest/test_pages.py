"""Pages: headline, date line and byline as shown, paragraphs; without menus, comments and the clock."""

import contextlib

import pytest

from khabar.ingest.pages import read_page
from khabar.ingest.reasons import Reason, RejectedError

BODY = [
    "أعلنت بلدية مدينة الساحل اليوم أنها ستفتح المكتبة العامة أمام الزوار بعد عامين من الترميم الذي شمل القاعات كلها.",
    "وقال مدير المكتبة في مؤتمر صحفي إن القاعة الكبرى ستضم عشرة آلاف كتاب، وإن الدخول سيكون مجانيا طوال الشهر الأول.",
    "وأضاف أن المكتبة ستنظم ندوة أسبوعية يشارك فيها كتّاب من المدينة ومن خارجها، وورشا للأطفال في عطلة نهاية الأسبوع.",
]
TITLE = "افتتاح مكتبة الساحل بعد ترميمها"
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{TITLE} | صحيفة المرفأ</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="المرفأ">
<meta property="article:published_time" content="2022-05-18T09:15:00+04:00">
<meta name="author" content="ليلى الشاطئ"><link rel="canonical" href="https://marfa.example/news/7">
<style>p {{ color: red }}</style><script>var x = "عقوبات";</script></head><body>
<nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav><div class="top-date">السبت 2 يناير 2027</div>
<main><article><h1>{TITLE}</h1><div class="meta"><span class="author">كتبت ليلى الشاطئ</span>
<time datetime="2022-05-18T09:15:00+04:00">18 مايو 2022 - 09:15</time></div>
{"".join(f"<p>{line}</p>" for line in BODY)}</article></main>
<div class="comments"><p>تعليق أول يوم 3 يناير</p></div><footer>جميع الحقوق محفوظة 2022</footer></body></html>"""
TEXT = "\n\n".join([TITLE, "18 مايو 2022 - 09:15\nكتبت ليلى الشاطئ", "\n".join(BODY)])


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    page = read_page(PAGE.encode(), "a.html")
    assert page.text == TEXT
    assert (page.title, page.published, page.author) == (TITLE, "2022-05-18T09:15:00+04:00", "ليلى الشاطئ")
    assert (page.url, page.outlet, page.encoding) == ("https://marfa.example/news/7", "المرفأ", "utf-8")


def test_the_encoding_is_found_by_content_not_by_what_the_page_claims() -> None:
    page = read_page(PAGE.encode("windows-1256"), "a.html")
    assert (page.text, page.encoding) == (TEXT, "windows-1256")


def test_the_second_reading_of_a_page_gives_the_same() -> None:
    assert read_page(PAGE.encode(), "a.html") == read_page(PAGE.encode(), "a.html")


def test_json_ld_states_the_time_and_broken_json_ld_says_nothing() -> None:
    graph = '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2021-10-11T22:30:00Z"}]}'
    for data, expected in ((graph, "2021-10-11T22:30:00Z"), ("{broken", "2022-05-18T09:15:00+04:00")):
        script = f'<script type="application/ld+json">{data}</script></head>'
        assert read_page(PAGE.replace("</head>", script).encode(), "a.html").published == expected


def test_an_old_page_without_metadata() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in ["17 فبراير/شباط 2020", "دبي - رويترز", *BODY])
    html = f"<html><head><title>{TITLE}</title></head><body><h2>{TITLE}</h2>{paragraphs}</body></html>"
    page = read_page(html.encode(), "a.html")
    assert page.text == f"{TITLE}\n\n" + "\n".join(["17 فبراير/شباط 2020", "دبي - رويترز", *BODY])
    assert (page.published, page.author, page.url) == (None, None, None)


def test_a_declaration_of_another_encoding_does_no_harm() -> None:
    html = '<?xml version="1.0" encoding="iso-8859-6"?>' + PAGE.removeprefix("<!DOCTYPE html>")
    assert BODY[0] in read_page(html.encode(), "a.html").text


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "   \n", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_text_is_rejected(html: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read_page(html.encode(), "a.html")
    assert caught.value.reason is Reason.NO_TEXT


def test_nesting_without_end_does_not_stop_the_run() -> None:
    html = "<div>" * 20_000 + BODY[0]
    with contextlib.suppress(RejectedError):
        assert BODY[0] in read_page(html.encode(), "a.html").text
