"""How far a noun phrase goes: heads, genitive chains, adjectives, names and appositions, without a parser.

What is read is the phrase that names who speaks or acts: "وكيل وزارة الدفاع في حكومة الوفاق بطرابلس، صلاح الدين
النمروش". Grammar decides (K. Ryding, A Reference Grammar of Modern Standard Arabic, 2005, ch. 8, 10): a genitive
chain goes on while its last noun has no article; after the article only an adjective with the article, a name in
apposition or a preposition that belongs to the head can follow, so "أدان الرئيس اتهامات" ends after "الرئيس".
Names come from the caller (the mentions of the table entities).
"""

from typing import NamedTuple

from khabar.text.phrase_names import MAX_TOKENS
from khabar.text.phrase_scan import Scan
from khabar.text.words import NameSpan, Words, is_complementizer, is_verb, is_word, word_class

__all__ = ["NameSpan", "Phrase", "PhraseReader", "Words"]


class Phrase(NamedTuple):
    """A noun phrase: its characters [start, end), its tokens [first, last), its head and the names in it."""

    start: int
    end: int
    first: int
    last: int
    head: int
    """Token index of the head noun."""
    names: tuple[int, ...]
    """Indexes, into the names given to the reader, of the names inside, in order."""
    person: int | None
    """Which of them is the person that the phrase is about, if one is named."""


class PhraseReader:
    """Reads noun phrases of one text."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def after(self, index: int, skip: int = 0) -> Phrase | None:
        """The noun phrase that begins at token `index`, `skip` characters of attached clitics left out.

        None if none begins there: at punctuation, a verb, a particle, a time word.
        """
        first = index
        if index < len(self.words.tokens) and self.words.tokens[index].text == "#":
            index += 1
        if index >= len(self.words.tokens):
            return None
        named = self.words.name_at[index]
        if named >= 0 and self.words.names[named].start > self.words.tokens[index].start + skip:
            return None  # a clitic stands before the name: لـCNN
        scan = Scan(self.words, index, skip)
        if not scan.run():
            return None
        start = self.words.tokens[index].start + skip if first == index else self.words.tokens[index].start
        name = self.words.name_at[index]
        if name >= 0 and self.words.names[name].start > start and scan.head == index:
            start = self.words.names[name].start
        end = self.words.tokens[scan.at - 1].end
        return Phrase(start, end, index, scan.at, scan.head, tuple(scan.names), scan.person)

    def before(self, index: int, floor: int = 0) -> Phrase | None:
        """The longest noun phrase that ends just before token `index` (a comma may stand between).

        Looks back no further than token `floor` and the start of the clause.
        """
        end = index
        tokens = self.words.tokens
        if end > floor and tokens[end - 1].text in "،,":
            end -= 1
        floor = max(floor, end - MAX_TOKENS)
        candidates = []
        for at in range(end - 1, floor - 1, -1):
            if tokens[at].text in ".؟!?؛;\n:" or is_complementizer(self.words.lex[at]):
                break
            if at == floor or self._may_begin(at):
                candidates.append(at)
        for at in reversed(candidates):
            if at > floor and self.words.name_at[at] >= 0 and self.words.name_at[at] == self.words.name_at[at - 1]:
                continue
            skip = 1 if self._joined(at) else 0
            phrase = self.after(at, skip)
            if phrase is not None and phrase.last == end:
                return phrase
        return None

    def _may_begin(self, at: int) -> bool:
        """Whether a clause, and so its subject, can begin here."""
        words = self.words
        previous = words.lex[at - 1]
        if not is_word(words.tokens[at - 1]) or words.tokens[at].text.startswith(("و", "لل")):
            return True
        return (
            bool(word_class(previous) & {"time", "stop", "relative"})
            or is_complementizer(previous)
            or is_verb(previous)
        )

    def _joined(self, at: int) -> bool:
        """Whether the token begins with an attached conjunction: "وإسرائيل"."""
        token = self.words.tokens[at]
        name = self.words.name_at[at]
        if name >= 0:
            return self.words.names[name].start == token.start + 1
        return token.text.startswith(("وال", "فال", "لل"))
