"""What the arguments of verbs and verbal nouns have in common: agents, recipients behind their markers."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from khabar.events.article import Article, Sentence
from khabar.events.complements import Complement, complements
from khabar.events.conditions import matched_after
from khabar.events.parties import Party, country_of_adjective, named, party, sectors
from khabar.events.triggers import SPEECH_TYPES, Reading, bare_forms, readings, word_class
from khabar.text.tokens import lexical
from khabar.text.words import is_masdar


class Arguments(NamedTuple):
    """The two parties of an event."""

    actor: Party | None
    recipient: Party | None


def _is_place(found: Party) -> bool:
    return found.mention is not None and found.mention["entity_type"] == "LOC"


class Frame(ABC):
    """The arguments of one trigger."""

    def __init__(self, article: Article, sentence: Sentence, token: int, reading: Reading) -> None:
        self.article = article
        self.words = article.words
        self.sentence = sentence
        self.token = token
        self.reading = reading
        self.trigger = reading.trigger
        self.parts = complements(article, sentence, token + 1)
        self.content = matched_after(article, sentence, token, reading)

    def agent(self) -> Party | None:
        """The phrase behind من قبل, على يد and the like."""
        return next((party(self.article, p.phrase) for p in self.parts if p.marker == "agent"), None)

    def is_content(self, part: Complement) -> bool:
        """Whether the phrase is a thing that the lexicon row requires (رسوما in فرض رسوما): no party."""
        if self.content is None or not part.phrase.first <= self.content < part.phrase.last:
            return False
        return bare_forms(self.words.tokens[self.content].text).isdisjoint(sectors())

    def marked(self, bare: list[Complement] | None = None) -> Party | None:
        """The recipient by the markers of the lexicon row, best first."""
        for marker in self.trigger.recipient:
            wanted = "" if marker == "obj" else lexical(marker)
            for part in (bare or []) if marker == "obj" else self.parts:
                if part.marker == wanted and not self.is_content(part):
                    found = self.behind(part)
                    if found is not None and not (marker == "في" and _is_place(found)):
                        return found
        return None

    @abstractmethod
    def doer(self, token: int, reading: Reading) -> Party | None:
        """Whose act a verbal noun among the complements is."""

    def behind(self, part: Complement) -> Party | None:  # noqa: PLR0911 - one kind of phrase after the other
        """Whom a phrase means: for what someone did, decided or sells (اعتداء الحوثيين, بضائع صينية), that someone."""
        head = part.phrase.head
        word = self.words.tokens[head].text
        forms = bare_forms(word)
        if self.words.name_at[head] >= 0:
            return party(self.article, part.phrase)
        inner = next((r for r in readings(word) if r.tense == "noun" and r.trigger.core in ("actor", "either")), None)
        speech = self.trigger.event_type in SPEECH_TYPES
        act = speech and is_masdar(self.words.lex[head].removeprefix("ال")) and forms.isdisjoint(sectors())
        if inner is None and not act and forms.isdisjoint(word_class("object_noun")):
            return party(self.article, part.phrase)
        doer = self.doer(head, inner) if inner is not None else None
        if doer is not None and doer.mention is not None:
            return doer
        for at in range(head + 1, min(head + 4, self.sentence.last)):
            country = country_of_adjective(self.article, at)
            if country is not None:
                return country
        following = [p for p in complements(self.article, self.sentence, head + 1) if p.marker in ("", "ل", "agent")]
        for names in (part.phrase.names, *(p.phrase.names for p in following[:2])):
            for index in names:
                if self.words.names[index].kind != "MISC":
                    return named(self.article, index)
        if not speech:
            return party(self.article, part.phrase)
        genitive = self.article.reader.after(head + 1) if head + 1 < part.phrase.last else None  # قرار المحكمة
        return party(self.article, genitive) if genitive is not None else None
