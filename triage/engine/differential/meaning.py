"""How near a case's sentences come in meaning to what the knowledge says of each condition."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from triage.engine.differential.documents import Passage, passages
from triage.engine.differential.encoder import Encoder, StoredVectors, vectors_of
from triage.engine.differential.tables import Matrix
from triage.engine.knowledge import Knowledge

MOST_SENTENCES = 40
_WHOLE_CASE = ("case", "findings")
_SHARP = 0.35  # a sentence less alike than this says nothing


class Meaning:
    """`vectors` are those of `places`' passages."""

    def __init__(self, places: Sequence[Passage], vectors: Matrix, conditions: int, encoder: Encoder) -> None:
        self._encoder = encoder
        self._conditions = conditions
        rows = np.array([one.row for one in places], np.int64)
        whole = np.array([one.part in _WHOLE_CASE for one in places], bool)
        order = np.argsort(rows, kind="stable")
        self._single = _Block(rows[order][~whole[order]], vectors[order][~whole[order]])
        self._whole = _Block(rows[order][whole[order]], vectors[order][whole[order]])

    def score(self, said: Sequence[str]) -> tuple[Matrix, Matrix]:
        """For each condition: the mean over the case's sentences of the nearest passage, sharpened; and the
        nearness of the whole case."""
        said = said[:MOST_SENTENCES]
        if not said or not self._conditions:
            nothing = np.zeros(self._conditions, np.float32)
            return nothing, nothing
        vectors = self._encoder.embed([*said, " ".join(said)])
        near = self._single.nearest(vectors[:-1], self._conditions)
        sharp = np.maximum(near - _SHARP, 0.0)
        # A sentence that is like everything tells nothing: what counts is by how much a condition stands out.
        standing_out = sharp - sharp.mean(axis=1, keepdims=True)
        weights = np.maximum(near.max(axis=1) - _SHARP, 0.0)
        total = float(weights.sum()) or 1.0
        by_sentence = (standing_out * weights[:, None]).sum(axis=0) / total
        whole = self._whole.nearest(vectors[-1:], self._conditions)[0]
        return by_sentence.astype(np.float32), (whole - whole.mean()).astype(np.float32)

    def names(self, said: Sequence[str], names: Sequence[str]) -> Matrix:
        """How near the case's sentences come to each of these names, above their mean."""
        said = said[:MOST_SENTENCES]
        if not said or not names:
            return np.zeros(len(names), np.float32)
        vectors = self._encoder.embed([*names, *said])
        near = (vectors[len(names) :] @ vectors[: len(names)].T).max(axis=0)
        found: Matrix = near - near.mean()
        return found


class _Block:
    """Passages sorted by condition, so that the nearest of each condition is one reduction."""

    def __init__(self, rows: npt.NDArray[np.int64], vectors: Matrix) -> None:
        self._vectors = vectors
        self._rows, self._firsts = np.unique(rows, return_index=True)

    def nearest(self, asked: Matrix, conditions: int) -> Matrix:
        found = np.zeros((len(asked), conditions), np.float32)
        if len(self._rows):
            found[:, self._rows] = np.maximum.reduceat(asked @ self._vectors.T, self._firsts, axis=1)
        return found


def load_meaning(knowledge: Knowledge, encoder: Encoder, stored: StoredVectors) -> Meaning:
    places = passages(knowledge)
    vectors = vectors_of([one.text for one in places], encoder, stored) if places else np.zeros((0, 1), np.float32)
    return Meaning(places, vectors, len(knowledge.conditions), encoder)
