"""The two engines that tag names: a conditional random field (fast), and an encoder together with it (accurate)."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, Protocol, cast

import numpy as np

from khabar.entities import model
from khabar.entities.decoding import Chain, Scores, Tagged
from khabar.entities.encoder import Encoder, encoder
from khabar.resources import model_path

Engine = Literal["accurate", "fast"]
ENGINES: tuple[Engine, ...] = ("accurate", "fast")
DEFAULT: Engine = "accurate"
_RULE_IDS: dict[Engine, str] = {"accurate": "encoder", "fast": "model"}
Words = Sequence[str]


class Tagger(Protocol):
    """What every engine can do."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The tags, in the order of the columns of Tagged.marginals."""

    def tag_texts(self, texts: Sequence[Sequence[Words]]) -> list[list[Tagged]]:
        """Tag the consecutive sentences of each text; a text does not influence another."""


class FieldTagger:
    """The fast engine: the conditional random field, which sees one sentence at a time."""

    def __init__(self, field: model.Tagger) -> None:
        self._field = field
        self.labels = field.labels

    def tag_texts(self, texts: Sequence[Sequence[Words]]) -> list[list[Tagged]]:
        """Tag the sentences of each text."""
        tagged = iter(self._field.tag([sentence for text in texts for sentence in text]))
        return [[next(tagged) for _ in text] for text in texts]


class JointTagger:
    """The accurate engine: the scores of the encoder and of the conditional random field, three to one."""

    def __init__(self, encoder: Encoder, field: model.Tagger, convention: str) -> None:
        self._encoder, self._field, self._convention = encoder, field, convention
        self.labels = encoder.labels
        self._order = [field.labels.index(label) for label in encoder.labels]
        transitions = field.transitions[np.ix_(self._order, self._order)]
        self._chain = Chain(self.labels, _joint(encoder.transitions[convention], transitions))

    def tag_texts(self, texts: Sequence[Sequence[Words]]) -> list[list[Tagged]]:
        """Tag the consecutive sentences of each text."""
        by_field = iter(self._field.scores([sentence for text in texts for sentence in text]))
        by_encoder = self._encoder.scores(texts, self._convention)
        scores = [_joint(found, next(by_field)[:, self._order]) for of_text in by_encoder for found in of_text]
        tagged = iter(self._chain.decode(scores))
        return [[next(tagged) for _ in text] for text in texts]


@cache
def load(engine: Engine = DEFAULT, convention: str = "khabar") -> Tagger:
    """The engine with its committed weights. The convention says whose guidelines the tags follow."""
    field = model.tagger(convention)
    return FieldTagger(field) if engine == "fast" else JointTagger(encoder(), field, convention)


def rule_id(engine: Engine) -> str:
    """What the entities table calls a find of the engine."""
    return _RULE_IDS[engine]


def tag(sentences: Sequence[Words], engine: Engine = DEFAULT, convention: str = "khabar") -> list[tuple[str, ...]]:
    """BIO tags of the consecutive sentences of a text that is already cut into words.

    The convention says whose guidelines the tags follow: "khabar", "anercorp" or "aqmar".
    """
    (tagged,) = load(engine, convention).tag_texts([sentences])
    return [found.tags for found in tagged]


def _joint(of_encoder: Scores, of_field: Scores) -> Scores:
    return (3 * of_encoder + of_field) // 4


def calibrated(raw: float, engine: Engine) -> float:
    """What a probability of the engine was worth on documents that it had not seen (models/ner_calibration.tsv)."""
    points, shares = _calibration()[engine]
    return float(np.interp(raw, points, shares))


@cache
def _calibration() -> dict[Engine, tuple[list[float], list[float]]]:
    lines = model_path("ner_calibration.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    found: dict[Engine, tuple[list[float], list[float]]] = {}
    for engine, raw, share in rows:
        points, shares = found.setdefault(cast("Engine", engine), ([], []))
        points.append(float(raw))
        shares.append(float(share))
    return found
