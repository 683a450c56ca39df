from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from khabar.entities.decoding import SCALE
from khabar.entities.encoder import CONVENTIONS, WINDOW, Encoder, windows

LABELS = ("O", "B-PER", "I-PER")
WIDTH, HEADS, LAYERS = 32, 2, 3
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"ابتثجحخدذرزسشصضطظعغفقكلمنهوية"]
WORDS = ["وصل", "الوزير", "أمس", "إلى", "مدينة", "بعيدة", "في", "الشمال", "حيث", "لقي", "أهلها"]


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    draw = np.random.default_rng(7)

    def floats(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    def linear(name: str, inputs: int, outputs: int) -> dict[str, np.ndarray]:
        weight = draw.integers(-127, 128, size=(inputs, outputs)).astype(np.int8)
        return {
            f"{name}.weight": weight,
            f"{name}.scale": np.full(outputs, 0.003, dtype=np.float32),
            f"{name}.bias": floats(outputs),
        }

    def lines(values: Sequence[str]) -> np.ndarray:
        return np.frombuffer("\n".join(values).encode(), dtype=np.uint8)

    stored = {
        "labels": lines(LABELS),
        "pieces": lines(PIECES),
        "piece_scores": np.full(len(PIECES), -3000, dtype=np.int32),
        "features": lines(["s=a", "s=0"]),
        "feature.weight": draw.integers(-9, 10, size=(2, WIDTH)).astype(np.int8),
        "feature.scale": np.full(WIDTH, 0.1, dtype=np.float32),
        "word.weight": draw.integers(-127, 128, size=(len(PIECES), WIDTH)).astype(np.int8),
        "word.scale": np.full((len(PIECES), 1), 0.01, dtype=np.float32),
        "position": floats(512, WIDTH),
        "convention": floats(len(CONVENTIONS), WIDTH),
        "norm.weight": floats(WIDTH),
        "norm.bias": floats(WIDTH),
        "layers": np.array(LAYERS),
        "merge": np.array(1),
        "heads": np.array(HEADS),
    }
    for n in range(LAYERS):
        stored |= linear(f"layer{n}.qkv", WIDTH, 3 * WIDTH) | linear(f"layer{n}.out", WIDTH, WIDTH)
        stored |= linear(f"layer{n}.up", WIDTH, 64) | linear(f"layer{n}.down", 64, WIDTH)
        for part in ("norm1", "norm2"):
            stored |= {f"layer{n}.{part}.weight": floats(WIDTH), f"layer{n}.{part}.bias": floats(WIDTH)}
    for name in CONVENTIONS:
        stored |= linear(f"output.{name}", WIDTH, len(LABELS))
        stored[f"transitions.{name}"] = np.zeros((len(LABELS), len(LABELS)), dtype=np.int32)
    path = tmp_path / "encoder.npz"
    np.savez_compressed(path, **stored)
    return Encoder(path)


def test_every_word_has_a_score_for_every_tag(encoder: Encoder) -> None:
    ((first, empty, last),) = encoder.scores([[WORDS, [], WORDS[:2]]], "khabar")
    assert [first.shape, empty.shape, last.shape] == [(len(WORDS), 3), (0, 3), (2, 3)]
    assert np.abs(first).max() < 1000 * SCALE


def test_texts_do_not_influence_each_other(encoder: Encoder) -> None:
    texts = [[WORDS[n:], WORDS[: n + 1]] for n in range(8)]
    together = encoder.scores(texts, "khabar")
    for text, scores in zip(texts, together, strict=True):
        (alone,) = encoder.scores([text], "khabar")
        assert all(np.array_equal(a, b) for a, b in zip(scores, alone, strict=True))


def test_neighbouring_sentences_count(encoder: Encoder) -> None:
    ((alone,),) = encoder.scores([[WORDS]], "khabar")
    ((_, after),) = encoder.scores([[WORDS[:3], WORDS]], "khabar")
    assert not np.array_equal(alone, after)


def test_a_window_of_very_long_words_is_read_too(encoder: Encoder) -> None:
    ((scores,),) = encoder.scores([[["x" * 40] * WINDOW]], "khabar")
    assert scores.shape == (WINDOW, 3)


def test_conventions_differ(encoder: Encoder) -> None:
    own, other = (encoder.scores([[WORDS]], convention)[0][0] for convention in ("khabar", "aqmar"))
    assert not np.array_equal(own, other)


@pytest.mark.parametrize("lengths", [[1], [0, 3, 0], [50, 60, 70], [WINDOW, 1], [2 * WINDOW + 5, 4], []])
def test_windows_hold_every_word_once_and_in_order(lengths: list[int]) -> None:
    found = list(windows(lengths))
    assert [place for window in found for place in window] == [(n, i) for n, k in enumerate(lengths) for i in range(k)]
    assert all(0 < len(window) <= WINDOW for window in found)


def test_a_sentence_that_fits_is_not_cut() -> None:
    assert [len(window) for window in windows([100, 100, 20])] == [100, 120]
