"""A model that marks the words it was told, through the real word pieces: what the runtime does with scores."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from triage.engine.ner.chain import Chain
from triage.engine.ner.onnx import OnnxRecogniser
from triage.engine.trunk.words import shared_words
from triage.engine.types import ModelInfo

LABELS = ("Drug", "Sign")
TAGS = 1 + 2 * len(LABELS)


class MarkingScorer:
    """`told` maps a word to its tag (1 begins a drug, 2 goes on with it, 3 and 4 a sign)."""

    def __init__(self, told: Mapping[str, int], max_pieces: int = 256) -> None:
        self.words = shared_words()
        self.info = ModelInfo("marking", "1")
        self.max_pieces = max_pieces
        self.read: list[int] = []
        self._tags: dict[int, int] = {}
        for word, tag in told.items():
            (first, *_) = self.words.pieces([word])[0].ids
            self._tags[first] = tag

    def run(
        self, texts: Sequence[Sequence[int]], features: Sequence[Sequence[int]] | None = None
    ) -> list[npt.NDArray[np.float32]]:
        assert features is not None
        assert [len(ids) for ids in texts] == [len(row) for row in features]
        assert all(0 < len(ids) <= self.max_pieces - 2 for ids in texts)
        self.read += [len(ids) for ids in texts]
        return [self._scores(ids) for ids in texts]

    def _scores(self, ids: Sequence[int]) -> npt.NDArray[np.float32]:
        scores = np.zeros((len(ids), 2 * TAGS), np.float32)
        for place, piece in enumerate(ids):
            scores[place, self._tags.get(piece, 0)] = 5
        return scores


def marking(told: Mapping[str, int], max_pieces: int = 256) -> OnnxRecogniser:
    chain = Chain.learned(np.zeros(TAGS, np.float32), np.zeros((TAGS, TAGS), np.float32))
    return OnnxRecogniser(MarkingScorer(told, max_pieces), LABELS, chain)
