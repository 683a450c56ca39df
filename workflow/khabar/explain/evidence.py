"""What a row rests on: its spans, the entry of the lexicon, and what its columns say."""

from khabar.explain.lookup import Found, Row
from khabar.explain.marking import Label
from khabar.resources import lexicon

_SPANS = {
    "entities": {"name": "", "role": "role_"},
    "quotes": {"content": "", "cue": "cue_", "speaker": "speaker_"},
    "events": {
        "trigger": "",
        "actor": "actor_",
        "recipient": "recipient_",
        "place": "location_",
        "date": "event_date_",
    },
}


def labels(found: Found) -> list[Label]:
    """The spans of the row, named."""
    row = found.row
    return [
        Label(row[f"{prefix}char_start"], row[f"{prefix}char_end"], name)
        for name, prefix in _SPANS.get(found.table, {}).items()
        if row[f"{prefix}char_start"] is not None
    ]


def lexicon_entries(found: Found) -> list[str]:
    """The rows of the lexicon that the rule used, as `file: column value, …`."""
    row = found.row
    if found.table == "quotes" and row["cue_lemma"] is not None:
        entries = [e for e in lexicon("speech_verbs") if e["lemma"].replace("\u0651", "") == row["cue_lemma"]]
        return [_entry("speech_verbs.tsv", entry) for entry in entries]
    if found.table == "events":
        kind, _, lemma = row["rule_id"].split(":")
        entries = [e for e in lexicon("event_triggers") if e["kind"] == kind and e["lemma"] == lemma]
        own = [e for e in entries if e["event_type"] == row["event_type"]]
        return [_entry("event_triggers.tsv", entry) for entry in own or entries]
    return []


def facts(found: Found) -> list[tuple[str, str]]:
    """The columns that say something and are no span, identifier or evidence themselves."""
    hidden = ("char_start", "char_end", "article_id", "sentence_id", "text")
    return [
        (name, str(value))
        for name, value in found.row.items()
        if value is not None and not name.endswith(hidden) and name not in ("rule_id", "confidence")
    ]


def _entry(file: str, entry: Row) -> str:
    return f"{file}: " + ", ".join(f"{name} {value}" for name, value in entry.items() if value)
