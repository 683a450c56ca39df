"""Rows of the trigger lexicon in words."""

from collections.abc import Iterator, Sequence
from functools import cache

from khabar.events.triggers import QUAD_CLASSES, Condition, Trigger, triggers, word_class
from khabar.resources import lexicon

_CORES = {
    "verb": {
        "actor": "its subject is the actor",
        "recipient": "its subject is the recipient",
        "either": "its subject is a party",
        "self": "its subject acts for itself",
        "none": "its subject is no party",
    },
    "noun": {
        "actor": "the genitive behind it is the actor",
        "recipient": "the genitive behind it is the recipient",
        "either": "the genitive behind it is actor or recipient",
        "self": "the genitive behind it acts for itself",
        "none": "the genitive behind it is no party",
    },
}
_SIDES = {
    ">": "after it",
    "=": "shortly after it",
    "»": "further after it",
    "+": "right after it",
    "<": "before it",
    "~": "anywhere in the sentence",
}
_SCOPES = {
    "political": "sooner with a political party or in a political article",
    "weak": "hardly without a political party in a political article",
    "echo": "only where the event was told before",
    "future": "only in the future tense",
}
_SHOWN = 8  # words of a condition


def event_rules() -> Iterator[tuple[str, str]]:
    """(rule_id, what it matches), one for each kind, type and lemma; the rows of the lexicon in their order."""
    rows: dict[str, list[Trigger]] = {}
    for trigger in triggers():
        rows.setdefault(trigger.rule_id, []).append(trigger)
    for rule_id, alternatives in rows.items():
        kind, event_type, lemma = rule_id.split(":")
        said = "; or ".join(_row(trigger) for trigger in alternatives)
        yield rule_id, f"The {kind} {lemma} as {event_type}: {said}."
    for rule_id, said in _retyped().items():
        if rule_id not in rows:
            yield rule_id, said


def _retyped() -> dict[str, str]:
    """Rules of triggers that mean another type than that of their row (khabar.events.extraction)."""
    found = {}
    for trigger in triggers():
        named = f"The {trigger.kind} {trigger.lemma} ({trigger.event_type})"
        if QUAD_CLASSES[trigger.event_type] == "verbal_cooperation":
            refused = trigger._replace(event_type="REJECT").rule_id
            found[refused] = f"{named} right behind لن: a cooperation that is ruled out is a refusal."
        elif trigger.event_type == "PROTEST":
            accused = trigger._replace(event_type="ACCUSE").rule_id
            found[accused] = f"{named} with a government as a party: a state that protests accuses."
    return found


def _row(trigger: Trigger) -> str:
    core = _CORES["verb" if trigger.kind == "verb" else "noun"].get(trigger.core)
    parts = [core] if core else []
    if trigger.recipient:
        parts.append(f"the recipient is {_markers(trigger.recipient)}")
    parts += [f"with {_condition(c)}" for c in trigger.requires]
    parts += [f"not with {_condition(c)}" for c in trigger.excludes]
    if trigger.scope in _SCOPES:
        parts.append(_SCOPES[trigger.scope])
    if trigger.mode:
        parts.append(f"mode {trigger.mode}")
    return ", ".join(parts) or "wherever it stands"


def _markers(markers: Sequence[str]) -> str:
    return " or ".join("its object" if marker == "obj" else f"behind {marker}" for marker in markers)


def _condition(condition: Condition) -> str:
    known = _class_of().get(condition.words)
    words = [f"a word of {known}"] if known else sorted(condition.words)
    words += sorted(" ".join(phrase) for phrase in condition.phrases)
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return f"{' / '.join(words[:_SHOWN])}{more} {_SIDES[condition.side]}"


@cache
def _class_of() -> dict[frozenset[str], str]:
    """Words of a class of lexicons/event_word_classes.tsv → its name."""
    return {word_class(row["class"]): row["class"] for row in lexicon("event_word_classes")}
