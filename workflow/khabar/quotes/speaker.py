"""Who a statement is attributed to."""

from dataclasses import dataclass

from khabar.text.inflect import Form
from khabar.text.spans import Span


@dataclass(frozen=True)
class Speaker:
    """Who a statement is attributed to."""

    name: str | None
    """Resolved name, or the phrase where the text gives no name."""
    span: Span | None
    """The phrase as written nearest to the cue."""
    mention: int | None
    """Index of the mention of the table entities that names the speaker, in the phrase or elsewhere in the article."""
    role: str | None
    how: str
    """phrase, role, body, document, carried, none."""
    genders: frozenset[str]
    number: str
    """s, p, or ps for what can be spoken of as one or as many: السلطات."""
    is_name: bool = False
    """Whether the name is one that the table entities does not hold."""


NOBODY = Speaker(None, None, None, None, "none", frozenset("mf"), "")


def carried(speaker: Speaker) -> Speaker:
    """The same speaker where the text names nobody."""
    if speaker.name is None:
        return speaker
    return Speaker(
        speaker.name, None, speaker.mention, speaker.role, "carried", speaker.genders, speaker.number, speaker.is_name
    )


def fits(speaker: Speaker, form: Form | None) -> bool:
    """Whether the speaker can be the subject of the verb form."""
    if form is None or not form.gender or form.tense == "masdar":
        return True
    if form.number == "p":
        return "p" in speaker.number
    return form.gender in speaker.genders
