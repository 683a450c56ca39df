"""Scores names on CoNLL files: one `token … tag` a line, an empty line between sentences, BIO tags.

Either the sentences of the file are tagged as they are, word by word, or a release is scored whose texts hold these
sentences, their words joined by spaces; a found name then stands for all words that it touches, since words of such
files carry their clitics. A sentence is the unit that is drawn for intervals.

Conventions differ in what is a name and where it ends. `anercorp`: ANERcorp, with PER, LOC, ORG and MISC. `aqmar`:
AQMAR, whose MIS holds other things in every topic, so that only PER, LOC and ORG are scored. `khabar`: tests/gold.
"""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from khabar.entities.tagging import DEFAULT, Engine, tag
from khabar.evaluation.entities import SAME_NAME, Named, compare
from khabar.evaluation.outcome import ALL, Outcome
from khabar.text.canonical import canonical
from khabar.text.spans import Span
from khabar.text.tokens import tokenize

CONVENTIONS = ("khabar", "anercorp", "aqmar")
_TYPES = ("PER", "LOC", "ORG", "MISC")
_OUTSIDE = "O"
_NOT_SCORED = {"aqmar": frozenset({"MISC"})}


class Sentence(NamedTuple):
    """Words as the file gives them, and their tags."""

    words: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(self.words)


class Conll(NamedTuple):
    """A file: its sentences, the convention that its tags follow, and a hash of its bytes."""

    sentences: tuple[Sentence, ...]
    convention: str
    sha256: str


def read(path: Path, convention: str | None = None) -> Conll:
    """Read a file; without a convention, one that has MIS tags is AQMAR and any other ANERcorp.

    Raises:
        ValueError: a line has no tag, a tag names another type, or there is no sentence.
    """
    raw = path.read_bytes()
    sentences: list[Sentence] = []
    words, tags = [], []
    has_mis = False
    for number, line in enumerate([*raw.decode("utf-8-sig").splitlines(), ""], start=1):
        fields = line.split()
        if fields and fields[0] != "-DOCSTART-":
            tag = _tag(fields, f"{path.name}, line {number}")
            has_mis |= fields[-1].partition("-")[2].upper() == "MIS"
            words.append(canonical(fields[0]))
            tags.append(tag)
        elif words:
            sentences.append(Sentence(tuple(words), tuple(tags)))
            words, tags = [], []
    if not sentences:
        raise ValueError(f"{path.name} holds no sentence")
    assumed = convention or ("aqmar" if has_mis else "anercorp")
    return Conll(tuple(sentences), assumed, hashlib.sha256(raw).hexdigest())


def score_tags(conll: Conll, tags: Iterable[Sequence[str]]) -> list[Outcome]:
    """Compare tags, one for each word of each sentence, with those of the file."""
    pairs = enumerate(zip(conll.sentences, tags, strict=True))
    return [_outcome(conll, n, sentence, names(sentence.words, found)) for n, (sentence, found) in pairs]


def score_release(conll: Conll, articles: pa.Table, entities: pa.Table) -> list[Outcome]:
    """Compare the rows of a release with the sentences of the file that its texts hold.

    `articles` needs article_id and text; `entities` article_id, char_start, char_end, entity_type, rule_id, confidence.
    """
    rows: defaultdict[str, list[Named]] = defaultdict(list)
    columns = ("article_id", "char_start", "char_end", "entity_type", "rule_id", "confidence")
    for article_id, start, end, kind, *found_by in zip(*(entities.column(c).to_pylist() for c in columns), strict=True):
        rows[article_id].append(Named(Span(start, end), kind, "", *found_by))
    texts = dict(zip(articles.column("article_id").to_pylist(), articles.column("text").to_pylist(), strict=True))
    places = _places(conll.sentences, texts)
    return [
        _outcome(conll, n, conll.sentences[n], list(_inside(conll.sentences[n], rows[article_id], start)))
        for n, (article_id, start) in places.items()
    ]


def names(words: Sequence[str], tags: Sequence[str]) -> list[Named]:
    """The names that BIO tags mark, as spans of the words joined by spaces; an I of another type begins a name.

    >>> [(n.span.of("في تل أبيب"), n.entity_type) for n in names(["في", "تل", "أبيب"], ["O", "B-LOC", "I-LOC"])]
    [('تل أبيب', 'LOC')]
    """
    found: list[Named] = []
    start, before = 0, _OUTSIDE
    for word, label in zip(words, tags, strict=True):
        end, kind = start + len(word), label[2:]
        if label[0] == "I" and kind == before[2:]:
            found[-1] = Named(Span(found[-1].span.start, end), kind, "")
        elif label != _OUTSIDE:
            found.append(Named(Span(start, end), kind, ""))
        start, before = end + 1, label
    return found


