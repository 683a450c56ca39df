"""Marks in a text: nested, escaped, each with a link to its row, and the text unchanged."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from khabar.report.marks import Mark, mark, marked

TEXT = "قال الوزير: «<b>لن» & نعود"


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    ends = st.integers(0, len(TEXT))
    spans = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), max_size=6))
    return [mark(start, end, "name PER", f"men_{number}") for number, (start, end) in enumerate(spans)]


class Reader(HTMLParser):
    """Reads back what was written, and how deep elements stand in one another."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[tuple[str, str]] = []
        self.links: set[str] = set()
        self.covered: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            assert all(name != "a" for name, _ in self.open)
            self.links.add((values["href"] or "").removeprefix("#row-"))
        self.open.append((tag, values.get("title") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data == "°":
            return
        self.text += data
        for tag, row in self.open:
            if tag == "mark":
                self.covered[row] = self.covered.get(row, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(str(html))
    reader.close()
    assert not reader.open
    return reader


@given(marks())
def test_marks_nest_cover_their_spans_and_leave_the_text_as_it_is(found: list[Mark]) -> None:
    titled = [mark(each.start, each.end, each.kind, each.row, title=each.row) for each in found]
    html = marked(TEXT, titled)
    reader = read(html)
    assert reader.text == TEXT
    assert reader.covered == {each.row: TEXT[each.start : each.end] for each in titled}
    assert reader.links == {each.row for each in titled}
    anchors = re.findall(r' id="(\w+)"', html)
    assert sorted(anchors) == sorted(each.row for each in titled)


def test_a_mark_in_a_mark() -> None:
    html = marked("قال سامي نعم", [mark(4, 12, "quote", "quo_1"), mark(4, 8, "name", "men_1")])
    assert html == (
        'قال <mark class="quote" id="quo_1"><mark class="name" id="men_1"><a href="#row-men_1">سامي</a></mark>'
        '<a href="#row-quo_1"> نعم</a></mark>'
    )


def test_a_mark_that_crosses_another_is_cut() -> None:
    html = marked("واحد اثنان", [mark(0, 6, "quote", "quo_1"), mark(5, 10, "event", "evt_1")])
    assert html.count("<mark") == 3
    assert html.count('id="evt_1"') == 1


def test_text_and_titles_are_escaped() -> None:
    html = marked('<script>"', [mark(0, 9, "name", "men_1", title='"><script>')])
    assert "<script" not in html
    assert "&lt;script&gt;" in html
