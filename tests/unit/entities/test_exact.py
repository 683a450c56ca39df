import math

import numpy as np
import pytest
from numpy.typing import NDArray

from khabar.entities.exact import Linear, attention, gelu, layer_norm

Floats = NDArray[np.float32]


def rows(seed: int, count: int, width: int) -> Floats:
    return np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)


def test_linear_is_near_the_product() -> None:
    weight = np.random.default_rng(1).integers(-127, 128, size=(48, 20)).astype(np.int8)
    scale, bias = np.full(20, 0.01, dtype=np.float32), np.arange(20, dtype=np.float32)
    given = rows(2, 5, 48)
    assert Linear(weight, scale, bias)(given) == pytest.approx(given @ (weight * scale) + bias, abs=0.02)


def test_a_row_does_not_depend_on_the_others() -> None:
    weight = np.random.default_rng(1).integers(-127, 128, size=(384, 64)).astype(np.int8)
    linear = Linear(weight, np.ones(64, dtype=np.float32), np.zeros(64, dtype=np.float32))
    given = rows(3, 37, 384)
    alone = np.concatenate([linear(given[i : i + 1]) for i in range(len(given))])
    assert np.array_equal(linear(given), alone)


def test_sums_do_not_depend_on_their_order() -> None:
    order = np.random.default_rng(5).permutation(384)
    weight = np.random.default_rng(1).integers(-127, 128, size=(384, 64)).astype(np.int8)
    ones, zeros = np.ones(64, dtype=np.float32), np.zeros(64, dtype=np.float32)
    given = rows(3, 8, 384)
    assert np.array_equal(Linear(weight, ones, zeros)(given), Linear(weight[order], ones, zeros)(given[:, order]))
    one, zero = np.ones(384, dtype=np.float32), np.zeros(384, dtype=np.float32)
    assert np.array_equal(layer_norm(given, one, zero)[:, order], layer_norm(given[:, order], one, zero))


def test_layer_norm_has_mean_nought_and_variance_one() -> None:
    normed = layer_norm(rows(4, 6, 384) * 3 + 2, np.ones(384, dtype=np.float32), np.zeros(384, dtype=np.float32))
    assert normed.mean(axis=1) == pytest.approx(0, abs=1e-5)
    assert normed.std(axis=1) == pytest.approx(1, abs=1e-4)


def test_gelu_is_near_the_function() -> None:
    points = np.linspace(-10, 20, 301, dtype=np.float32)[None]
    expected = [0.5 * y * (1 + math.erf(y / math.sqrt(2))) for y in points[0].tolist()]
    assert gelu(points)[0] == pytest.approx(expected, abs=0.012)


def test_attention_is_near_the_function() -> None:
    mixed = rows(6, 9, 3 * 32)
    queries, keys, values = np.split(mixed, 3, axis=1)
    expected = []
    for head in range(2):
        part = slice(head * 16, head * 16 + 16)
        score = np.exp(queries[:, part] @ keys[:, part].T / 4)
        expected.append(score / score.sum(axis=1, keepdims=True) @ values[:, part])
    assert attention(mixed, 2) == pytest.approx(np.concatenate(expected, axis=1), abs=0.03)


def test_rows_of_zeros_give_the_bias() -> None:
    linear = Linear(np.ones((4, 2), dtype=np.int8), np.ones(2, dtype=np.float32), np.array([1, 2], dtype=np.float32))
    assert linear(np.zeros((1, 4), dtype=np.float32)).tolist() == [[1.0, 2.0]]
