"""The entity model while it is trained: the encoder with rows for case shapes, a score for each label at the first
and last piece of a word, and a chain of labels (linear-chain CRF; Lafferty et al. 2001)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from training.ner_data import Marked
from triage.engine.trunk.shapes import COUNT, piece_shapes
from triage.engine.trunk.words import CLS, SEP, Words

FAR = -1e4  # a label that cannot be
LEAST = -40.0  # of a score below the best, so that sums stay in range


@dataclass(frozen=True, slots=True)
class Example:
    """A text in pieces. `first` and `last` place each word's pieces (with [CLS] at 0); `allowed` [words, labels]
    says which labels a word may have: one where it was marked, several where the set does not mark a kind."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    spans: list[tuple[int, int]]
    allowed: np.ndarray


def tags(labels: Sequence[str]) -> list[str]:
    return ["O", *(f"{part}-{label}" for label in labels for part in "BI")]


def examples(marked: Sequence[Marked], labels: Sequence[str], words: Words, limit: int = 254) -> list[Example]:
    found = []
    for item, pieces in zip(marked, words.pieces([m.text for m in marked]), strict=True):
        first, last = [], []
        for place, word in enumerate(pieces.words[:limit]):
            if place == 0 or word != pieces.words[place - 1]:
                first.append(place + 1)
                last.append(place + 1)
            last[-1] = place + 1
        spans = [(pieces.offsets[a - 1][0], pieces.offsets[b - 1][1]) for a, b in zip(first, last, strict=True)]
        if spans:
            shapes = piece_shapes(item.text, pieces)[:limit]
            allowed = _allowed(item, spans, labels)
            found.append(Example(list(pieces.ids[:limit]), shapes, first, last, spans, allowed))
    return found


def _allowed(item: Marked, words: Sequence[tuple[int, int]], labels: Sequence[str]) -> np.ndarray:
    allowed = np.zeros((len(words), 1 + 2 * len(labels)), bool)
    allowed[:, 0] = True
    for place, label in enumerate(labels):
        if label not in item.known:
            allowed[:, 1 + 2 * place : 3 + 2 * place] = True
    for start, end, label in item.spans:
        inside = [n for n, (a, b) in enumerate(words) if a < end and b > start]
        for n in inside:
            allowed[n] = False
            allowed[n, 1 + 2 * labels.index(label) + (n != inside[0])] = True
    return allowed


class Chain(nn.Module):
    """Scores of going from label to label; what BIO forbids is forbidden."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.move = nn.Parameter(torch.zeros(count, count))
        self.begin = nn.Parameter(torch.zeros(count))
        never = torch.zeros(count, count)
        for to in range(2, count, 2):  # I-x follows B-x or I-x only
            never[:, to] = FAR
            never[[to - 1, to], to] = 0
        start = torch.zeros(count)
        start[2::2] = FAR
        self.register_buffer("never", never)
        self.register_buffer("never_first", start)

    def rules(self) -> tuple[torch.Tensor, torch.Tensor]:
        return self.begin + self.never_first, self.move + self.never

    def loss(self, scores: torch.Tensor, allowed: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood a word of the paths that the marks allow."""
        begin, move = self.rules()
        marked = scores.masked_fill(~allowed, FAR)
        both: torch.Tensor = _Total.apply(torch.cat([scores, marked]), begin, move, torch.cat([mask, mask]))
        free, bound = both.chunk(2)
        return (free - bound).sum() / mask.sum()


