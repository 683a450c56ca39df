"""The quality page: self-contained, escaped, whole."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa

from khabar.evaluation import page
from khabar.evaluation.gold import GoldDocument
from khabar.evaluation.quality import Quality, of_tables

Tables = dict[str, pa.Table]
_VOID = {"meta", "line", "circle", "rect", "br"}


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not the last one open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag


def measured(document: GoldDocument, tables: Tables, name: str = "release") -> Quality:
    """With everything missed of names, so that the page has errors to show."""
    return of_tables(tables | {"entities": tables["entities"].slice(0, 0)}, [document], name)


def test_text_of_articles_is_escaped(document: GoldDocument, tables: Tables) -> None:
    html = page.render([measured(document, tables)])
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert "<mark>سليم</mark>" in html


def test_the_page_asks_no_other_host(document: GoldDocument, tables: Tables) -> None:
    html = page.render([measured(document, tables)])
    assert re.findall(r"https?:|src=|@import|url\(", html) == []
    assert {link for link in re.findall(r'href="([^"]*)"', html) if not link.startswith("#")} == set()


def test_tags_are_balanced_and_all_parts_there(document: GoldDocument, tables: Tables) -> None:
    parser = Balanced()
    parser.feed(page.render([measured(document, tables), measured(document, tables, "news")]))
    parser.close()
    assert parser.open == []
    assert {"svg", "table", "details", "mark", "bdi"} <= parser.seen


def test_nothing_measured_is_a_page_too() -> None:
    assert "How it is measured" in page.render([])


def test_what_is_kept_is_on_the_page(document: GoldDocument, tables: Tables, tmp_path: Path) -> None:
    page.keep(measured(document, tables, "news"), tmp_path, texts=False)
    path = page.keep(measured(document, tables, "release"), tmp_path, texts=True)
    assert path == tmp_path / "quality" / "release.json"
    html = (tmp_path / "quality.html").read_text(encoding="utf-8")
    assert html.index('id="release"') < html.index('id="news"')
    assert "سليم" not in (tmp_path / "quality" / "news.json").read_text(encoding="utf-8")
    assert html == page.render(page.load_all(tmp_path))
