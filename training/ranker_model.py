"""The ranker while it is trained: states of the encoder's lower layers, and the upper layers over two texts at once."""

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import nn

from assistant.engine.retrieval.ranker import LONGEST
from training.base import load_base
from triage.engine.trunk.words import CLS, SEP, Words

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
_FAR = -1e4


class States:
    """What the lower layers give for each text, kept. `upper` are the layers above."""

    def __init__(self, lower: int) -> None:
        base: Any = load_base()
        self._embeddings = base.eval().embeddings
        self._lower, self.upper = base.encoder.layer[:lower], base.encoder.layer[lower:]
        self._words = Words()
        self._known: dict[str, torch.Tensor] = {}

    def length(self, text: str) -> int:
        return len(self._known[text])

    @torch.no_grad()
    def learn(self, texts: Iterable[str]) -> None:
        ordered = sorted(texts)
        pieces = {t: p.ids[: LONGEST - 2] for t, p in zip(ordered, self._words.pieces(ordered), strict=True)}
        ordered.sort(key=lambda text: len(pieces[text]))
        for at in range(0, len(ordered), 128):
            some = ordered[at : at + 128]
            width = _even(max(len(pieces[t]) for t in some) + 2, 8)
            ids, mask = torch.zeros(len(some), width, dtype=torch.long), torch.zeros(len(some), width)
            for row, text in enumerate(some):
                own = [CLS, *pieces[text], SEP]
                ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
            with torch.autocast("cpu", torch.bfloat16):
                hidden = run(self._lower, self._embeddings(ids), mask).to(torch.bfloat16)
            for row, text in enumerate(some):
                self._known[text] = hidden[row, : len(pieces[text]) + 2].clone()

    def joined(self, pairs: Sequence[tuple[str, str]]) -> Batch:
        """States [pairs, tokens, 384], which of two parts each belongs to, and the mask."""
        width = _even(max(self.length(a) + self.length(b) for a, b in pairs), 16)  # few shapes: each costs a plan
        states = torch.zeros(len(pairs), width, 384, dtype=torch.bfloat16)
        part, mask = torch.zeros(len(pairs), width, dtype=torch.long), torch.zeros(len(pairs), width)
        for row, (one, other) in enumerate(pairs):
            first, end = self.length(one), self.length(one) + self.length(other)
            states[row, :first], states[row, first:end] = self._known[one], self._known[other]
            part[row, first:], mask[row, :end] = 1, 1
        return states, part, mask


class Upper(nn.Module):
    """One score a pair: the means of both parts, each of length one, multiplied and weighed."""

    def __init__(self, layers: nn.ModuleList) -> None:
        super().__init__()
        self.layers = layers
        self.parts = nn.Parameter(torch.zeros(2, 384))
        self.weight, self.bias = nn.Parameter(torch.full((384,), 14.0)), nn.Parameter(torch.tensor(-7.0))
        self._drop = nn.Dropout(0.1)

    def forward(self, states: torch.Tensor, part: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        marked = states.float() + nn.functional.one_hot(part, 2).float() @ self.parts
        hidden = run(self.layers, marked, mask).float()
        one, other = (_mean(hidden, mask * (part == place)) for place in (0, 1))
        scores: torch.Tensor = (self._drop(one * other) * self.weight).sum(1) + self.bias
        return scores


def run(layers: nn.ModuleList, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    far = (1 - mask)[:, None, None, :] * _FAR
    for layer in layers:
        found = layer(hidden, far)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


def _mean(hidden: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    return nn.functional.normalize((hidden * kept[..., None]).sum(1), dim=1)


def _even(width: int, step: int) -> int:
    return -(-width // step) * step
