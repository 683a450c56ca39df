"""Arithmetic of the encoder that gives the same bits on every machine.

Sums of floating-point numbers depend on their order, and the order on the processor and the library. Here every sum
is one of whole numbers that stay below 2^24 (2^53 in double precision): each is exact, in any order, so that any matrix
library may compute it. All else is done number by number with the operations that IEEE 754 rounds exactly
(+ - * / and the square root); the exponential and the error function are read from tables of whole numbers.
"""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int8]

_EXACT = 2**24 - 1  # largest whole number up to which single precision holds all
_TINY = np.float32(1e-20)  # instead of a row's largest value where that is zero
GRID = 4096
"""Vectors are rounded to multiples of 1/GRID before they are summed up."""
_EPSILON = 1e-12  # of the layer normalisation
_WEIGHT = 255  # largest weight in attention before it is divided by the sum of the weights
_WEIGHT_STEPS = 32  # table entries per unit of the exponent
_GELU_STEPS, _GELU_LOW, _GELU_HIGH = 64, -8, 24  # table entries per unit, and between which inputs
_GELU_GRID = 256  # its outputs are multiples of 1/256


def _exponentials() -> Floats:
    count = math.ceil(math.log(2 * _WEIGHT) * _WEIGHT_STEPS) + 2
    return np.array([round(_WEIGHT * math.exp(-i / _WEIGHT_STEPS)) for i in range(count)], dtype=np.float32)


def _gelus() -> Floats:
    points = [i / _GELU_STEPS for i in range(_GELU_LOW * _GELU_STEPS, _GELU_HIGH * _GELU_STEPS + 1)]
    values = [round(0.5 * y * (1 + math.erf(y / math.sqrt(2))) * _GELU_GRID) for y in points]
    return np.array(values, dtype=np.float32) / np.float32(_GELU_GRID)


_EXPONENTIAL = _exponentials()
_GELU = _gelus()


class Linear:
    """x W + b with weights in whole numbers; each row of x is rounded to as many steps as keep the sums exact."""

    def __init__(self, weight: Integers, scale: Floats, bias: Floats) -> None:
        self._weight = np.ascontiguousarray(weight, dtype=np.float32)
        self._limit = np.float32(_EXACT // max(1, int(np.abs(weight.astype(np.int64)).sum(axis=0).max())))
        self._scale = (scale / self._limit).astype(np.float32)
        self._bias = bias

    def __call__(self, rows: Floats) -> Floats:
        """One output row for each row."""
        largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), _TINY)
        steps = rows * (self._limit / largest)
        np.rint(steps, out=steps)
        out: Floats = steps @ self._weight
        out *= largest
        out *= self._scale
        out += self._bias
        return out


def layer_norm(rows: Floats, weight: Floats, bias: Floats) -> Floats:
    """Rows with mean 0 and variance 1, then scaled and shifted."""
    width = rows.shape[1]
    out: Floats = rows * np.float32(GRID)
    np.rint(out, out=out)
    values = out.astype(np.float64)
    mean = values.sum(axis=1, keepdims=True) / width
    variance = np.einsum("ij,ij->i", values, values)[:, None] / width - mean * mean
    out -= mean.astype(np.float32)
    out *= (1 / np.sqrt(variance + _EPSILON * GRID * GRID)).astype(np.float32)
    out *= weight
    out += bias
    return out


def gelu(rows: Floats) -> Floats:
    """The Gaussian error linear unit, read from its table."""
    place = rows * np.float32(_GELU_STEPS)
    place += np.float32(0.5 - _GELU_LOW * _GELU_STEPS)
    return np.asarray(np.take(_GELU, place.astype(np.intp), mode="clip"))


def attention(mixed: Floats, heads: int) -> Floats:
    """Multi-head attention of the rows of one window to each other; a row holds query, key and value."""
    queries, keys, values = np.split(mixed, 3, axis=1)
    count, width = queries.shape
    depth = width // heads
    limit = np.float32(math.isqrt(_EXACT // depth))
    query, query_scale = _whole(queries, limit, axis=1)
    key, key_scale = _whole(keys, limit, axis=1)
    score = _split(query, heads) @ _split(key, heads).transpose(0, 2, 1)
    score *= query_scale * np.float32(_WEIGHT_STEPS / math.sqrt(depth))
    score *= key_scale.T
    np.subtract(score.max(axis=2, keepdims=True) + np.float32(0.5), score, out=score)
    weight = np.take(_EXPONENTIAL, score.astype(np.intp), mode="clip")
    value, value_scale = _whole(values, np.float32(_EXACT // (_WEIGHT * count)), axis=0)
    total = weight @ np.ones((count, 1), dtype=np.float32)
    mixed = weight @ _split(value, heads)
    mixed /= total
    return np.asarray(mixed.transpose(1, 0, 2).reshape(count, width) * value_scale)


def _whole(rows: Floats, limit: np.float32, axis: int) -> tuple[Floats, Floats]:
    """Whole numbers up to the limit, and what one step of each row (axis 1) or column (axis 0) is worth."""
    largest = np.maximum(np.abs(rows).max(axis=axis, keepdims=True), _TINY)
    return np.rint(rows * (limit / largest)), largest / limit


def _split(rows: Floats, heads: int) -> Floats:
    """(rows, width) → (heads, rows, depth)."""
    return np.ascontiguousarray(rows.reshape(len(rows), heads, -1).transpose(1, 0, 2))
