"""Titles of the people whom an article names, for finding the person behind a title alone."""

from dataclasses import dataclass

from khabar.quotes.article import Article
from khabar.quotes.title_words import FORMER, countries, meanings, stem
from khabar.quotes.vocabulary import quote_words
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import has_article, is_role, word_class

_FURTHEST = 10  # tokens between the head of a title and the name
_HONORIFICS = quote_words("honorific")
_LITTLE = quote_words("little")


@dataclass(frozen=True)
class Mention:
    """A mention of the table entities."""

    start: int
    end: int
    kind: str
    text: str
    canonical: str
    role: str | None
    mention_id: str
    entity_id: str


class Roles:
    """The titles beside the names of one article."""

    def __init__(self, article: Article, mentions: list[Mention]) -> None:
        self.a = article
        self.mentions = mentions
        self._titles: list[tuple[int, int, tuple[str, ...]]] | None = None

    def titles(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """(mention, character where it stands, words of the title) for every person with a title, in order."""
        if self._titles is None:
            self._titles = []
            for index, mention in enumerate(self.mentions):
                if mention.kind != "PER":
                    continue
                self._titles += [(index, mention.start, words) for words in self._title_words(index, mention)]
        return self._titles

    def _title_words(self, index: int, mention: Mention) -> list[tuple[str, ...]]:
        """The titles of a person: the one that the table entities has, and the one beside the name."""
        words = [lexical(w) for w in (mention.role or "").replace("،", " ").split()]
        while len(words) > 1 and words[0] in _HONORIFICS:
            del words[0]
        if len(words) > 1:
            return [tuple(words)]
        beside = (self._before_name(index, mention), self._behind_name(index, mention))
        return [title for title in (tuple(words), *beside) if title]

    def _before_name(self, index: int, mention: Mention) -> tuple[str, ...]:
        a = self.a
        name = a.words.at(mention.start)
        for at in range(max(0, name - _FURTHEST), name):
            if not is_role(_bare(a.lex[at])) or a.words.name_at[at] >= 0 or a.inside[at] != a.inside[name]:
                continue
            skip = len(a.lex[at]) - len(_bare(a.lex[at]))
            phrase = a.reader.after(at, skip)
            if phrase is not None and phrase.person == index:
                last = name if a.tokens[name - 1].text not in "،,#" else name - 1
                return tuple(self._words(at, last))
        return ()

    def _behind_name(self, index: int, mention: Mention) -> tuple[str, ...]:
        """فلان، وزير النقل; فلان سفير الصين."""
        a, name = self.a, self.a.words.at(mention.start)
        end = a.words.name_end(name)
        phrase = a.reader.after(name)
        if phrase is not None and phrase.person == index and end + 1 < phrase.last and a.tokens[end].text in "،,":
            return tuple(self._words(end + 1, phrase.last))
        if end < len(a.tokens) and is_role(a.lex[end]) and a.words.name_at[end] < 0:
            function = a.reader.after(end)
            if function is not None and function.person is None:
                return tuple(self._words(end, function.last))
        return ()

    def _words(self, first: int, last: int) -> list[str]:
        return [self.a.lex[at] for at in range(first, last) if self.a.tokens[at].text[0].isalpha()]

    def person(self, phrase: Phrase, token: int) -> int | None:
        """The mention of the person whom a title without a name means, or None."""
        a = self.a
        words = [w for w in self._words(phrase.first, phrase.last) if w not in _LITTLE]
        if not words:
            return None
        head = stem(words[0])
        rest = meanings(words[1:])
        definite = words[0].startswith("ال") or len(words) > 1
        if not definite:
            return None
        same_head = [(i, at, t) for i, at, t in self.titles() if head == stem(t[0])]
        held = [each for each in same_head if FORMER & rest or not FORMER & set(each[2])]
        same_head = held or same_head
        fitting = [each for each in same_head if rest <= meanings(each[2])]
        alike = [each for each in fitting if has_article(each[2][0]) == has_article(words[0])]
        full = [(i, at) for i, at, _ in alike or fitting]  # الرئيس الفرنسي is الرئيس فلان, not رئيس الوزراء
        if not full:  # a bare title fits any holder, if there is one only: متحدث باسم الفاتيكان is المتحدث جريج بروك
            bare = [(i, at) for i, at, t in same_head if len(t) == 1]
            full = bare if len({self.mentions[i].canonical for i, _ in bare}) == 1 else []
        spoken_for = self.a.lex[phrase.head].startswith(("متحدث", "ناطق", "مسؤول", "مصدر")) and not full
        if not full and not spoken_for and len({self.mentions[i].canonical for i, _, _ in same_head}) == 1:
            full = [(i, at) for i, at, t in same_head if not _contradicts(rest, meanings(t))]
        if not full:
            return None
        indefinite = not words[0].startswith("ال") and words[0] in ("متحدث", "متحدثه", "ناطق", "مسؤول", "مصدر")
        if indefinite and len({self.mentions[i].canonical for i, _ in full}) > 1:
            return None
        here = a.tokens[token].start
        before = [i for i, at in full if at < here]
        return before[-1] if before else full[0][0]

    def could_be(self, mention: int, phrase: Phrase) -> bool:
        """Whether what the title says beside its head is said of the person too, or nothing else is: مسؤول كردي."""
        words = [w for w in self._words(phrase.first, phrase.last) if w not in _LITTLE]
        rest = meanings(words[1:])
        name = self.mentions[mention].canonical
        titles = [meanings(t) for i, _, t in self.titles() if self.mentions[i].canonical == name]
        return any(rest <= title for title in titles) if rest else True

    def written(self, phrase: Phrase) -> str | None:
        """The title that stands with the name inside the phrase, as written."""
        if phrase.person is None or phrase.person < 0:
            return None
        mention = self.mentions[phrase.person]
        before = self.a.text[phrase.start : mention.start].strip(' ،,#"«“')
        after = self.a.text[mention.end : phrase.end].strip(' ،,#"»”')
        return before or after or None

    def unknown_name(self, phrase: Phrase) -> str:
        """The words after the title that no table knows as a name."""
        first = self._unknown_first(phrase)
        return self.a.text[self.a.tokens[first].start : phrase.end]

    def before_unknown(self, phrase: Phrase) -> str | None:
        """The title before such a name."""
        first = self._unknown_first(phrase)
        return self.a.text[phrase.start : self.a.tokens[first - 1].end] if first > phrase.first else None

    def _unknown_first(self, phrase: Phrase) -> int:
        first = phrase.last - 1
        while first - 1 > phrase.first and self._could_be_name(first - 1):
            first -= 1
        return first

    def _could_be_name(self, at: int) -> bool:
        lex = self.a.lex[at]
        word = lex[:1].isalpha() and not lex.startswith("ال")
        return word and not word_class(lex) and self.a.words.name_at[at] < 0 and lex not in _LITTLE

    def word_before(self, mention: int) -> str:
        """Lexicon form of the classifier before a name: وكالة of وكالة "رويترز"."""
        at = self.a.words.at(self.mentions[mention].start) - 1
        while at >= 0 and (not self.a.tokens[at].text[0].isalpha() or self.a.lex[at] == "انباء"):
            at -= 1
        return _bare(self.a.lex[at]) if at >= 0 else ""


def _bare(lex: str) -> str:
    """Without an attached conjunction or preposition before a title: ووزير, للرئيس."""
    if lex.startswith("لل") and is_role("ال" + lex[2:]):
        return lex[1:]
    if lex[:1] in ("و", "ف", "ل", "ب") and not is_role(lex) and is_role(lex[1:]):
        return lex[1:]
    return lex


def _contradicts(rest: frozenset[str], title: frozenset[str]) -> bool:
    """Two nationalities, or two offices, cannot be the same person."""
    ours, theirs = countries(rest), countries(title)
    if ours and theirs:
        return not ours & theirs
    nisba = {w for w in rest if w.endswith(("ي", "يه"))}
    other = {w for w in title if w.endswith(("ي", "يه"))}
    return bool(nisba and other and not nisba & other)
