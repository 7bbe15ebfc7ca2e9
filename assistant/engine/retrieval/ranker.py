"""Tells how well each sentence answers a question, reading both together (`weights/ranker`).

The lower layers are those of the shared encoder, for each text alone; the upper ones are the ranker's own and read
question and sentence as one (the split of Cao et al. 2020, "DeFormer").
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.engine.types import Match
from triage.engine.trunk.batches import batches
from triage.engine.trunk.states import States
from triage.engine.trunk.trunk import Array, Trunk

LONGEST = 64  # pieces of a text with [CLS] and [SEP]; what stands behind is not read


class Ranker:
    """Reads `model.onnx`, `head.npz` and `card.json` of `folder`, and the encoder that the card names beside it."""

    def __init__(self, folder: Path) -> None:
        self._upper = Trunk(folder)
        self.info = self._upper.info
        card = self._upper.card
        self._lower = States(folder.parent / card["lower"], card["inner"], self._upper.words)

    def matches(self, question: str, texts: Sequence[str]) -> list[Match]:
        if not texts:
            return []
        pieces = self._upper.words.pieces([question, *texts])
        asked, *said = self._lower.run([p.ids for p in pieces])
        scores = self._scores(asked[1:][:LONGEST], [states[1:][:LONGEST] for states in said])
        return [Match(float(states[0] @ asked[0]), float(score)) for states, score in zip(said, scores, strict=True)]

    def _scores(self, asked: Array, said: Sequence[Array]) -> Array:
        """One score for each of `said`, states [pieces, 384] as the lower layers gave them."""
        head, count = self._head, len(asked)
        scores = np.zeros(len(said), np.float32)
        for places in batches([count + len(states) for states in said]):
            width = count + max(len(said[p]) for p in places)
            joined = np.zeros((len(places), width, asked.shape[1]), np.float32)
            mask = np.zeros((len(places), width), np.int64)
            for row, place in enumerate(places):
                end = count + len(said[place])
                joined[row, :count] = asked + head["parts"][0]
                joined[row, count:end] = said[place] + head["parts"][1]
                mask[row, :end] = 1
            states = self._upper.states(joined, mask)
            kept = mask[..., None].astype(np.float32)
            one, other = states[:, :count].sum(1), (states[:, count:] * kept[:, count:]).sum(1)
            scores[places] = (_unit(one) * _unit(other)) @ head["weight"] + head["bias"]
        return scores

    @cached_property
    def _head(self) -> dict[str, Any]:
        stored = np.load(self._upper.file("head.npz"), allow_pickle=False)
        return {name: stored[name] for name in ("parts", "weight", "bias")}


def _unit(vectors: Array) -> npt.NDArray[np.float32]:
    unit: Array = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
