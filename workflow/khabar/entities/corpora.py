"""Annotated corpora as training sentences: tokens as Khabar cuts them, tags after Khabar's guidelines."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from khabar.entities.words import name_tokens
from khabar.evaluation.gold import load_documents
from khabar.text.canonical import canonical
from khabar.text.paragraphs import paragraphs
from khabar.text.sentences import sentences
from khabar.text.spans import Span
from khabar.text.tokens import Token, tokenize

OUTSIDE = "O"
OWN = "own"
"""The corpora that follow the guidelines."""
TYPES = ("PER", "LOC", "ORG", "MISC")
# Classes of NewsFANE Gold → types of the guidelines. Group (nationalities, peoples) names no entity there.
_NEWSFANE = {
    "PER": "Politician Athlete Artist Other_PER Religious_PER Scientist Businessperson Lawyer Engineer Police",
    "LOC": "Nation Population-Center State-or-Province Building-Grounds GPE-Cluster Continent Water-Body Land "
    "County-or-District Land-Region-Natural Path Airport Subarea-Facility Celestial",
    "ORG": "Non-Governmental Sports Media Government Commercial Educational Medical-Science Religious_ORG "
    "Entertainment",
    "MISC": "Book Movie Software Hardware Air Food Projectile Shooting Drug Water",
}
_TYPE_OF = {name: kind for kind, names in _NEWSFANE.items() for name in names.split()} | {t: t for t in TYPES}
_TYPE_OF["MIS"] = "MISC"
# Nouns that say what a thing is and stay out of its name: "صحيفة لوموند" → "لوموند".
CLASSIFIERS = frozenset(
    "مدينة محافظة ولاية شركة صحيفة وكالة تنظيم قناة مجلة نادي بلدة قرية منطقة دولة اقليم إقليم".split()  # noqa: SIM905
)
# After these heads a noun without ال or a body's name follows that keeps the head: "وكالة الأنباء السورية".
_KEPT_AFTER = re.compile("ال(?:انباء|أنباء|استخبارات|مخابرات|طاقة|امن|أمن|دول|حكم|كرد)")
_ATTACHED_BEFORE = frozenset("وفبلك")  # NewsFANE writes "ب الولايات"
_ATTACHED_AFTER = frozenset(["ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي", "ني"])  # and "قوم ه"


class Sentence(NamedTuple):
    """Words and their BIO tags, and which corpus they come from."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    corpus: str


def read_conll(path: Path, corpus: str, as_it_is: bool = False) -> list[Sentence]:
    """Sentences of a file with one `token … tag` a line and an empty line between sentences.

    Words are cut as Khabar cuts them and classifying nouns taken out of names, unless it is read as it is.
    """
    sentences = []
    for lines in _blocks(path):
        pairs = [(line.split()[0], _tag(line.split()[-1])) for line in lines]
        if as_it_is:
            words, tags = zip(*pairs, strict=True)
            sentences.append(Sentence(words, tuple(_repaired(tags)), corpus))
            continue
        if corpus == "newsfane":
            pairs = _attach(pairs)
        sentences.append(_sentence(pairs, corpus))
    return sentences


def read_documents(folder: Path, corpus: str = OWN) -> list[list[Sentence]]:
    """Sentences of each annotated document (khabar.evaluation.gold)."""
    return [
        tag_text(document.text, [(e.span, e.entity_type) for e in document.entities], corpus)
        for document in load_documents(folder)
    ]


def read_annotations(path: Path, corpora: Iterable[Path], corpus: str = OWN) -> list[list[Sentence]]:
    """Sentences of each article that is annotated by offsets alone (models/ner_annotations.jsonl).

    The texts come from the JSON-lines corpora (gzip); ValueError if one is missing or differs from what was annotated.
    """
    wanted = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    found: dict[str, list[Sentence]] = {}
    for source in corpora:
        with gzip.open(source, "rt", encoding="utf-8") as file:
            for record in map(json.loads, file):
                row = wanted.get(record["id"])
                if row is not None:
                    text = canonical(f"{record['title']}\n\n{record['text']}")
                    if sha256(text.encode()).hexdigest() != row["sha256"]:
                        raise ValueError(f"{record['id']} is not the text that was annotated")
                    spans = [(Span(start, end), kind) for start, end, kind in row["entities"]]
                    found[record["id"]] = tag_text(text, spans, corpus)
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        raise ValueError(f"{len(missing)} annotated articles are in no corpus, first {missing[0]}")
    return [found[key] for key in sorted(found)]


def tag_text(text: str, spans: Sequence[tuple[Span, str]], corpus: str) -> list[Sentence]:
    """The sentences of a text with the tags of its annotated (span, type) pairs."""
    found = []
    for paragraph in paragraphs(text):
        for sentence in sentences(text, *paragraph):
            tokens = name_tokens(text, *sentence)
            if tokens:
                words = tuple(token.text for token in tokens)
                found.append(Sentence(words, tag_tokens(tokens, spans), corpus))
    return found


def tag_tokens(tokens: Sequence[Token], spans: Iterable[tuple[Span, str]]) -> tuple[str, ...]:
    """BIO tags of tokens for (span, type) pairs; a token that a name ends or begins inside belongs to the name."""
    tags = [OUTSIDE] * len(tokens)
    for span, kind in spans:
        inside = [i for i, token in enumerate(tokens) if token.start < span.end and span.start < token.end]
        for n, i in enumerate(inside):
            tags[i] = f"{'I' if n else 'B'}-{kind}"
    return tuple(tags)


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _tag(raw: str) -> str:
    prefix, _, name = raw.partition("-")
    kind = _TYPE_OF.get(name)
    return OUTSIDE if kind is None else f"{prefix}-{kind}"


def _attach(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write clitics together with their words again, as news does."""
    joined: list[tuple[str, str]] = []
    prefix = ""
    for i, (word, tag) in enumerate(pairs):
        following = pairs[i + 1][0] if i + 1 < len(pairs) else ""
        if word in _ATTACHED_BEFORE and following[:1].isalpha() and tag == OUTSIDE:
            prefix += word
        elif word in _ATTACHED_AFTER and joined and not prefix and joined[-1][0][-1:].isalpha() and tag == OUTSIDE:
            joined[-1] = (joined[-1][0] + word, joined[-1][1])
        else:
            written = prefix + word
            if prefix.endswith("ل") and word.startswith("ال"):
                written = prefix + word[1:]
            joined.append((written, tag))
            prefix = ""
    return joined


def _sentence(pairs: list[tuple[str, str]], corpus: str) -> Sentence:
    words: list[str] = []
    tags: list[str] = []
    for n, (raw, tag) in enumerate(pairs):
        begins = tag[0] == "B" and n + 1 < len(pairs) and pairs[n + 1][1] == f"I-{tag[2:]}"
        if begins and raw in CLASSIFIERS and not _KEPT_AFTER.match(pairs[n + 1][0]):
            pairs[n + 1] = (pairs[n + 1][0], tag)
            tag = OUTSIDE  # noqa: PLW2901
        for k, token in enumerate(t for t in tokenize(raw) if t.text not in "#_"):
            words.append(token.text)
            tags.append(f"I{tag[1:]}" if k and tag != OUTSIDE else tag)
    return Sentence(tuple(words), tuple(_repaired(tags)), corpus)


def _repaired(tags: Sequence[str]) -> list[str]:
    """BIO without an I that follows another type: it begins a name."""
    repaired = list(tags)
    for i, tag in enumerate(tags):
        if tag[0] == "I" and (i == 0 or repaired[i - 1][2:] != tag[2:]):
            repaired[i] = f"B{tag[1:]}"
    return repaired
