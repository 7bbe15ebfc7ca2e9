"""The tagger in torch: the same arithmetic as `triage.engine.deid.tagger`, with a loss over whole paths."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from triage.engine.deid.features import BUCKETS
from triage.engine.deid.tagger import LABELS, REACH

COLUMNS, HIDDEN = 24, 64


class TaggerModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, COLUMNS, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        self.conv = nn.Linear(COLUMNS * (2 * REACH + 1), HIDDEN)
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.moves = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.drop = nn.Dropout(0.3)

    def forward(self, buckets: torch.Tensor, offsets: torch.Tensor, shape: tuple[int, int]) -> torch.Tensor:
        """Scores [rows, tokens, labels]; empty bags are padding."""
        hidden = torch.tanh(self.table(buckets, offsets)).view(*shape, COLUMNS)
        hidden = self.drop(hidden)
        padded = nn.functional.pad(hidden, (0, 0, REACH, REACH))
        wide = torch.cat([padded[:, i : i + shape[1]] for i in range(2 * REACH + 1)], dim=2)
        return self.out(self.drop(torch.relu(self.conv(wide))))

    def loss(self, scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Mean over tokens of the negative log-likelihood of the gold path."""
        chosen = scores.gather(2, gold.unsqueeze(2)).squeeze(2)
        path = (chosen * mask).sum(1) + (self.moves[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        total = scores[:, 0]
        for place in range(1, scores.shape[1]):
            step = torch.logsumexp(total.unsqueeze(2) + self.moves, dim=1) + scores[:, place]
            total = torch.where(mask[:, place].unsqueeze(1).bool(), step, total)
        return (torch.logsumexp(total, dim=1) - path).sum() / mask.sum()

    def save(self, path: Path) -> None:
        table = self.table.weight.detach().numpy()
        scale = np.abs(table).max(0) / 127
        np.savez_compressed(
            path,
            table=np.rint(table / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            conv=self.conv.weight.detach().numpy().T.astype(np.float16),
            bias=self.conv.bias.detach().numpy().astype(np.float16),
            out=self.out.weight.detach().numpy().T.astype(np.float16),
            out_bias=self.out.bias.detach().numpy().astype(np.float16),
            moves=self.moves.detach().numpy().astype(np.float16),
        )
