"""Every rule that a `rule_id` can name, in words.

Entities and quotes have few rules; schemas/rules/ says what each matches. An event's rule is a row (or several) of
lexicons/event_triggers.tsv, which khabar.catalogue.events puts into words.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml

from khabar.catalogue.events import event_rules
from khabar.resources import rules_path


class Example(NamedTuple):
    """An invented text in which the rule fires, and what it finds there."""

    text: str
    finds: str


class Rule(NamedTuple):
    """One rule of one table."""

    table: str
    rule_id: str
    matches: str
    """What it looks for, in English."""
    source: str
    """The file that holds its words or weights, relative to workflow/khabar."""
    example: Example | None = None


@cache
def catalogue() -> dict[tuple[str, str], Rule]:
    """(table, rule_id) → the rule, for every rule that can fire."""
    found = [*_entity_rules(), *_quote_rules()]
    found += [Rule("events", rule_id, matches, "lexicons/event_triggers.tsv") for rule_id, matches in event_rules()]
    return {(rule.table, rule.rule_id): rule for rule in found}


def _entity_rules() -> Iterator[Rule]:
    for rule_id, said in _load(rules_path("entities"))["rules"].items():
        example = Example(said["example"], said["finds"]) if "example" in said else None
        yield Rule("entities", rule_id, said["matches"], said["source"], example)


def _quote_rules() -> Iterator[Rule]:
    said = _load(rules_path("quotes"))
    examples = {rule_id: Example(**example) for rule_id, example in said["examples"].items()}
    matches = dict(said["rules"])
    for stance, of_stance in said["stances"].items():
        for introduction, then in said["introductions"].items():
            matches[f"{stance}-{introduction}"] = f"{of_stance.removesuffix('.')}, {then}"
    for rule_id, text in matches.items():
        yield Rule("quotes", rule_id, text, "lexicons/speech_verbs.tsv", examples.get(rule_id))


def _load(path: Any) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
