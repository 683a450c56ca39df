"""Which words can report an event: the trigger lexicon, matched by surface form.

A row of lexicons/event_triggers.tsv is a lemma with its PLOVER type, how its arguments are marked, and the words
that must or must not stand around it. Verbs are matched by every finite form and by participles used as
circumstance ("مطالبا"); nouns with article, prepositions, plural, dual and attached pronoun.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.resources import lexicon
from khabar.text.inflect import Form, VerbIndex, conjugate
from khabar.text.inflect import Reading as VerbReading
from khabar.text.tokens import lexical

QUAD_CLASSES = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal_cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material_cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal_conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material_conflict"),
}
SPEECH_TYPES = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"))
"""Types whose verbs report an act of speech: their participles report the same act."""

# Diacritics and tatweel: "مُتظـاهر" → "متظاهر"
_DIACRITIC = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_TELLING_LETTERS = frozenset("أى")  # letters that tell a verb from a word of the same folded form
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")  # not ي: تحقيقي is an adjective


class Condition(NamedTuple):
    """Words that stand near a trigger."""

    side: str
    """> after it, = shortly after it, » far after it, + right after it and part of it, < before it,
    ~ anywhere in the sentence."""
    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


class Trigger(NamedTuple):
    """One row of the lexicon."""

    rank: int
    """Position in the lexicon: earlier rows are tried first."""
    lemma: str
    kind: str
    """verb, noun or participle."""
    event_type: str
    mode: str | None
    core: str
    """What the subject of a verb or the genitive of a noun is: actor, recipient, either, self or none."""
    recipient: tuple[str, ...]
    """How the recipient is marked, best first: obj, or a preposition."""
    requires: tuple[Condition, ...]
    excludes: tuple[Condition, ...]
    family: str
    """Words of one type that can tell the same event."""
    scope: str
    """How much else must speak for it, a sign for khabar.events.selection: "" little; political: a political article or
    party; weak: both; echo: tells an event again, never the first time; future: in the future tense only (سيرد)."""

    @property
    def rule_id(self) -> str:
        """The rule_id of the events that the row finds: "verb:ASSAULT:قصف"."""
        return f"{self.kind}:{self.event_type}:{self.lemma}"


class Reading(NamedTuple):
    """One way to read a word as a trigger."""

    trigger: Trigger
    tense: str
    """past, present, future, participle; or noun."""
    gender: str
    passive: bool
    """Whether only the passive is written so."""
    ambiguous_voice: bool
    clitics: int
    """Characters before the trigger: conjunction, preposition."""
    preposition: str
    definite: bool
    pronoun: str
    plural: bool


@cache
def triggers() -> tuple[Trigger, ...]:
    """The rows of the lexicon, in its order."""
    return tuple(
        Trigger(
            index,
            row["lemma"],
            row["kind"],
            row["event_type"],
            row["mode"] or None,
            row["core"],
            tuple(row["recipient"].split()),
            _conditions(row["requires"]),
            _conditions(row["excludes"]),
            row["family"],
            row["scope"],
        )
        for index, row in enumerate(lexicon("event_triggers"))
    )


@cache
def word_class(name: str) -> frozenset[str]:
    """Folded words of a class of lexicons/event_word_classes.tsv."""
    classes = {row["class"]: row["words"] for row in lexicon("event_word_classes")}
    return frozenset(lexical(word) for word in classes[name].split())


def _conditions(text: str) -> tuple[Condition, ...]:
    return tuple(_condition(part) for part in text.split(";") if part)


def _condition(text: str) -> Condition:
    words: set[str] = set()
    phrases = []
    for alternative in text[1:].split("|"):
        if alternative.startswith("@"):
            words |= word_class(alternative[1:])
        elif " " in alternative:
            phrases.append(tuple(lexical(word) for word in alternative.split()))
        else:
            words.add(lexical(alternative))
    return Condition(text[0], frozenset(words), tuple(phrases))


@cache
def _verb_index() -> VerbIndex[Trigger]:
    given: dict[str, str] = {}
    for row in lexicon("event_triggers"):
        if row["present"] not in ("", "-"):
            given.setdefault(row["lemma"], row["present"])
    present = [row["present"] or given.get(row["lemma"], "") for row in lexicon("event_triggers")]
    verbs = (t for t in triggers() if t.kind == "verb")
    return VerbIndex((t, tuple(_verb_forms(t, present[t.rank]))) for t in verbs)


def _verb_forms(trigger: Trigger, present: str) -> Iterator[Form]:
    first_person = True
    for form in conjugate(trigger.lemma, present.strip("-") or None):
        if present == "-" and form.tense in ("present", "future"):
            continue
        if form.tense == "masdar" or (form.tense == "participle" and trigger.event_type not in SPEECH_TYPES):
            continue
        if form.voice == "passive" and trigger.event_type in ("CONSULT", "SANCTION"):
            continue  # زير, يقال: other words
        yield form
        if form.tense == "present" and first_person and trigger.event_type in SPEECH_TYPES:  # نطالب, in quotations
            first_person = False
            yield form._replace(surface="ن" + form.surface[1:], number="p")


class _NounForm(NamedTuple):
    trigger: Trigger
    pronoun: str
    plural: bool
    tanwin: bool


@cache
def _noun_index() -> dict[str, tuple[_NounForm, ...]]:
    plurals = [row["forms"].split() for row in lexicon("event_triggers")]
    index: dict[str, list[_NounForm]] = {}
    for trigger in triggers():
        if trigger.kind == "verb":
            continue
        stems = [(trigger.lemma, False), *((form, True) for form in plurals[trigger.rank])]
        if trigger.kind == "participle":
            stems += [(trigger.lemma + end, end != "ة") for end in ("ة", "ون", "ين", "ات")]
        for stem, plural in stems:
            for surface, pronoun, tanwin in _noun_surfaces(lexical(stem), stem, plural):
                index.setdefault(surface, []).append(_NounForm(trigger, pronoun, plural, tanwin))
    return {surface: tuple(dict.fromkeys(forms)) for surface, forms in index.items()}


def _noun_surfaces(folded: str, stem: str, plural: bool) -> Iterator[tuple[str, str, bool]]:
    """Folded forms of a noun: (surface, attached pronoun, tanwin)."""
    yield folded, "", False
    if not stem.endswith(("ة", "اء", "ى")) and not (plural and stem.endswith(("ات", "ون", "ين"))):
        yield folded + "ا", "", True
    bases = [folded]
    if stem.endswith("ة"):
        bases = [folded[:-1] + "ت"]
        if not plural:
            yield folded[:-1] + "تين", "", False
            yield folded[:-1] + "تان", "", False
    elif stem.endswith("اء"):
        bases = [folded[:-1] + seat for seat in "ءئؤ"]
    elif not plural and len(folded) > 3:
        yield folded + "ين", "", False
        yield folded + "ان", "", False
    if stem.endswith(("ون", "ين")):
        return
    for base in bases:
        for pronoun in _PRONOUNS:
            yield base + pronoun, pronoun, False


@lru_cache(maxsize=1 << 17)
def readings(word: str) -> tuple[Reading, ...]:
    """Every way to read a word as a trigger, in the order of the lexicon.

    >>> [(r.trigger.event_type, r.preposition, r.pronoun) for r in readings("وباعتداءاتها")]
    [('ASSAULT', 'ب', 'ها')]
    >>> [(r.trigger.event_type, r.tense) for r in readings("سيجتمع")]
    [('CONSULT', 'future')]
    """
    if _is_never(word):
        return ()
    found = [
        Reading(
            r.entry, r.form.tense, r.form.gender, r.form.voice == "passive", r.form.voice == "either",
            r.clitics, "", False, r.pronoun, r.form.number == "p",
        )
        for r in _verb_index().readings(word)
        if _fits(r, word)
    ]  # fmt: skip
    found += _noun_readings(word)
    least = min((r.clitics for r in found), default=0)
    found = [r for r in found if r.clitics == least or r.tense == "noun"]
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.clitics, r.passive, r.trigger.rank)))


def _is_never(word: str) -> bool:
    """Whether the word is one that only looks like a trigger: هنا, not هنّأ; قاضي, not قاضى."""
    bare = _DIACRITIC.sub("", word).removeprefix("و")
    if lexical(bare) not in word_class("never"):
        return False
    return bare in _never_as_written() or _TELLING_LETTERS.isdisjoint(bare)


@cache
def _never_as_written() -> frozenset[str]:
    classes = {row["class"]: row["words"] for row in lexicon("event_word_classes")}
    return frozenset(classes["never"].split())


def _fits(reading: VerbReading[Trigger], word: str) -> bool:
    """Whether a verb form is one that news writes: no second person; participles only as circumstance (مطالبا)."""
    if reading.pronoun == "نا" and reading.entry.event_type not in SPEECH_TYPES:
        return False  # اجتمعنا
    if reading.pronoun in ("ك", "كم", "ني") or (reading.pronoun == "ه" and word.endswith("ة")):
        return False
    if reading.form.tense != "participle":
        return True
    lemma = lexical(reading.entry.lemma)
    if reading.pronoun or lemma in word_class("plain_verbs"):
        return False
    return reading.form.number != "p" or lemma in word_class("circumstance")


def _noun_readings(word: str) -> Iterator[Reading]:
    bare = _DIACRITIC.sub("", word)
    if len(bare) != len(word):
        yield from (r._replace(clitics=_written(word, r.clitics)) for r in _noun_readings(bare))
        return
    for conjunction in ("", "و", "ف"):
        if not bare.startswith(conjunction):
            continue
        rest = bare[len(conjunction) :]
        for preposition in ("", "ب", "ل", "ك"):
            if not rest.startswith(preposition):
                continue
            noun = rest[len(preposition) :]
            cut = len(conjunction) + len(preposition)
            yield from _noun_forms(noun, cut, preposition, False)
            if noun.startswith("ال") and len(noun) > 4:
                yield from _noun_forms(noun[2:], cut, preposition, True)
            elif preposition == "ل" and noun.startswith("ل") and len(noun) > 3:
                yield from _noun_forms(noun[1:], cut, preposition, True)


def _noun_forms(noun: str, cut: int, preposition: str, definite: bool) -> Iterator[Reading]:
    for form in _noun_index().get(lexical(noun), ()):
        if form.pronoun == "ه" and noun.endswith("ة"):
            continue
        if not form.pronoun and noun.endswith("ه") and form.trigger.lemma.endswith("ة"):
            continue  # مصادره: his sources
        if noun.endswith("ى") and form.trigger.lemma.endswith("ي"):
            continue  # نفى: the verb
        if definite and (form.pronoun or form.tanwin):
            continue
        yield Reading(
            form.trigger, "noun", "", False, False, cut, preposition, definite, form.pronoun, form.plural
        )  # fmt: skip


def _written(word: str, letters: int) -> int:
    """How many characters of the word as written hold the first `letters` letters and the marks on them."""
    at = 0
    while at < len(word) and (letters or not lexical(word[at])):
        letters -= len(lexical(word[at]))
        at += 1
    return at


@cache
def types_with_modes() -> frozenset[str]:
    """Event types for which the lexicon gives modes."""
    return frozenset(t.event_type for t in triggers() if t.mode)


@lru_cache(maxsize=1 << 16)
def bare_forms(word: str) -> frozenset[str]:
    """The folded word with and without attached conjunction, preposition, article and tanwin.

    >>> sorted(bare_forms("وبالقصف")), sorted(bare_forms("رسوما"))
    (['القصف', 'بالقصف', 'قصف', 'وبالقصف'], ['رسوم', 'رسوما'])
    """
    found = [lexical(word)]
    for prefixes in (("و", "ف"), ("ب", "ل", "ك"), ("ال", "ل")):
        for form in tuple(found):
            for prefix in prefixes:
                if form.startswith(prefix) and len(form) - len(prefix) >= 3 and (prefix != "ل" or form != found[0]):
                    found.append(form[len(prefix) :])
    if found[0].startswith("ل") and len(found[0]) > 4:
        found.append(found[0][1:])
    found += [form[:-1] for form in found if form.endswith("ا") and len(form) > 3]
    return frozenset(found)
