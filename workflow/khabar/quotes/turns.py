"""Who spoke so far in an article, and who of them a later phrase means again."""

from collections.abc import Iterator
from dataclasses import replace

from khabar.quotes.article import Article
from khabar.quotes.speaker import Speaker
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.tokens import lexical

MEMORY = 300  # speakers or mentions looked back at, so that work stays linear


class Turns:
    """The speakers of one article in the order of the text, each with the token where he speaks."""

    def __init__(self, article: Article) -> None:
        self.a = article
        self.all: list[tuple[int, Speaker]] = []

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.all[-1][1] if self.all else None

    @property
    def last_token(self) -> int:
        """Where he spoke, or -1."""
        return self.all[-1][0] if self.all else -1

    def recent(self, count: int = MEMORY) -> Iterator[Speaker]:
        """Who spoke, the last one first."""
        return (speaker for _, speaker in reversed(self.all[-count:]))

    def mentions(self) -> Iterator[int]:
        """The mentions of those who spoke, the last one first."""
        return (speaker.mention for speaker in self.recent() if speaker.mention is not None)

    def again(self, phrase: Phrase, head: str, token: int) -> Speaker | None:
        """المكتب after مكتب خدمات الطيران spoke, الشهود after شهود: the same speaker again, mention or not."""
        if not head.startswith("ال"):
            return None
        bare, span = head.removeprefix("ال"), Span(phrase.start, phrase.end)
        for at, speaker in reversed(self.all[-MEMORY:]):
            words = [lexical(word) for word in (speaker.name or "").split()]
            plural = speaker.number == "p"  # شهود; but the doctors at large are not those doctors
            if at < token and words[:1] == [bare] and plural == (len(words) == 1):
                return replace(speaker, span=span, role=None, how="body")
        return None

    def unnamed(self, head: str, token: int, first: int = 0) -> Speaker | None:
        """المتحدث after متحدث باسم الجيش: the same source again, from the token `first` on."""
        if not head.startswith("ال"):
            return None
        bare = head.removeprefix("ال")
        for at, speaker in reversed(self.all[-MEMORY:]):
            if first <= at < token and speaker.span is not None and speaker.name is not None:
                words = [lexical(word).removeprefix("ال") for word in speaker.span.of(self.a.text).split()]
                if bare in words[:2]:
                    return speaker
        return None

    def document(self, head: str) -> Speaker | None:
        """الدراسة after دراسة للجامعة: who was behind the last document of this kind."""
        for speaker in self.recent():
            words = [] if speaker.span is None else speaker.span.of(self.a.text).split()
            if speaker.how == "document" and words and lexical(words[0]).removeprefix("ال") == head:
                return speaker
        return None
