"""A frame: one use of a reporting word, who speaks, and where what is reported begins."""

from dataclasses import dataclass
from typing import NamedTuple

from khabar.quotes.article import Unit
from khabar.quotes.lexicon import Cue
from khabar.text.inflect import Form, Reading
from khabar.text.phrases import Phrase


class Use(NamedTuple):
    """One reading of one word as a reporting word."""

    at: int
    """Token index."""
    reading: Reading[Cue]
    unit: Unit

    @property
    def cue(self) -> Cue:
        """The reporting word."""
        return self.reading.entry

    @property
    def form(self) -> Form:
        """Its form."""
        return self.reading.form


class Complement(NamedTuple):
    """Where what is reported begins."""

    kind: str
    """that, quote, colon, prep, noun, object, before (a quotation that ends just before the cue)."""
    first: int
    """Token index of its first word (of the opening mark for a quotation)."""
    start: int
    """Character where the content begins (after an attached preposition)."""


@dataclass
class Frame:
    """One use of a reporting word."""

    token: int
    cue: Cue
    form: Form
    start: int
    """Character where the cue begins, attached conjunction left out."""
    end_token: int
    """Token index just after the cue."""
    end: int
    """Character where the cue ends."""
    phrase: Phrase | None
    complement: Complement
    joined: bool
    """Whether the cue begins an attribution of its own: after a conjunction, a comma, or at the start."""
    before: bool = False
    """Whether the speaker stands before the verb."""
    relayed: bool = False
    """Whether the verb passes on what somebody else said."""
    via: Phrase | None = None
    """Who relayed it."""
    opening: int = 0
    """Token index where the attribution begins: its conjunction, the speaker before the verb, or the cue."""
