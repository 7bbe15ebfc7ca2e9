"""Names, places, organisations and the like by a small trained model: hashed features, one convolution,
and the best path through label transitions. Numpy only."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from triage.engine.deid.features import Features
from triage.engine.deid.tokens import Token

Floats = npt.NDArray[np.float32]
LABELS = (
    *("O", "PERSON", "GPE", "ORGANIZATION", "STREET_ADDRESS", "TITLE", "NRP"),
    *("ZIP_CODE", "AGE", "DATE_TIME", "PHONE_NUMBER", "ID"),
)
REACH = 3  # tokens to each side that the convolution sees
_WINDOW = 4000  # tokens at a time, so that a long text needs bounded memory


@dataclass(frozen=True, slots=True)
class Tag:
    """`doubt`: by how much the best label that means something outdoes "nothing"; below zero it does not."""

    label: str
    doubt: float


class Tagger:
    """`weights.npz`: `table` int8 with `scale` per column, `conv`, `bias`, `out`, `out_bias`, `moves`."""

    def __init__(self, weights: Path, features: Features, caution: float) -> None:
        with np.load(weights, allow_pickle=False) as stored:
            self._table: Floats = stored["table"].astype(np.float32) * stored["scale"]
            self._conv, self._bias = stored["conv"].astype(np.float32), stored["bias"].astype(np.float32)
            self._out, self._out_bias = stored["out"].astype(np.float32), stored["out_bias"].astype(np.float32)
            self._moves: Floats = stored["moves"].astype(np.float32)
        self._features = features
        self._caution = caution

    def scores(self, tokens: Sequence[Token]) -> Floats:
        """A row of label scores for each token; `caution` is taken off the label that means nothing."""
        rows = self._features(tokens)
        parts = [self._scored(rows, at) for at in range(0, len(rows), _WINDOW)]
        scores = np.concatenate(parts) if parts else np.zeros((0, len(LABELS)), np.float32)
        scores[:, 0] -= self._caution
        return scores

    def tag(self, tokens: Sequence[Token]) -> list[Tag]:
        scores = self.scores(tokens)
        doubts = scores[:, 1:].max(1) - scores[:, 0] if len(scores) else np.zeros(0, np.float32)
        return [Tag(LABELS[p], float(d)) for p, d in zip(best_path(scores, self._moves), doubts, strict=True)]

    def _scored(self, rows: Sequence[tuple[int, ...]], at: int) -> Floats:
        first, last = max(0, at - REACH), min(len(rows), at + _WINDOW + REACH)
        summed = np.stack([self._table[list(row)].sum(0) for row in rows[first:last]])
        hidden = np.tanh(summed)
        edges = np.zeros((REACH, hidden.shape[1]), np.float32)
        padded = np.concatenate([edges, hidden, edges])
        wide = np.concatenate([padded[i : i + len(hidden)] for i in range(2 * REACH + 1)], axis=1)
        out: Floats = np.maximum(wide @ self._conv + self._bias, 0) @ self._out + self._out_bias
        return out[at - first : at - first + min(_WINDOW, len(rows) - at)]


def best_path(scores: Floats, moves: Floats) -> list[int]:
    """Viterbi; `moves[a, b]` is the score of label b after label a."""
    if not len(scores):
        return []
    back = np.zeros(scores.shape, np.int64)
    total = scores[0]
    for place in range(1, len(scores)):
        ways = total[:, None] + moves
        back[place] = ways.argmax(0)
        total = ways.max(0) + scores[place]
    path = [int(total.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]
