"""Finds the names in an article: the sequence model first, then what the article itself and the lists add."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from khabar.entities.canonical import Name
from khabar.entities.clitics import clitic_length, stretched_clitic
from khabar.entities.edges import is_common_use, parts
from khabar.entities.gazetteer import readings
from khabar.entities.headed import TELLING_NOUN, add_headed, head_clitic
from khabar.entities.listed import add_listed
from khabar.entities.propagation import Run, Words, propagate
from khabar.entities.tagging import DEFAULT, Engine, Tagger, calibrated, load, rule_id
from khabar.entities.words import name_tokens
from khabar.text.spans import Span
from khabar.text.tokens import Token, lexical

# What stands between a name and its other name: "حركة المقاومة الإسلامية (حماس)", "محمود حمدي «الونش»".
_OPENED = re.compile(r""" ?[(\["«“]+ ?""")
_OPENING = frozenset('"«“([')
_CLOSED = re.compile(r"""[)\]"»”]""")
# Nouns that belong to the name of a site, and those of them that are called after people. Folded.
_STREETS = frozenset(("شارع", "ساحه", "ميدان", "جسر", "مخيم", "مطار", "قصر"))
_SITES = _STREETS | {"ميناء", "معبر", "هضبه", "جبل", "نهر", "بحيره", "خليج", "مضيق", "وادي", "سد", "سجن", "حقل"}


class Mention(NamedTuple):
    """One name in an article."""

    span: Span
    entity_type: str
    raw_confidence: float
    """Probability by the engine."""
    confidence: float
    """Probability that span and type are right, by what was right in annotated documents."""
    rule_id: str
    sentence: int
    """Index of its sentence in the article."""
    tokens: tuple[Token, ...]
    """The words of that sentence."""
    first: int
    last: int
    """Which of them the name covers, both included."""


class Article(NamedTuple):
    """A text and its sentences, in order."""

    text: str
    sentences: tuple[Span, ...]


def find_mentions(
    articles: Sequence[Article], engine: Engine = DEFAULT, tagger: Tagger | None = None
) -> list[list[Mention]]:
    """All names of each article, in order, disjoint. Articles do not influence each other; many at once are faster.

    The tagger is the engine's own unless another one of its kind is given.
    """
    tagger = tagger or load(engine)
    outside = tagger.labels.index("O")
    found = []
    for words in tag_articles(articles, tagger):
        tagged = model_runs(words, tagger.labels, rule_id(engine))
        runs = propagate(words, add_headed(words, add_listed(words, tagged)), outside)
        firsts = frozenset(words[r.sentence].folded[r.first] for r in runs)
        others = frozenset(w for r in runs for w in words[r.sentence].folded[r.first + 1 : r.last + 1])
        found.append([_mention(words, run, _confidence(run, engine), (firsts, others)) for run in runs])
    return found


def tag_articles(articles: Sequence[Article], tagger: Tagger) -> list[list[Words]]:
    """The words of each sentence of each article with their tags."""
    tokens = [[tuple(name_tokens(article.text, *span)) for span in article.sentences] for article in articles]
    tagged = tagger.tag_texts([[[token.text for token in found] for found in sentences] for sentences in tokens])
    return [
        [Words(found, tuple(lexical(t.text) or t.text for t in found), tags) for found, tags in zip(*both, strict=True)]
        for both in zip(tokens, tagged, strict=True)
    ]


def model_runs(words: Sequence[Words], tags_of_model: Sequence[str], rule: str) -> list[Run]:
    """The names that an engine tags, with the probability of the whole run of tags."""
    labels = {label: k for k, label in enumerate(tags_of_model)}
    runs = []
    for number, sentence in enumerate(words):
        tags = sentence.tagged.tags
        first = -1
        for i, tag in enumerate([*tags, "O"]):
            if first >= 0 and tag[0] != "I":
                kind = tags[first][2:]
                probability = _probability(sentence, (first, i), labels[f"B-{kind}"], labels[f"I-{kind}"])
                for part in parts(sentence, first, i, kind):
                    if is_common_use(sentence, *part, kind):
                        continue
                    begin, head_kind = with_site_head(sentence, part[0], kind)
                    runs.append(Run(number, begin, part[1], head_kind, probability, rule))
                first = -1
            if tag[0] == "B":
                first = i
    return runs


def _probability(sentence: Words, run: tuple[int, int], begin: int, inside: int) -> float:
    """The least certain of: the name begins here, goes on, and ends before the next word."""
    marginals = sentence.tagged.marginals
    first, end = run
    sure = [float(marginals[first, begin]), *(float(marginals[i, inside]) for i in range(first + 1, end))]
    if end < len(marginals):
        sure.append(1.0 - float(marginals[end, inside]))
    return min(sure)


def with_site_head(sentence: Words, first: int, kind: str) -> tuple[int, str]:
    """The name with the noun before it that is part of a site's name: "مطار الحديدة", "شارع الحبيب بورقيبة"."""
    if first == 0 or kind not in ("LOC", "PER") or sentence.tagged.tags[first - 1] != "O":
        return first, kind
    if sentence.tokens[first].start > sentence.tokens[first - 1].end + 1:
        return first, kind
    heads = {reading for _, reading in readings(sentence.folded[first - 1])}
    if heads.isdisjoint(_SITES if kind == "LOC" else _STREETS):
        return first, kind
    return first - 1, "LOC"


def _confidence(run: Run, engine: Engine) -> float:
    return run.confidence if run.rule_id in ("name_list", TELLING_NOUN) else calibrated(run.confidence, engine)


def _mention(
    words: Sequence[Words], run: Run, confidence: float, parts_of_names: tuple[frozenset[str], frozenset[str]]
) -> Mention:
    """The run as a span; a word inside other names of the article or right after an opening mark has no clitic."""
    firsts, others = parts_of_names
    tokens, folded, _ = words[run.sentence]
    head = tokens[run.first]
    marked = run.first > 0 and tokens[run.first - 1].text in _OPENING and tokens[run.first - 1].end == head.start
    whole = marked or folded[run.first] in others
    following = folded[run.first + 1] if run.first < run.last else ""
    known = None if whole or run.rule_id != TELLING_NOUN else head_clitic(folded[run.first])
    if known is None:
        known = stretched_clitic(head.text) if whole else clitic_length(head.text, firsts, following, run.entity_type)
    start = head.start + known
    span = Span(start, tokens[run.last].end)
    where = (run.sentence, tokens, run.first, run.last)
    return Mention(span, run.entity_type, run.confidence, confidence, run.rule_id, *where)


def equated_names(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """Pairs of names that the article itself equates, one in brackets or quotation marks right after the other."""
    pairs = []
    for i in range(len(mentions) - 1):
        between = text[mentions[i].span.end : mentions[i + 1].span.start]
        after = text[mentions[i + 1].span.end : mentions[i + 1].span.end + 2]
        same_type = mentions[i].entity_type == mentions[i + 1].entity_type
        named = same_type and mentions[i].entity_type in ("ORG", "PER")
        if named and _OPENED.fullmatch(between) and _CLOSED.match(after):
            pairs.append((names[i], names[i + 1]))
    return pairs
