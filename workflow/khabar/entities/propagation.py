"""A name recognised once is a name everywhere in the article: the model's misses are filled in from its finds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khabar.entities.decoding import Tagged
from khabar.entities.gazetteer import readings
from khabar.entities.word_classes import word_count
from khabar.text.tokens import Token

_SURE = 0.6  # probability from which one find of a single word is taken as a name of the article
_HINT = 0.005  # probability of any name that the model must give a single word that it passed over
_COMMON = 4_000  # a family name more frequent in news than this is a word of its own ("الرئيس")
_RARE = 60  # a word less frequent in news needs no such hint
_MAJORITY = 3  # times as often as any other type must a name be of one type to count as that
_PARTS = frozenset(("الله", "الدين"))  # end names but are none alone: "عبد الله"
Key = tuple[str, ...]


class Run(NamedTuple):
    """Words [first, last] of a sentence that form one name."""

    sentence: int
    first: int
    last: int
    entity_type: str
    confidence: float
    rule_id: str


class Words(NamedTuple):
    """The words of one sentence and what the model says about them."""

    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    tagged: Tagged


def propagate(words: Sequence[Words], runs: Sequence[Run], outside: int) -> list[Run]:
    """The runs, and further ones with the rule "propagation"; `outside` is the column of the tag O."""
    known = _known(words, runs)
    if not known:
        return list(runs)
    by_first: defaultdict[str, list[tuple[Key, str, float]]] = defaultdict(list)
    for key, (kind, confidence) in known.items():
        by_first[key[0]].append((key, kind, confidence))
    taken = {(run.sentence, i) for run in runs for i in range(run.first, run.last + 1)}
    found = list(runs)
    distinct = {word for _, folded, _ in words for word in folded}
    candidates = {word for word in distinct if any(reading in by_first for _, reading in readings(word))}
    for number, (_, folded, tagged) in enumerate(words):
        i = 0
        while i < len(folded):
            free = folded[i] in candidates and (number, i) not in taken
            match = _match(by_first, folded, i) if free else None
            if match is None:
                i += 1
                continue
            key, kind, confidence = match
            last = i + len(key) - 1
            free = all((number, k) not in taken for k in range(i, last + 1))
            hint = len(key) > 1 or word_count(key[0]) < _RARE or 1.0 - float(tagged.marginals[i, outside]) >= _HINT
            if free and hint:
                found.append(Run(number, i, last, kind, confidence, "propagation"))
                taken.update((number, k) for k in range(i, last + 1))
            i = last + 1
    return sorted(found)


def _known(words: Sequence[Words], runs: Sequence[Run]) -> dict[Key, tuple[str, float]]:
    """Names to look for: folded words without clitics → type and confidence; none whose type is open."""
    types: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    best: dict[Key, float] = {}
    for run in runs:
        for key in _keys(words, run):
            types[key][run.entity_type] += 1
            best[key] = max(best.get(key, 0.0), run.confidence)
    found: dict[Key, tuple[str, float]] = {}
    for key, kinds in types.items():
        (kind, count), *others = kinds.most_common(2)
        if not others or count >= _MAJORITY * others[0][1]:
            found[key] = (kind, best[key])
    return found


def _keys(words: Sequence[Words], run: Run) -> Iterator[Key]:
    folded = words[run.sentence].folded[run.first : run.last + 1]
    if len(folded) > 1:
        yield tuple(folded)
        if run.entity_type == "PER" and run.confidence >= _SURE and _distinctive(folded[-1]):
            yield (folded[-1],)
    elif run.confidence >= _SURE and _distinctive(folded[0]):
        yield tuple(folded)


def _distinctive(word: str) -> bool:
    return len(word) > 2 and word_count(word) < _COMMON and word not in _PARTS


def _match(
    by_first: dict[str, list[tuple[Key, str, float]]], folded: Sequence[str], i: int
) -> tuple[Key, str, float] | None:
    candidates = []
    for cut, reading in readings(folded[i]):
        for key, kind, confidence in by_first.get(reading, ()):
            if tuple(folded[i + 1 : i + len(key)]) == key[1:]:
                candidates.append((len(key), -cut, key, kind, confidence))
    if not candidates:
        return None
    _, _, key, kind, confidence = max(candidates)
    return key, kind, confidence
