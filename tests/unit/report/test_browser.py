"""The page in a browser: it loads without complaint, its search filters, a mark leads to its row, Arabic joins."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.report.browser import CHROMIUM, Browser, browser
from tests.unit.report.test_page import VALIDATION, spoiled, write

from khabar.report.page import render

pytestmark = pytest.mark.skipif(not os.access(CHROMIUM, os.X_OK), reason=f"Debian's Chromium is not at {CHROMIUM}")

SHOWN = "Array.from(document.querySelectorAll('[data-item]')).filter(e => !e.hidden).length"
IN_SIGHT = (
    "(e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0 })"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    rows = spoiled(3)
    for row in rows["quotes"]:
        row |= {"speaker_name": "أَحمد الحدّاد", "speaker_entity_id": None}
    path = folder / "index.html"
    path.write_text(render(write(rows, folder / "release"), VALIDATION), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.size(390, 844)
        yield opened


def test_it_loads_without_a_complaint_and_asks_no_other_host(tab: Browser, page: Path) -> None:
    tab.open(page)
    assert tab.run("document.querySelectorAll('[data-item]').length") > 10
    assert tab.complaints == []
    assert {address for address in tab.requests if address != "about:blank"} == {page.as_uri()}


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_is_wider_than_the_window(tab: Browser, page: Path, width: int) -> None:
    tab.size(width, 844)
    tab.open(page)
    assert tab.run("document.documentElement.scrollWidth") <= width
    tab.size(390, 844)


def test_the_search_filters_whatever_the_spelling(tab: Browser, page: Path) -> None:
    tab.open(page)
    everything = tab.run(SHOWN)
    tab.run("box.value = 'احمد الحداد'; box.dispatchEvent(new Event('input'))")
    found = tab.run(SHOWN)
    assert 0 < found < everything
    assert tab.run("found.textContent") == f"{found} of {everything}"
    tab.run("box.value = 'لا أحد بهذا الاسم'; box.dispatchEvent(new Event('input'))")
    assert tab.run(SHOWN) == 0
    assert tab.run("document.querySelectorAll('.article:not([hidden])').length") == 0
    tab.run("box.value = ''; box.dispatchEvent(new Event('input'))")
    assert tab.run(SHOWN) == everything


def test_a_search_can_be_linked_to(tab: Browser, page: Path) -> None:
    tab.open(page, "?q=%D8%A7%D8%AD%D9%85%D8%AF")
    assert 0 < tab.run(SHOWN) < tab.run("items.length")


def test_a_mark_leads_to_its_row_and_the_row_back(tab: Browser, page: Path) -> None:
    tab.open(page)
    tab.run("document.querySelector('.text mark.quote > a').click()")
    row = tab.run("location.hash")
    assert row.startswith("#row-quo_")
    assert tab.run("document.querySelector(':target').localName") == "tr"
    assert tab.run(f"{IN_SIGHT}(document.querySelector(':target'))")
    tab.run("document.querySelector(':target a').click()")
    assert tab.run("location.hash") == row.replace("row-", "")
    assert tab.run(f"{IN_SIGHT}(document.querySelector('mark:target'))")


def test_a_link_into_a_closed_article_opens_it(tab: Browser, page: Path) -> None:
    tab.open(page)
    row = tab.run("document.querySelector('.article:not([open]) tr[id]').id")
    tab.open(page, f"#{row}")
    assert tab.run(f"{IN_SIGHT}(document.getElementById('{row}'))")


def test_arabic_runs_from_the_right_and_joins_across_marks(tab: Browser, page: Path) -> None:
    tab.open(page)
    assert tab.run("getComputedStyle(document.querySelector('.text')).direction") == "rtl"
    joined = """(() => {
        const width = html => {
            const line = document.createElement("span");
            line.innerHTML = html;
            document.querySelector(".text").append(line);
            const measured = line.getBoundingClientRect().width;
            line.remove();
            return measured;
        };
        return [width("والسلام"), width('و<mark class="name PER"><a href="#">السـ</a></mark>لام'.replace("ـ", ""))];
    })()"""
    plain, in_a_mark = tab.run(joined)
    assert abs(plain - in_a_mark) < 0.5
