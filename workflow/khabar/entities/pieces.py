"""Cuts words into the pieces of a unigram vocabulary, in the manner of SentencePiece (Kudo 2018)."""

import re
import unicodedata
from collections.abc import Sequence

START, END, UNKNOWN = 0, 2, 3
"""Pieces before and after a text, and for a character that no piece holds."""
_SPECIAL = 4  # pieces at the beginning of the vocabulary that stand for no text
_BOUNDARY = "▁"  # begins each word
_PENALTY = 10  # of an unknown character, below the least likely piece
_MOST = 12  # pieces of one word
# Diacritics and tatweel: "مُتظـاهر" → "متظاهر".
_DIACRITIC = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")


class Pieces:
    """A vocabulary of pieces, each with its logarithmic probability in whole steps of 1/1024."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[int]) -> None:
        self._score = {piece: (scores[i], i) for i, piece in enumerate(pieces) if i >= _SPECIAL}
        self._unknown = min(scores) - _PENALTY * 1024
        self._longest = max(map(len, pieces))

    def cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the most likely pieces that the word consists of, at most twelve."""
        text = _BOUNDARY + unicodedata.normalize("NFKC", _DIACRITIC.sub("", word) or word).replace(" ", _BOUNDARY)
        best: list[tuple[int, int, int]] = [(0, 0, 0)]  # score, where the last piece begins, its number
        for end in range(1, len(text) + 1):
            options = [(best[end - 1][0] + self._unknown, end - 1, UNKNOWN)]
            for begin in range(max(0, end - self._longest), end):
                found = self._score.get(text[begin:end])
                if found is not None:
                    options.append((best[begin][0] + found[0], begin, found[1]))
            best.append(max(options))
        numbers: list[int] = []
        end = len(text)
        while end > 0:
            _, end, number = best[end]
            numbers.append(number)
        return tuple(numbers[: -_MOST - 1 : -1])
