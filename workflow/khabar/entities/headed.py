"""Names that the noun before them or their own first word gives away: شركة "مازدا", جامعة جورج تاون, كأس العالم."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.entities.bodies import composed_bodies
from khabar.entities.clitics import clitic_length
from khabar.entities.gazetteer import readings
from khabar.entities.keys import name_key
from khabar.entities.lists import nationalities
from khabar.entities.propagation import Run, Words
from khabar.resources import lexicon
from khabar.text.tokens import lexical, tokenize
from khabar.text.words import is_verb

TELLING_NOUN = "telling_noun"
_MARKS = {'"': '"', "«": "»", "“": "”", "(": ")"}
_TOLD = frozenset(("لـ", "ل"))  # "قال لـ«الشرق الأوسط»": who is told is an outlet
# Words near "لـ" without which what follows in marks is no outlet. Folded.
_TELLING = frozenset((
    "قال", "قالت", "تصريح", "تصريحات", "حديث", "حديثه", "حديثها", "تصريحه", "تصريحاته", "اكد", "اكدت", "اوضح", "اوضحت",
    "وفقا", "وفق", "خلافا", "خاص", "خاصه", "ذكر", "ذكرت", "اضاف", "اضافت", "كشف", "كشفت", "اشار", "اشارت", "اعلن",
    "صرح", "مقابله", "حوار", "وكاله", "بيان", "روي", "اعتبر", "افاد", "بين", "بينت", "لفت", "شرح",
))  # fmt: skip
_NEAR = 7  # words before "لـ" that are searched for them
_LANGUAGE = frozenset(("اللغه", "اللغتين", "اللغتان", "اللغات", "لغتها", "لغته"))
_TONGUES = frozenset(
    ("العربيه", "العبريه", "الفارسيه", "الانجليزيه", "الانكليزيه", "اللاتينيه", "الكرديه", "الامازيغيه")
)
_LONGEST = 5  # words of a name in marks
_PRECISION = 0.85


class Noun(NamedTuple):
    """What a noun says about the name beside it."""

    entity_type: str
    retypes: bool


def add_headed(words: Sequence[Words], runs: Iterable[Run]) -> list[Run]:
    """The runs, completed by what telling nouns say: new names, names with their head, types set right."""
    by_sentence: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_sentence[run.sentence].append(run)
    found: list[Run] = []
    for number, sentence in enumerate(words):
        kept = [_retyped(sentence, run) for run in by_sentence[number]]
        kept = _with_heads(sentence, sorted(kept))
        bodies = composed_bodies(number, sentence.folded, TELLING_NOUN)
        for new in (
            *bodies,
            *_languages(number, sentence.folded),
            *_listed(number, sentence.folded),
            *_marked(number, sentence),
        ):
            kept = _placed(kept, new)
        found += kept
    return sorted(found)


def head_clitic(word: str) -> int | None:
    """How many letters before a head noun or the first word of a listed event are clitics; None if the word is neither.

    >>> head_clitic("بجامعه"), head_clitic("مونديال"), head_clitic("باريس")
    (1, 0, None)
    """
    inside = _nouns()["inside"]
    return next((cut for cut, reading in readings(word) if reading in inside or reading in _events()), None)


def _placed(runs: Sequence[Run], new: Run) -> list[Run]:
    """The runs with a new one in place of those inside it; a run that reaches beyond it stands."""
    touching = [run for run in runs if run.first <= new.last and new.first <= run.last]
    if any(run.first < new.first or run.last > new.last for run in touching):
        return list(runs)
    if len(touching) == 1 and (touching[0].first, touching[0].last) == (new.first, new.last):
        new = touching[0]._replace(entity_type=new.entity_type)
    return [*(run for run in runs if run not in touching), new]


def _retyped(sentence: Words, run: Run) -> Run:
    """The run with the type of the classifier before it: "شركة غول ميلو" is no person."""
    noun = _noun(sentence.folded[run.first - 1], "outside") if run.first else None
    if noun is None or not noun.retypes or not _adjacent(sentence, run.first) or _has_clitic(sentence, run.first):
        return run
    return run._replace(entity_type=noun.entity_type)


def _with_heads(sentence: Words, runs: Sequence[Run]) -> list[Run]:
    """Runs of places and people joined to the head noun right before them: "محكمة لوس أنجليس"."""
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        joined = None
        if run.entity_type in ("LOC", "PER") and run.first and not _has_clitic(sentence, run.first):
            if before and before.last == run.first - 1:
                joined = _continued(sentence, before, run)
            else:
                joined = _begun(sentence, run)
        if joined and joined.first < run.first and before and before.last >= joined.first:
            found.pop()
        found.append(joined or run)
    return found


def _begun(sentence: Words, run: Run) -> Run | None:
    noun = _noun(sentence.folded[run.first - 1], "inside")
    if noun is None or not _adjacent(sentence, run.first):
        return None
    return run._replace(first=run.first - 1, entity_type=noun.entity_type, rule_id=TELLING_NOUN)


def _continued(sentence: Words, body: Run, place: Run) -> Run | None:
    """A body whose name goes on with a country: "مجلس علماء" + "باكستان"; after the article nothing can follow."""
    if body.entity_type != "ORG" or place.entity_type != "LOC" or not _adjacent(sentence, place.first):
        return None
    if _noun(sentence.folded[body.first], "inside") is None or sentence.folded[body.last].startswith("ال"):
        return None
    return body._replace(last=place.last, rule_id=TELLING_NOUN)


def _adjacent(sentence: Words, i: int) -> bool:
    return sentence.tokens[i].start <= sentence.tokens[i - 1].end + 2


def _has_clitic(sentence: Words, i: int) -> bool:
    return clitic_length(sentence.tokens[i].text) > 0


def _marked(number: int, sentence: Words) -> Iterator[Run]:
    """Names in marks after a noun that says what they name: منظمة "أطباء بلا حدود"."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens) - 2:
        close = _MARKS.get(tokens[i].text)
        end = _closing(sentence, i, close) if close else None
        if end is None:
            i += 1
            continue
        noun = _noun_before(sentence, i)
        if noun and not is_verb(sentence.folded[i + 1]):
            yield Run(number, i + 1, end - 1, noun.entity_type, _PRECISION, TELLING_NOUN)
        i = end + 1


