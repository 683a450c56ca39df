"""Headlines of other pieces between the paragraphs of the body, without a label: pages print links there.

One short line without a stop may be a subheading. Two and more of them in a row, after a whole paragraph, announce
nothing: they are links.
"""

import re

from khabar.layout.head import Head
from khabar.layout.lines import Line
from khabar.layout.phrases import is_connected

_LINES = range(2, 6)  # in a row; more are a list or a poem
_WORDS = range(4, 17)  # of a headline
# A field of a table, as "الراتب السنوي: 73.500 دولار", "الدولة: تشيلي"
_FIELD = re.compile(r"[^:]{1,40}:\s*[^\s:]+(?:\s[^\s:]+){0,2}$")
_OPENING_MARKS = "\"'«“"


def mark_headlines(lines: list[Line], head: Head) -> None:
    """Mark runs of headlines inside the body as links."""
    run: list[Line] = []
    before: Line | None = None
    for line in lines[head.body :]:
        if line.section is None and _is_headline(line):
            run.append(line)
            continue
        if before and before.prose and len(run) in _LINES and line.section is None:
            for link in run:
                link.section = "related"
        run, before = [], line


def _is_headline(line: Line) -> bool:
    """Whether a line can be a headline: a few words without a stop, that neither count nor connect."""
    text = line.text
    return (
        text.count(" ") + 1 in _WORDS
        and (text[0].isalpha() or text[0] in _OPENING_MARKS)
        and not text.endswith((".", ":", "…", "،", "؛", '."', ".»", ".”"))
        and not is_connected(line.folded)
        and not _FIELD.match(line.folded)
    )
