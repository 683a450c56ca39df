"""What stands in and behind the body that is no body text: links, notices, captions, credits."""

import re

from khabar.dates.folding import Folded
from khabar.layout import phrases
from khabar.layout.authors import signed_by
from khabar.layout.bylines import byline_text, is_byline
from khabar.layout.head import Head
from khabar.layout.lines import LONGEST_LINK, Line
from khabar.layout.outlets import publisher

_LONGEST_TAIL = 4  # lines at the end that may hold credits or a date line
_LONGEST_NOTICE = 300  # code points
_MOST_LINKS = 8  # lines below one label such as "اقرأ أيضا"
# What stands behind the last stop of the text: "…للعاصمة. هاجر النوالي", "… الأخرى. (صورة أرشيفية)"
_SIGNATURE = re.compile(r"(?<!\.)(?P<stop>[.؟!»”\"])\s+(?P<tail>[^.؟!\n]{3,60})$")


def split_signature(lines: list[Line], head: Head) -> None:
    """Cut an author, source or photo credit off the end of the last paragraph."""
    if head.body >= len(lines):
        return
    line = lines[-1]
    match = _SIGNATURE.search(line.text, max(0, len(line.text) - 70))
    quoted = match and _open_mark(line.text[: match.end("stop")])  # a quotation that goes on to the end
    section = _credit_section(match["tail"]) if match and not quoted else None
    if match and section:
        lines[-1:] = [
            line.part(0, match.end("stop"), line.section),
            line.part(match.start("tail"), len(line.text), section),
        ]
        if section == "byline":
            head.byline = head.byline or byline_text(match["tail"])


def _open_mark(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("«") > text.count("»") or text.count("“") > text.count("”")


def _credit_section(text: str) -> str | None:
    folded = Folded(text).text
    if phrases.caption_label(folded) or phrases.ends_in_credit(folded):
        return "caption"
    return "byline" if is_byline(folded, beside_date=True) else None


def read_tail(lines: list[Line], head: Head) -> None:
    """Mark credits, notices and date lines at the end of the text, and take what the head does not say."""
    for line in reversed(lines[max(head.body + 1, len(lines) - _LONGEST_TAIL) :]):
        section = line.section or (None if line.prose else line.named_section(beside_date=False))
        if section == "dateline":
            if head.published and head.published.at:
                break
            head.published = line.published
        elif section == "byline":
            head.byline = head.byline or byline_text(line.text)
        elif section not in ("related", "caption") and not _is_notice(line):
            break
        line.section = section or "related"
        head.outlet = head.outlet or publisher(line.folded)


def mark_body(lines: list[Line], head: Head) -> None:
    """Mark links to other pieces, notices, rules, captions and repeated headlines inside the body."""
    links = 0
    for index, line in enumerate(lines):
        if index < head.body or line.section is not None:
            continue
        label = phrases.related_label(line.folded) if len(line.text) <= LONGEST_LINK else None
        if label:
            line.section = "related"
            links = _MOST_LINKS if label.end() >= len(line.folded.rstrip()) else 0
        elif links and len(line.text) <= LONGEST_LINK and not line.text.endswith((".", ":", '."')):
            line.section = "related"
            links -= 1
        else:
            links = 0
            line.section = _section(lines, index, head.title)
            if line.section == "related":
                head.byline = head.byline or signed_by(line.text)


def _section(lines: list[Line], index: int, title: str | None) -> str | None:
    line = lines[index]
    if title and line.text == title:
        return "title"
    neighbours = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    if any(line.text == other.text for other in neighbours) and not line.prose:
        return "caption"
    if not any(character.isalnum() for character in line.text):
        return "related"
    if _is_notice(line):
        return "related"
    short = len(line.text) <= LONGEST_LINK and not line.text.endswith(".")
    if short and (phrases.caption_label(line.folded) or phrases.ends_in_credit(line.folded)):
        return "caption"
    return None


def _is_notice(line: Line) -> bool:
    return len(line.text) <= _LONGEST_NOTICE and phrases.is_notice(line.folded)
