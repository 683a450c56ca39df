"""What the tagging engine saw in a name: the most likely tags of each word, and what the lists say about it."""

from collections.abc import Sequence

import numpy as np

from khabar.entities.features import word_features
from khabar.entities.tagging import Engine, load
from khabar.entities.words import name_tokens
from khabar.text.spans import Span

_SHOWN = 3  # tags of a word
_LEAST = 0.005  # probability of a tag that is shown
_LISTED = ("g=", "q=")  # features that tell what the lists of names say, as it is and behind a clitic


def tagged_words(text: str, sentences: Sequence[Span], name: Span, engine: Engine) -> list[str]:
    """One line for each word of the name, as the engine read it among the sentences of its article."""
    tokens = [tuple(name_tokens(text, *sentence)) for sentence in sentences]
    tagger = load(engine)
    (tagged,) = tagger.tag_texts([[[token.text for token in found] for found in tokens]])
    return [
        f"{token.text}: {_likely(marginals, tagger.labels)}{_listed(token.text)}"
        for found, tags in zip(tokens, tagged, strict=True)
        for token, marginals in zip(found, tags.marginals, strict=True)
        if token.start < name.end and name.start < token.end
    ]


def _likely(marginals: np.ndarray, labels: Sequence[str]) -> str:
    order = np.argsort(-marginals, kind="stable")[:_SHOWN]
    return ", ".join(f"{labels[k]} {marginals[k]:.2f}" for k in order if marginals[k] >= _LEAST)


def _listed(word: str) -> str:
    flags = [f.partition("=")[2] for f in word_features(word).here if f.startswith(_LISTED)]
    return f"; listed as {', '.join(flags)}" if flags else ""
