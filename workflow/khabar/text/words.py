"""Words of a text and their classes: what is a role, a verb, a verbal noun, an adjective, a particle.

Classes come from lexicons/phrase_words.tsv, titles.tsv, verbs.tsv and speech_verbs.tsv, all looked up under the
lexicon form (khabar.text.tokens.lexical), so that hamza seats and diacritics do not matter.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from khabar.resources import lexicon
from khabar.text.inflect import Reading, VerbIndex, conjugate
from khabar.text.tokens import Token, lexical, tokenize

DEMONSTRATIVES = frozenset(lexical(word) for word in ("هذا", "هذه", "ذلك", "تلك", "هؤلاء"))
PREPOSITIONS = frozenset(("في", "من", "عن", "علي", "الي", "لدي"))
"""Prepositions that stand alone and can belong to a noun phrase."""
_NISBA = ("ي", "يه", "يون", "يين", "يتان", "يتين", "يان", "يات")


class NameSpan(NamedTuple):
    """A name in the text: characters [start, end), and what kind of thing it names (PER, LOC, ORG, MISC)."""

    start: int
    end: int
    kind: str


class Words:
    """The tokens of a text with their lexicon forms and the names that cover them."""

    def __init__(self, text: str, names: Sequence[NameSpan] = ()) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.lex: list[str] = [lexical(token.text) for token in self.tokens]
        self.starts: list[int] = [token.start for token in self.tokens]
        self.names = names
        self.name_at: list[int] = [-1] * len(self.tokens)
        """Index of the name that covers the token, or -1."""
        for index, name in enumerate(names):
            first = self.at(name.start)
            while first < len(self.tokens) and self.tokens[first].start < name.end:
                if self.name_at[first] < 0:
                    self.name_at[first] = index
                first += 1

    def at(self, char: int) -> int:
        """Index of the token that holds the character, else of the next one."""
        index = bisect_left(self.starts, char + 1) - 1
        return index if index >= 0 and self.tokens[index].end > char else index + 1

    def name_end(self, index: int) -> int:
        """Token index just after the name that covers token `index`."""
        name = self.name_at[index]
        while index < len(self.tokens) and self.name_at[index] == name:
            index += 1
        return index


_COMPLEMENTIZERS = frozenset(
    p + c + s
    for p in ("", "ب", "و", "وب", "ف")
    for c in ("ان",)
    for s in ("", "ه", "ها", "هم", "هن", "هما", "نا", "ني", "ي", "كم", "ك")
)


def is_complementizer(lex: str) -> bool:
    """Whether the lexicon form is أن or إن, with or without attached preposition and pronoun."""
    return lex in _COMPLEMENTIZERS and lex not in ("انا", "وانا")


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in lexicon("phrase_words"):
        classes.setdefault(lexical(row["form"]), set()).add(row["class"])
    return {word: frozenset(found) for word, found in classes.items()}


_NO_CLASS: frozenset[str] = frozenset()


@cache
def word_class(lex: str) -> frozenset[str]:
    """Classes of a word in lexicons/phrase_words.tsv; an attached و and the article are looked through."""
    known = _word_classes()
    found = known.get(lex)
    if found is None and lex.startswith("و") and len(lex) > 3:
        found = known.get(lex[1:], _NO_CLASS) & {"time", "stop", "relative"}
    if found is None and has_article(lex):
        found = known.get(lex[2:], _NO_CLASS) & {"role", "body", "source"}
    return found or _NO_CLASS


@cache
def _roles() -> frozenset[str]:
    heads = {lexical(row["form"]) for row in lexicon("titles") if row["kind"] != "none"}
    return frozenset(heads | {w for w, c in _word_classes().items() if "role" in c})


def is_role(lex: str) -> bool:
    """Whether the word heads a title or function of a person: وزير, الناطق, العميد."""
    return lex in _roles() or (has_article(lex) and lex[2:] in _roles())


@cache
def _verbs() -> VerbIndex[str]:
    rows = [(row["lemma"], conjugate(row["lemma"], row["present"] or None, _split(row))) for row in lexicon("verbs")]
    rows += [
        (f"!{r['lemma']}", conjugate(r["lemma"], r["present"] or None, _split(r))) for r in lexicon("speech_verbs")
    ]
    return VerbIndex(rows)


def _split(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(noun for noun in row["masdars"].split(",") if noun)


def verb_readings(lex: str) -> tuple[Reading[str], ...]:
    """Readings of a word as a form of a verb frequent in news: the entry is its lemma, "!" before it if it reports."""
    return _verbs().readings(lex)


@cache
def is_verb(lex: str) -> bool:
    """Whether the word is a finite form of a verb frequent in news (some nouns are written the same)."""
    if lex.startswith("بين"):
        return False  # the preposition
    return any(r.form.tense in ("past", "present", "future") for r in verb_readings(lex))


@cache
def is_past(lex: str) -> bool:
    """Whether the word is a past form of such a verb."""
    return not lex.startswith("بين") and any(r.form.tense == "past" for r in verb_readings(lex))


@cache
def is_reporting(lex: str) -> bool:
    """Whether the word is a finite form of a verb that reports a statement."""
    return any(r.form.tense in ("past", "present", "future") and r.entry[0] == "!" for r in verb_readings(lex))


@cache
def is_masdar(lex: str) -> bool:
    """Whether the word is a verbal noun without article, by the lexicon or by the shape of forms VII, VIII and X."""
    if word_class(lex) & {"medium", "body", "source", "role"}:
        return False
    if any(r.form.tense == "masdar" and r.clitics == 0 and not r.definite for r in verb_readings(lex)):
        return True
    plain = lex[:-1] if lex.endswith("ا") else lex
    if len(plain) < 6 or plain.endswith("ات") or plain[0] != "ا" or plain[1] == "ل" or plain[-2] != "ا":
        return False
    return plain.startswith("است") or plain[1] == "ن" or plain[2] in "تطد"


@cache
def is_definite_masdar(lex: str) -> bool:
    """Whether the word is a verbal noun with the article: التوصل."""
    readings = verb_readings(lex)
    return has_article(lex) and any(r.form.tense == "masdar" and r.definite and not r.pronoun for r in readings)


def has_article(lex: str) -> bool:
    """Whether the word carries the article: الوزير."""
    return lex.startswith("ال") and len(lex) > 3


def has_possessive(lex: str) -> bool:
    """Whether the word ends like one with an attached plural or feminine pronoun: بيانها."""
    return len(lex) > 4 and lex.endswith(("ها", "هم", "نا")) and not lex.endswith("اها")


def is_word(token: Token) -> bool:
    """Whether the token is a word: no number, no punctuation."""
    return token.text[0].isalpha()


@cache
def demonyms() -> frozenset[str]:
    """Nationality adjectives and nouns, all genders and numbers, as lexicon forms."""
    return frozenset(lexical(row["form"]) for row in lexicon("demonyms"))


@cache
def is_adjective(lex: str) -> bool:
    """An indefinite adjective: a nisba or one of the list."""
    return "adjective" in word_class(lex) or lex in demonyms() or (len(lex) > 4 and lex.endswith(_NISBA))


@cache
def agreeing_adjective(lex: str) -> bool:
    """A word with the article that can only be an adjective after another: a nisba, a participle, one of the list."""
    bare = lex[2:]
    if (
        "adjective" in word_class(lex)
        or "attach" in word_class(lex)
        or "adjective" in word_class(bare)
        or bare in demonyms()
    ):
        return True
    return len(bare) > 3 and bare.endswith(_NISBA) and not is_masdar(bare) and not is_masdar(bare.removesuffix("ه"))


def could_be_name(words: Words, at: int) -> bool:
    """Whether the token may be part of a personal name that no table knows."""
    token, lex = words.tokens[at], words.lex[at]
    if len(lex) < 2 or lex.startswith("لل") or lex in PREPOSITIONS:
        return False
    if not is_word(token) or words.name_at[at] >= 0 or is_masdar(lex) or is_complementizer(lex) or to_somebody(lex):
        return False
    return not word_class(lex) and not verb_readings(lex) and (not has_article(lex) or (at > 0 and lex in name_parts()))


@cache
def name_parts() -> frozenset[str]:
    """First and family names, as lexicon forms."""
    return frozenset(row["key"] for row in lexicon("name_parts"))


@cache
def _media() -> frozenset[str]:
    return frozenset(lexical(row["form"]) for row in lexicon("organisations") if row["sector"] == "MED")


def is_medium(words: Words, name: int) -> bool:
    """Whether the name is that of a medium: one speaks to it, it relays."""
    span = words.names[name]
    first = words.lex[words.at(span.start)]
    classifier = lexical(words.text[span.start : words.tokens[words.at(span.start)].end])
    if "medium" in word_class(classifier) or "medium" in word_class(first):
        return True  # وكالة الأنباء السعودية
    return lexical(words.text[span.start : span.end]) in _media()


@cache
def to_somebody(lex: str) -> bool:
    """A word with attached ل or ب that tells whom or where one speaks to: لكبار المسؤولين, بوكالة رويترز."""
    if not lex.startswith(("ل", "ب")) or len(lex) < 5 or word_class(lex) or is_role(lex):
        return False
    rest = "ال" + lex[2:] if lex.startswith("لل") else lex[1:]
    return is_role(rest) or bool(word_class(rest) & {"medium", "role", "body", "source"})


def joined_masdar(word: str) -> bool:
    """A verbal noun with an attached preposition: بفرض, لبحث."""
    return any(r.form.tense == "masdar" and r.clitics for r in verb_readings(word))


def is_circumstance(word: str) -> bool:
    """An active participle in the accusative that goes on about the subject: مشيرا, مؤكدا."""
    return word.endswith("ا") and any(r.form.tense == "participle" for r in verb_readings(word))
