"""Listed names of several words that the model passed over or cut short: "منظمة الأمن والتعاون في أوروبا"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.entities.gazetteer import phrase_tags, readings
from khabar.entities.propagation import Run, Words

_TYPES = {"country": "LOC", "area": "LOC", "city": "LOC", "org": "ORG", "per": "PER"}
CLASSIFIERS = frozenset(("دوله", "مدينه", "محافظه", "ولايه", "شركه", "صحيفه", "قناه", "مجله", "تنظيم", "نادي", "شبكه"))
_PROPER = frozenset(("الاناضول", "اليونسكو"))
_PRECISION = 0.9  # of 874 listed phrases in annotated articles 862 are names; less here, as the model passed over these


def add_listed(words: Sequence[Words], runs: Sequence[Run]) -> list[Run]:
    """The runs, and the listed names that overlap no run or contain shorter runs only."""
    by_sentence: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_sentence[run.sentence].append(run)
    for number, (_, folded, _) in enumerate(words):
        kept = by_sentence[number]
        for first, last, kind in _phrases(folded):
            touching = [r for r in kept if r.first <= last and first <= r.last]
            same = len(touching) == 1 and (touching[0].first, touching[0].last) == (first, last)
            if not same and all(first <= r.first and r.last <= last for r in touching):
                kept = [r for r in kept if r not in touching]
                kept.append(Run(number, first, last, kind, _PRECISION, "name_list"))
        by_sentence[number] = kept
    return sorted(run for kept in by_sentence.values() for run in kept)


def _is_classifier(folded: Sequence[str], i: int) -> bool:
    """Whether the first word says only what the thing is: "ودولة الإمارات", "وكالة رويترز", not "وكالة الأنباء"."""
    words = {reading for _, reading in readings(folded[i])}
    if not words.isdisjoint(CLASSIFIERS):
        return True
    following = folded[i + 1]
    proper = not following.startswith("ال") or following in _PROPER
    return proper and not words.isdisjoint(("وكاله", "منظمه"))


def _phrases(folded: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    tags = phrase_tags(folded)
    for first, tag in enumerate(tags):
        flag, _, place = tag.partition("-")
        if place == "B" and flag in _TYPES:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == f"{flag}-I":
                last += 1
            yield first + _is_classifier(folded, first), last, _TYPES[flag]
