"""The words that the sequence model sees."""

from khabar.text.tokens import Token, tokenize

_JOINTS = frozenset("#_")


def name_tokens(text: str, start: int, end: int) -> list[Token]:
    """Tokens of text[start:end] without the marks of hashtags.

    >>> [t.text for t in name_tokens("لقاء #دونالد_ترمب", 0, 17)]
    ['لقاء', 'دونالد', 'ترمب']
    """
    return [token for token in tokenize(text, start, end) if token.text not in _JOINTS]
