"""Other stories below an article: pages print the first paragraphs of further news under their own text.

Two signs tell where the article ends. A second dateline of an agency opens another story. And a blurb is one sentence
that takes nothing up: it opens without a connective, mostly with a verb of news ("أعلنت"), and hardly a word of it
occurs in the article above. Paragraphs of one article nearly always open with a connective ("وأضاف", "كما") or come
back to its names and matters.
"""

import re
from functools import cache

from khabar.dates.folding import fold
from khabar.layout.datelines import opening
from khabar.layout.head import Head
from khabar.layout.lines import Line
from khabar.layout.phrases import is_connected, phrases
from khabar.resources import lexicon

_FEWEST_BLURBS = 2
_MOST_BLURBS = 10
_FEWEST_ABOVE = 2  # paragraphs of the article itself
_WORDS = range(8, 70)  # of a blurb
_LARGEST_SHARE = 0.25  # of the words of a blurb that the article above has too
_WORD = re.compile(r"[^\W\d_]{3,}")  # "أعلنت"
_PREFIX = re.compile(r"(?:[وف]?(?:ال|بال|كال|لل)|[وفبل](?=\w{4}))")  # "والسعودية", "بالسعودية", "لوزارة"
_SUFFIX = re.compile(r"(?:يه|ها|هم|ات|ين|ون|ان|ه|ي|ا)$")  # "السعودية", "الحوثيين"
_INNER_STOP = re.compile(r"[^\W\d_]{2,}[.؟!]\s+\S")  # "ذلك. وأضاف"


def mark_other_stories(lines: list[Line], head: Head) -> None:
    """Mark the paragraphs of the body that tell other stories, from the first of them to the end."""
    body = [line for line in lines[head.body :] if line.section is None]
    start = _second_dateline(body) if any(line.continues for line in body[:1]) else len(body)
    start = min(start, _first_blurb(body, start, head.title or ""))
    for line in body[start:]:
        line.other_story = True


def _second_dateline(body: list[Line]) -> int:
    """Index of the first paragraph that opens with a dateline again."""
    found = ((index, opening(line.folded)) for index, line in enumerate(body) if index)
    return next((index for index, dateline in found if dateline and dateline.signed), len(body))


def _first_blurb(body: list[Line], end: int, title: str) -> int:
    """Index of the first of the blurbs that stand before `end`."""
    first = end
    while first > max(_FEWEST_ABOVE, end - _MOST_BLURBS) and _stands_alone(body[first - 1]):
        first -= 1
    while end - first >= (1 if end < len(body) else _FEWEST_BLURBS):
        above = set().union(_stems(title), *(_stems(line.text) for line in body[:first]))
        shares = [_share(_stems(line.text), above) for line in body[first:end]]
        near = [index for index, share in enumerate(shares, first) if share > _LARGEST_SHARE]
        if not near:
            return first if _goes_on(body[1:first]) and _opens_stories(body[first:end]) else end
        first = near[-1] + 1
    return end


def _stands_alone(line: Line) -> bool:
    """Whether a paragraph is one whole sentence that does not go on from another."""
    text, words = line.folded, line.folded.split()
    return (
        len(words) in _WORDS
        and text[0].isalpha()
        and text.endswith(".")
        and not is_connected(text)
        and not _INNER_STOP.search(text)
    )


def _goes_on(paragraphs: list[Line]) -> bool:
    """Whether the article connects many of its paragraphs: in one that does not, a bare opening says nothing."""
    return 3 * sum(is_connected(line.folded) for line in paragraphs) >= len(paragraphs)


def _opens_stories(paragraphs: list[Line]) -> bool:
    """Whether half of the paragraphs or more open with a verb of news, as "أعلنت" and "كشف"."""
    return 2 * sum(line.folded.split()[0] in phrases("lede") for line in paragraphs) >= len(paragraphs)


def _share(words: frozenset[str], above: set[str]) -> float:
    return len(words & above) / len(words) if words else 1.0


def _stems(text: str) -> frozenset[str]:
    """The words that are not common, without clitics and endings, roughly."""
    return frozenset(stem for word in _WORD.findall(fold(text)) if (stem := _stem(word)) not in _common())


def _stem(word: str) -> str:
    stem = _PREFIX.sub("", word, count=1) if _PREFIX.match(word) else word
    return _SUFFIX.sub("", stem) if len(stem) > 4 else stem


@cache
def _common() -> frozenset[str]:
    return frozenset(_stem(fold(row["word"])) for row in lexicon("common_words"))
