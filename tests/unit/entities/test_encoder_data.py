import random
import struct
from pathlib import Path

import numpy as np
import pytest

from khabar.entities.corpora import Sentence, read_conll
from khabar.entities.encoder_data import Numbering, batches, frequent_features, in_texts, windows
from khabar.entities.pieces import Pieces
from khabar.entities.pretrained import read_pretrained, trimmed

SENTENCE = Sentence(("وصل", "سامي", "أمس"), ("O", "B-PER", "O"), "own")
LABELS = ("O", "B-PER", "I-PER")
PIECES = Pieces(["<s>", "<pad>", "</s>", "<unk>", "▁", *"وصلسامي"], [0, 0, 0, 0, -900, *[-1000] * 7])


def test_texts_become_windows_of_numbers() -> None:
    text = [SENTENCE] * 4
    features = frequent_features([text])
    numbered = Numbering(PIECES, features, LABELS).numbered(text)
    found = list(windows(numbered, most=7))
    assert [window.tags for window in found] == [[0, 1, 0, 0, 1, 0]] * 2
    assert found[0].convention == 0
    assert found[0].pieces[0] == (4, 5, 6, 7)
    assert features[found[0].features[0][0] - 1].partition("=")[0] in {"g", "q", "c0", "c1", "c2", "cs", "s"}


def test_a_long_sentence_is_cut_and_loses_nothing() -> None:
    text = [Sentence(SENTENCE.words * 9, SENTENCE.tags * 9, "aqmar")]
    numbered = Numbering(PIECES, [], LABELS).numbered(text)
    for generator in (None, random.Random(1)):
        found = list(windows(numbered, generator, most=60 if generator else 8))
        assert [tag for window in found for tag in window.tags] == [0, 1, 0] * 9
        assert {window.convention for window in found} == {2}


def test_every_window_is_in_one_batch() -> None:
    numbered = Numbering(PIECES, [], LABELS).numbered([SENTENCE] * 50)
    cut = [window for most in (3, 6, 9) for window in windows(numbered, most=most)]
    found = batches(cut, 30, random.Random(2))
    assert sorted(map(id, cut)) == sorted(id(window) for batch in found for window in batch)
    assert all(len(batch) * max(len(w.pieces) for w in batch) <= 30 for batch in found)


def test_sentences_of_a_corpus_in_runs() -> None:
    assert [len(text) for text in in_texts([SENTENCE] * 5, 2)] == [2, 2, 1]


def test_a_corpus_can_be_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("مدينة B-LOC\nصور I-LOC\n3-2 O\n\n", encoding="utf-8")
    (as_it_is,) = read_conll(path, "anercorp", as_it_is=True)
    assert as_it_is == Sentence(("مدينة", "صور", "3-2"), ("B-LOC", "I-LOC", "O"), "anercorp")
    (own,) = read_conll(path, "anercorp")
    assert own.words == ("مدينة", "صور", "3", "-", "2")
    assert own.tags == ("O", "B-LOC", "O", "O", "O")


def pretrained_file(path: Path) -> Path:
    """Two layers' worth of nothing but what is read: sizes, four special pieces and two others, four tensors."""
    width = 32
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁بيت", "▁xylophone"]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in pieces)]).astype("<u4").tobytes()
    block = struct.pack("<e16B", 0.5, *([0x9F] * 16))  # low halves 15, high halves 9
    floats = np.arange(width, dtype="<f4").tobytes()
    tensors = [
        ("emb.word", 1, block * 6),
        ("emb.ln.w", 0, floats),
        ("emb.pos", 0, floats * 2),
        ("l0.q.w", 1, block * 32),
    ]
    head = b"E5S1" + struct.pack("<I7ifi", 1, width, 2, 4, 64, 6, 2, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob)) + ends
    head += np.array([0, 0, 0, 0, -2.5, -9], dtype="<f4").tobytes() + blob + struct.pack("<iI", 0, 0)
    head += struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(name) + 21 for name, _, _ in tensors)
    for name, is_packed, raw in tensors:
        count = len(raw) // 18 * 32 if is_packed else len(raw) // 4
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", is_packed, count, at, len(raw))
        at += len(raw)
    path.write_bytes(head + b"".join(raw for _, _, raw in tensors))
    return path


def test_the_pretrained_encoder_is_read_and_trimmed(tmp_path: Path) -> None:
    found = read_pretrained(pretrained_file(tmp_path / "e5.bin"))
    assert (found.layers, found.heads, found.width) == (2, 4, 32)
    assert found.scores[4:] == [-2560, -9216]
    assert found.tensors["emb.word"].shape == (6, 32)
    assert found.tensors["l0.q.w"][0, [0, 15, 16, 31]].tolist() == [3.5, 3.5, 0.5, 0.5]
    assert found.tensors["emb.pos"].shape == (2, 32)
    assert trimmed(found, []).pieces == [*found.pieces[:4], "▁بيت"]
    assert trimmed(found, ["xylophone"] * 3).pieces == found.pieces


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"something else")
    with pytest.raises(ValueError, match="no encoder"):
        read_pretrained(tmp_path / "x")
