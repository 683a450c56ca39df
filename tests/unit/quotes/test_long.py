"""The work grows with the length of the article, not with its square."""

from typing import Any

import pytest

from khabar.quotes.article import Article
from khabar.quotes.roles import Mention
from khabar.quotes.speakers import SpeakerResolver
from khabar.quotes.statements import StatementFinder
from khabar.text.phrases import NameSpan, PhraseReader

LINES = (
    "قال سليم الحداد إن المصنع جاهز، مضيفا أن العمال عادوا إلى العمل.",
    "وأكدت الوزارة في البيان أن الطريق مفتوح، فيما طالب المدير بفتح الجسر.",
    'وتابع "سنبدأ غدا، والمصنع القديم سيهدم',
)


def work(length: int, lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> int:
    """Noun phrases read in an article of so many characters."""
    counted = 0
    read = PhraseReader.after

    def after(self: PhraseReader, *args: Any, **kwargs: Any) -> Any:
        nonlocal counted
        counted += 1
        return read(self, *args, **kwargs)

    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(lines[len(parts) % len(lines)])
        size += len(parts[-1]) + 1
    text = "\n".join(parts)
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part), "body"))
        at += len(part) + 1
    name = "سليم الحداد"
    starts = [start + 4 for (start, _, _), part in zip(spans, parts, strict=True) if name in part]
    mentions = [Mention(s, s + len(name), "PER", name, name, None, f"men_{s}", "ent") for s in starts]
    with monkeypatch.context() as patch:
        patch.setattr(PhraseReader, "after", after)
        article = Article(text, spans, [NameSpan(m.start, m.end, m.kind) for m in mentions])
        statements = StatementFinder(article).find()
        assert len(SpeakerResolver(article, mentions).resolve(statements)) == len(statements) > length / 500
    return counted


@pytest.mark.parametrize(
    "lines", [LINES, (" ".join(LINES[:2]) + " ",), ("وأضاف أن الوزير قال إن المدير أكد أن الجسر مفتوح",)]
)
def test_work_is_linear(lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = work(50_000, lines, monkeypatch), work(200_000, lines, monkeypatch)
    assert long < 5 * short
    assert long < 200_000


def test_one_line_without_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "وقال سليم الحداد إن المصنع جاهز وأضاف أن الطريق مفتوح " * 3600
    assert len(line) > 190_000
    article = Article(line, [(0, len(line), "body")], [])
    assert len(StatementFinder(article).find()) > 1000
