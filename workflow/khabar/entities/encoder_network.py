"""The encoder as a torch network for training. khabar.entities.encoder computes the same from the stored weights."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from khabar.entities.encoder import CONVENTIONS
from khabar.entities.pretrained import Pretrained

LABELS = ("O", *(f"{begin}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for begin in "BI"))
_EPSILON = 1e-12
_NEVER = -1e4
_DROPOUT = 0.1


class Batch(NamedTuple):
    """Windows side by side; a window has one word more at either end."""

    pieces: Any
    """(windows, pieces) numbers."""
    is_piece: Any
    word_of_piece: Any
    """Row of the piece's word among all words of the batch; one more than there are words for no piece."""
    share: Any
    """One over the number of the word's pieces."""
    is_word: Any
    """(windows, words) with the two at the ends."""
    features: Any
    """(windows, words, features) numbers, 0 for none."""
    convention: Any
    tags: Any
    """(windows, words) without those at the ends."""
    is_tagged: Any


class Network(nn.Module):
    """The first `layers` layers of a pretrained encoder and a conditional random field for each convention."""

    def __init__(self, start: Pretrained, layers: int, merge: int, features: int) -> None:
        super().__init__()
        tensor = {name: torch.tensor(found) for name, found in start.tensors.items()}
        width = start.width
        self.heads, self.merge = start.heads, merge
        self.word = nn.Parameter(tensor["emb.word"])
        self.position = nn.Parameter(tensor["emb.pos"] + tensor["emb.type"][0])
        self.norm = _norm(tensor["emb.ln.w"], tensor["emb.ln.b"])
        self.layers = nn.ModuleList(_layer(tensor, f"l{n}") for n in range(layers))
        self.feature = nn.EmbeddingBag(features + 1, width, mode="sum", padding_idx=0)
        self.convention = nn.Embedding(len(CONVENTIONS), width)
        self.output = nn.Linear(width, len(LABELS))
        self.outputs = nn.Parameter(torch.zeros(len(CONVENTIONS), width, len(LABELS)))
        self.biases = nn.Parameter(torch.zeros(len(CONVENTIONS), len(LABELS)))
        self.transitions = nn.Parameter(torch.zeros(len(CONVENTIONS), len(LABELS), len(LABELS)))
        for fresh in (self.feature.weight, self.convention.weight, self.output.bias):
            nn.init.zeros_(fresh)
        nn.init.normal_(self.output.weight, std=0.02)
        self.dropout = nn.Dropout(_DROPOUT)
        allowed = [[_NEVER * (b[0] == "I" and a[2:] != b[2:]) for b in LABELS] for a in LABELS]
        self.register_buffer("allowed", torch.tensor(allowed), persistent=False)
        first = torch.tensor([_NEVER * (label[0] == "I") for label in LABELS])
        self.register_buffer("first", first, persistent=False)

    def forward(self, batch: Batch) -> Any:
        """Mean over words of the negative log-likelihood of the tags."""
        scores = self.scores(batch)
        steps = self.transitions[batch.convention] + self.allowed
        counted = batch.is_tagged.float()
        rows = torch.arange(len(scores))[:, None]
        gold = (scores.gather(2, batch.tags[:, :, None])[:, :, 0] * counted).sum(1)
        gold = gold + (steps[rows, batch.tags[:, :-1], batch.tags[:, 1:]] * counted[:, 1:]).sum(1)
        total = scores[:, 0] + self.first
        for t in range(1, scores.shape[1]):
            following = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, t]
            total = torch.where(batch.is_tagged[:, t : t + 1], following, total)
        return (torch.logsumexp(total, 1) - gold).sum() / counted.sum()

    def scores(self, batch: Batch) -> Any:
        """(windows, words, labels) without the words at the ends."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            rows = self._encoded(batch)
        rows = self.dropout(rows.float())
        scores = self.output(rows) + torch.bmm(rows, self.outputs[batch.convention])
        return (scores + self.biases[batch.convention][:, None])[:, 1:-1]

    def used(self, batch: Batch) -> list[Any]:
        """How much each inner neuron of each layer adds to its output on average."""
        found: list[Any] = []
        hooks = [
            layer.down.register_forward_pre_hook(lambda _, inputs: found.append(inputs[0].abs().mean(dim=(0, 1))))
            for layer in self.layers
        ]
        with torch.no_grad():
            self.scores(batch)
        for hook in hooks:
            hook.remove()
        return [mean * layer.down.weight.norm(dim=0) for mean, layer in zip(found, self.layers, strict=True)]

    def narrow(self, importance: Sequence[Any] | None, inner: int) -> None:
        """Keep the `inner` most important inner neurons of each layer; the first ones if they count the same."""
        for n, layer in enumerate(self.layers):
            worth = importance[n] if importance else -torch.arange(layer.up.out_features)
            kept = worth.topk(inner).indices.sort().values
            layer.up = _linear(layer.up.weight.detach()[kept], layer.up.bias.detach()[kept])
            layer.down = _linear(layer.down.weight.detach()[:, kept], layer.down.bias.detach())

    def _encoded(self, batch: Batch) -> Any:
        rows = self.dropout(self.norm(self.word[batch.pieces] + self.position[: batch.pieces.shape[1]]))
        mask = batch.is_piece
        for n, layer in enumerate(self.layers):
            if n == self.merge:
                rows, mask = self._merged(rows, batch), batch.is_word
            rows = self._through(layer, rows, mask)
        return rows

    def _merged(self, rows: Any, batch: Batch) -> Any:
        windows, words = batch.is_word.shape
        width = rows.shape[2]
        shares = rows.float().reshape(-1, width) * batch.share.reshape(-1, 1)
        merged = torch.zeros(windows * words + 1, width).index_add_(0, batch.word_of_piece.reshape(-1), shares)[:-1]
        merged = merged + self.feature(batch.features.view(windows * words, -1))
        return merged.view(windows, words, width) + self.convention(batch.convention)[:, None]

    def _through(self, layer: Any, rows: Any, mask: Any) -> Any:
        windows, count, width = rows.shape
        mixed = layer.qkv(rows).view(windows, count, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(*mixed, attn_mask=mask[:, None, None, :])
        attended = attended.transpose(1, 2).reshape(windows, count, width)
        rows = layer.norm1(rows + self.dropout(layer.out(attended)))
        return layer.norm2(rows + self.dropout(layer.down(functional.gelu(layer.up(rows)))))


def stored(network: Network, vocabulary: Pretrained, features: Sequence[str]) -> dict[str, Any]:
    """The weights as khabar.entities.encoder reads them: matrices in 8-bit whole numbers, one scale a column."""
    found: dict[str, Any] = {
        "labels": _bytes(LABELS),
        "pieces": _bytes(vocabulary.pieces),
        "piece_scores": np.array(vocabulary.scores, dtype=np.int32),
        "features": _bytes(features),
        "position": network.position.detach().numpy(),
        "convention": network.convention.weight.detach().numpy(),
        "norm.weight": network.norm.weight.detach().numpy(),
        "norm.bias": network.norm.bias.detach().numpy(),
        "layers": np.array(len(network.layers)),
        "merge": np.array(network.merge),
        "heads": np.array(network.heads),
    }
    found["word.weight"], found["word.scale"] = _rounded(network.word.detach().numpy(), axis=1)
    rows, scale = _rounded(network.feature.weight.detach().numpy()[1:], axis=0)
    found["feature.weight"], found["feature.scale"] = rows, scale[0]
    for n, layer in enumerate(network.layers):
        for part in ("qkv", "out", "up", "down"):
            linear = getattr(layer, part)
            found |= _stored_linear(f"layer{n}.{part}", linear.weight.detach().T, linear.bias.detach())
        for part in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                found[f"layer{n}.{part}.{kind}"] = getattr(getattr(layer, part), kind).detach().numpy()
    for k, name in enumerate(CONVENTIONS):
        weight = network.output.weight.detach().T + network.outputs.detach()[k]
        found |= _stored_linear(f"output.{name}", weight, network.output.bias.detach() + network.biases.detach()[k])
        found[f"transitions.{name}"] = np.rint(network.transitions.detach()[k].numpy() * 256).astype(np.int32)
    return found


def _layer(tensor: dict[str, Any], name: str) -> Any:
    layer = nn.Module()
    weight, bias = (torch.cat([tensor[f"{name}.{part}.{kind}"] for part in "qkv"]) for kind in "wb")
    layer.qkv = _linear(weight, bias)
    for part, source in (("out", "ao"), ("up", "fi"), ("down", "fo")):
        setattr(layer, part, _linear(tensor[f"{name}.{source}.w"], tensor[f"{name}.{source}.b"]))
    for part, source in (("norm1", "aln"), ("norm2", "oln")):
        setattr(layer, part, _norm(tensor[f"{name}.{source}.w"], tensor[f"{name}.{source}.b"]))
    return layer


def _linear(weight: Any, bias: Any) -> Any:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.weight, linear.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
    return linear


def _norm(weight: Any, bias: Any) -> Any:
    norm = nn.LayerNorm(len(weight), _EPSILON)
    norm.weight, norm.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
    return norm


def _stored_linear(name: str, weight: Any, bias: Any) -> dict[str, Any]:
    rows, scale = _rounded(weight.numpy(), axis=0)
    return {f"{name}.weight": rows, f"{name}.scale": scale[0], f"{name}.bias": bias.numpy()}


def _rounded(weight: Any, axis: int) -> tuple[Any, Any]:
    scale = np.maximum(np.abs(weight).max(axis=axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.rint(weight / scale).astype(np.int8), scale


def _bytes(lines: Sequence[str]) -> Any:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)
