"""One statement, as the rules find it: what is said, by which words it is reported, and the phrase of its speaker."""

from dataclasses import dataclass, field

from khabar.text.inflect import Form
from khabar.text.phrases import Phrase
from khabar.text.spans import Span


@dataclass
class Statement:
    """One statement that the text attributes to somebody."""

    span: Span
    quote_type: str
    rule: str
    unit: int
    cue: Span | None = None
    lemma: str | None = None
    cue_class: str = "say"
    phrase: Phrase | None = None
    form: Form | None = None
    token: int = 0
    """Token index of the cue, or of the content where there is none."""
    via: list[Phrase] = field(default_factory=list)
    """Who relayed it."""
    nested: bool = False
    """Whether it stands inside another statement or a relative clause, so that nobody speaks on after it."""