class _Total(torch.autograd.Function):
    """Log of the sum over all label paths [batch]: scores [batch, words, labels], mask [batch, words].

    Forward and backward sums give the gradient itself (how probable each label and each step is), at a tenth of what
    a recorded loop over words costs. Sums are scaled word by word; what cannot be weighs e^-40 instead of nothing.
    """

    @staticmethod
    def forward(ctx: Any, scores: torch.Tensor, begin: torch.Tensor, move: torch.Tensor, mask: torch.Tensor) -> Any:
        top = scores.amax(dim=2)
        weight = (scores - top[..., None]).clamp(min=LEAST).exp().transpose(0, 1).contiguous()
        step, kept = move.clamp(min=LEAST).exp(), mask.transpose(0, 1)[..., None]
        before, sizes = torch.empty_like(weight), torch.ones_like(weight[..., :1])
        for word in range(len(weight)):
            came = before[word - 1] @ step if word else begin.clamp(min=LEAST).exp()
            summed = came * weight[word]
            sizes[word] = summed.sum(-1, keepdim=True).clamp(min=1e-30)
            before[word] = summed / sizes[word]
            if word:
                before[word] = torch.where(kept[word], before[word], before[word - 1])
        sizes = torch.where(kept, sizes, 1)
        ctx.save_for_backward(weight, step, kept, before, sizes)
        return sizes.log().sum((0, 2)) + (top * mask).sum(1)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        weight, step, kept, before, sizes = ctx.saved_tensors
        grad = grads[0][:, None]
        after, reached = torch.ones_like(before), torch.zeros_like(before)
        for word in range(len(weight) - 1, 0, -1):
            reached[word] = torch.where(kept[word], weight[word] * after[word] / sizes[word], 0)
            after[word - 1] = torch.where(kept[word], reached[word] @ step.T, 1)
        likely = torch.where(kept, before * after, 0)
        steps = step * torch.einsum("wbi,wbj->ij", before[:-1] * grad, reached[1:])
        return (likely * grad).transpose(0, 1), (likely[0] * grad).sum(0), steps, None


class Marker(nn.Module):
    def __init__(self, encoder: Any, labels: Sequence[str], dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = tuple(labels)
        width, count = encoder.config.hidden_size, 1 + 2 * len(labels)
        self.shapes = nn.Embedding(COUNT, width)
        nn.init.zeros_(self.shapes.weight)
        self.head = nn.Linear(width, 2 * count)
        self.chain = Chain(count)
        self.dropout = nn.Dropout(dropout)

    def scores(self, batch: Mapping[str, torch.Tensor]) -> torch.Tensor:
        rows = self.encoder.embeddings.word_embeddings(batch["ids"])
        rows = rows + self.shapes(batch["shapes"]) * batch["real"][..., None]
        hidden = self.encoder(inputs_embeds=rows, attention_mask=batch["mask"]).last_hidden_state
        both = self.head(self.dropout(hidden)).float()
        first, last = both.chunk(2, dim=-1)
        return _at(first, batch["first"]) + _at(last, batch["last"])

    def state(self) -> dict[str, torch.Tensor]:
        """For the graph: the encoder's own names, and the head's."""
        own = {f"head.{name}": value for name, value in self.head.state_dict().items()}
        return {**self.encoder.state_dict(), **own}


def _at(values: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    return torch.gather(values, 1, places[..., None].expand(-1, -1, values.shape[-1]))


def collate(found: Sequence[Example]) -> dict[str, torch.Tensor]:
    pieces, words = max(len(e.ids) for e in found) + 2, max(len(e.first) for e in found)
    count = found[0].allowed.shape[1]
    batch = {
        "ids": torch.zeros(len(found), pieces, dtype=torch.long),
        "shapes": torch.zeros(len(found), pieces, dtype=torch.long),
        "real": torch.zeros(len(found), pieces),
        "mask": torch.zeros(len(found), pieces, dtype=torch.long),
        "first": torch.zeros(len(found), words, dtype=torch.long),
        "last": torch.zeros(len(found), words, dtype=torch.long),
        "words": torch.zeros(len(found), words, dtype=torch.bool),
        "allowed": torch.zeros(len(found), words, count, dtype=torch.bool),
    }
    batch["allowed"][..., 0] = True
    for row, e in enumerate(found):
        n, w = len(e.ids), len(e.first)
        batch["ids"][row, : n + 2] = torch.tensor([CLS, *e.ids, SEP])
        batch["shapes"][row, 1 : n + 1] = torch.tensor(e.shapes)
        batch["real"][row, 1 : n + 1] = 1
        batch["mask"][row, : n + 2] = 1
        batch["first"][row, :w] = torch.tensor(e.first)
        batch["last"][row, :w] = torch.tensor(e.last)
        batch["words"][row, :w] = True
        batch["allowed"][row, :w] = torch.from_numpy(e.allowed)
    return batch