def tag_words(
    sentences: Sequence[Sequence[str]], engine: Engine = DEFAULT, convention: str = "khabar"
) -> list[Sequence[str]]:
    """Tags of whole words, the sentences read as one text.

    The accurate engine has learned the words of the other conventions as they are; else the words are cut into tokens,
    as in articles, and a word has the first tag of its tokens that names something.
    """
    if engine == "accurate" and convention != "khabar":
        return list(tag(sentences, engine, convention))
    pieces = [[[t.text for t in tokenize(word) if t.text not in "#_"] for word in words] for words in sentences]
    tagged = tag([[token for word in words for token in word] for words in pieces], engine, "khabar")
    return [_of_words(words, tags) for words, tags in zip(pieces, tagged, strict=True)]


def _of_words(words: Sequence[Sequence[str]], tags: Sequence[str]) -> list[str]:
    found, place = [], 0
    for word in words:
        inside = [tag for tag in tags[place : place + len(word)] if tag != _OUTSIDE]
        found.append(inside[0] if inside else _OUTSIDE)
        place += len(word)
    return found


def _tag(fields: Sequence[str], where: str) -> str:
    prefix, _, kind = fields[-1].upper().partition("-")
    kind = "MISC" if kind.startswith("MIS") else kind
    if len(fields) < 2 or prefix not in ("B", "I", "O") or (prefix != _OUTSIDE and kind not in _TYPES):
        raise ValueError(f"{where}: {fields[-1]!r} is no BIO tag of {', '.join(_TYPES)}")
    return _OUTSIDE if prefix == _OUTSIDE else f"{prefix}-{kind}"


def _outcome(conll: Conll, number: int, sentence: Sentence, found: Sequence[Named]) -> Outcome:
    left_out = _NOT_SCORED.get(conll.convention, frozenset())
    gold = [name for name in names(sentence.words, sentence.tags) if name.entity_type not in left_out]
    kept = [name for name in found if name.entity_type not in left_out]
    outcome = compare(sentence_id(number), sentence.text, gold, kept)
    del outcome.counts[SAME_NAME, ALL]  # the file does not say who is named
    outcome.finds = [find for find in outcome.finds if find.rule_id]
    return outcome


def sentence_id(number: int) -> str:
    """How the sentence with this index is called among the errors."""
    return f"sentence {number + 1}"


def _places(sentences: Sequence[Sentence], texts: dict[str, str]) -> dict[int, tuple[str, int]]:
    """Index of a sentence → the article that holds it, and where: a line of its own, else the next place in a text."""
    lines: dict[str, tuple[str, int]] = {}
    for article_id, text in texts.items():
        start = 0
        for line in text.split("\n"):
            lines.setdefault(line.strip(), (article_id, start + len(line) - len(line.lstrip())))
            start += len(line) + 1
    everything = "\n".join(texts.values())
    starts = [0]
    for text in texts.values():
        starts.append(starts[-1] + len(text) + 1)
    ids = list(texts)
    places, cursor = {}, 0
    for n, sentence in enumerate(sentences):
        if sentence.text in lines:
            places[n] = lines[sentence.text]
            continue
        at = everything.find(sentence.text, cursor)
        at = at if at >= 0 else everything.find(sentence.text)
        if at >= 0:
            cursor = at + len(sentence.text)
            article = bisect_right(starts, at) - 1
            places[n] = (ids[article], at - starts[article])
    return places


def _inside(sentence: Sentence, rows: Iterable[Named], offset: int) -> Iterator[Named]:
    """Rows that lie in the sentence at `offset`, widened to the words that they touch."""
    words = []
    start = offset
    for word in sentence.words:
        words.append(Span(start, start + len(word)))
        start += len(word) + 1
    for row in rows:
        touched = [word for word in words if word.overlaps(row.span)]
        if touched:
            span = Span(touched[0].start - offset, touched[-1].end - offset)
            yield Named(span, row.entity_type, "", row.rule_id, row.confidence)
