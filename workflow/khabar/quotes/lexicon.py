"""The reporting words of lexicons/speech_verbs.tsv, ready to be looked up.

`complements` of a verb says how what is reported can follow it, blank-separated:

- `that`: a clause with أن, إن, بأن; `quote`: quotation marks or a colon; `m`: a verbal noun (أعلن سقوط); `n`: any noun
- `r`: a verbal noun of a reporting verb (جدد رفضه); `s`: what somebody else said (رفض الاتهامات)
- `على`, `إلى`, `عن`, `من`, `ب`, `ل`, `في`: the preposition, then noun or clause (شدد على ضرورة)
- `obj+ب`: an object, then the preposition, all of it reported (اتهم روسيا بإرسال); `obj`: an object (وصف وضعا)
- `من+m`: who is asked behind من, then a verbal noun or a clause (طلب من المسافرين مراجعة)
- `to+على`: an addressee, then the preposition and what is asked of him (حث إسرائيل على)
- `from+عن`: the source after the preposition (نقلت الوكالة عن)
- `~` after a preposition: only a verbal noun can follow it (لوّح بإقرار, not لوّح بلافتة)
- `!` after a name: only where it follows at once
"""

from dataclasses import dataclass
from functools import cache

from khabar.quotes.vocabulary import NOT_VERBS
from khabar.resources import lexicon
from khabar.text.inflect import Reading, VerbIndex, conjugate, derived_form
from khabar.text.tokens import lexical


@dataclass(frozen=True)
class Cue:
    """One reporting verb or expression."""

    lemma: str
    kind: str
    """verb; source (بحسب: a source follows); text (جاء في: a document follows)."""
    cue_class: str
    complements: frozenset[str]
    prepositions: frozenset[str]
    """Lexicon forms of the prepositions that introduce what is reported."""
    objects: tuple[tuple[str, str], ...]
    """(obj or to, preposition) of the complements that come after an object."""
    sources: frozenset[str]
    """Prepositions before the source of what the subject only passes on."""

    def takes(self, complement: str, near: bool = True) -> bool:
        """Whether what is reported can follow in this way; not `near`: with words in between."""
        return complement in self.complements or (near and f"{complement}!" in self.complements)


def _cue(row: dict[str, str]) -> Cue:
    complements = row["complements"].split()
    passed_on = [c.partition("+")[2] for c in complements if c.startswith("from+")]
    prepositions = (c.split("+")[-1].rstrip("~") for c in complements if not c.startswith(("from+", "من+")))
    return Cue(
        row["lemma"].replace("\u0651", ""),
        row["kind"],
        row["class"],
        frozenset(complements),
        frozenset(lexical(p) for p in prepositions if not p.isascii() and p),
        tuple(
            (kind, lexical(p)) for kind, _, p in (c.partition("+") for c in complements) if kind in ("obj", "to") and p
        ),
        frozenset(map(lexical, passed_on)),
    )


@cache
def _verbs() -> VerbIndex[Cue]:
    rows = [row for row in lexicon("speech_verbs") if row["kind"] == "verb"]
    return VerbIndex(
        (_cue(row), conjugate(row["lemma"], row["present"] or None, [n for n in row["masdars"].split(",") if n]))
        for row in rows
    )


def verb_cues(word: str) -> tuple[Reading[Cue], ...]:
    """Readings of a word, as written, as a form of a reporting verb."""
    return _verbs().readings(word)


@cache
def source_cues() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Expressions of several words, by their first word (lexicon forms), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in lexicon("speech_verbs"):
        if row["kind"] in ("source", "text"):
            words = tuple(lexical(word) for word in row["lemma"].split())
            found.setdefault(words[0], []).append((words, _cue(row)))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def starts_attribution(word: str) -> str:
    """Whether the word is a finite reporting verb: "joined" with a conjunction, "plain" without, "" if it is none."""
    for reading in verb_cues(word):
        cue, form = reading.entry, reading.form
        reports = cue.takes("that", near=False) or cue.takes("quote", near=False)
        if reports and form.tense in ("past", "present") and form.voice != "passive" and not misread(word, reading):
            return "joined" if reading.clitics else "plain"
    return ""


def misread(word: str, reading: Reading[Cue]) -> bool:
    """Words that are nearly always something else: the preposition بين, the noun ردا, the passive يدعى."""
    form = reading.form
    if word.endswith("ى") and form.surface.endswith("ي"):
        return True
    if reading.pronoun in ("ك", "كم", "ني", "نا"):
        return True  # nobody is addressed in news outside quotation marks
    if word.endswith("ي") and form.surface.endswith("ى") and not reading.clitics:
        return True  # the passive نفي or the noun, hardly نفى
    if _vowelled_passive(word[reading.clitics :], reading):
        return True
    bare = lexical(word[reading.clitics :])
    return (bare.startswith("بين") and "\u0651" not in word and form.surface == "بين") or bare in NOT_VERBS


def _vowelled_passive(word: str, reading: Reading[Cue]) -> bool:
    """A written u on the first letter: قُتل, يُعتقد; in the present of forms II to IV it says nothing."""
    if len(word) < 3 or word[1] != "\u064f":
        return False
    return reading.form.tense == "past" or derived_form(reading.entry.lemma) not in (2, 3, 4)