def _closing(sentence: Words, i: int, close: str) -> int | None:
    """Index of the closing mark, if the marks touch words and hold a few words only."""
    tokens = sentence.tokens
    if tokens[i].end != tokens[i + 1].start:
        return None
    for j in range(i + 1, min(len(tokens), i + 2 + _LONGEST)):
        if tokens[j].text == close:
            return j if j > i + 1 and tokens[j - 1].end == tokens[j].start else None
        if not tokens[j].text[0].isalnum():
            return None
    return None


def _noun_before(sentence: Words, i: int) -> Noun | None:
    if i == 0:
        return None
    if sentence.tokens[i - 1].text in _TOLD:
        near = sentence.folded[max(0, i - 1 - _NEAR) : i - 1]
        told = any(reading in _TELLING for word in near for _, reading in readings(word))
        return Noun("ORG", True) if told else None
    return _noun(sentence.folded[i - 1], "outside") if sentence.tokens[i].text != "(" else None


@lru_cache(maxsize=1 << 16)
def _noun(word: str, place: str) -> Noun | None:
    found = _nouns()[place]
    return next((found[reading] for _, reading in readings(word) if reading in found), None)


@cache
def _nouns() -> dict[str, dict[str, Noun]]:
    found: dict[str, dict[str, Noun]] = {"inside": {}, "outside": {}}
    for row in lexicon("name_nouns"):
        found[row["place"]][lexical(row["form"])] = Noun(row["type"], row["retypes"] == "yes")
    return found


def _languages(number: int, folded: Sequence[str]) -> Iterator[Run]:
    """Languages after the noun that says so: "باللغتين الألمانية والإنجليزية"."""
    for i in range(1, len(folded)):
        if any(reading in _LANGUAGE for _, reading in readings(folded[i - 1])):
            j = i
            while j < len(folded) and _is_language(folded[j]) and (j == i or folded[j].startswith("و")):
                yield Run(number, j, j, "MISC", _PRECISION, TELLING_NOUN)
                j += 1


@lru_cache(maxsize=1 << 16)
def _is_language(word: str) -> bool:
    names = (reading for _, reading in readings(word) if reading.startswith("ال") and reading.endswith("يه"))
    return any(name in _TONGUES or name_key(name) in nationalities() for name in names)


def _listed(number: int, folded: Sequence[str]) -> Iterator[Run]:
    """Named events and works of the list, the longest at each word."""
    i = 0
    while i < len(folded) - 1:
        names = [name for start in _event_starts(folded[i]) for name in _events()[start]]
        lengths = [len(name) for name in names if tuple(folded[i + 1 : i + len(name)]) == name[1:]]
        if lengths:
            yield Run(number, i, i + max(lengths) - 1, "MISC", _PRECISION, TELLING_NOUN)
        i += max(lengths, default=1)


@lru_cache(maxsize=1 << 17)
def _event_starts(word: str) -> tuple[str, ...]:
    return tuple(reading for _, reading in readings(word) if reading in _events())


@cache
def _events() -> dict[str, tuple[tuple[str, ...], ...]]:
    names: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in lexicon("events_and_works"):
        name = tuple(lexical(token.text) for token in tokenize(row["form"]))
        names[name[0]].append(name)
    return {first: tuple(found) for first, found in names.items()}
