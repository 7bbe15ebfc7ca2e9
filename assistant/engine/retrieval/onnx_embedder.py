"""The shipped encoder: int8 ONNX on the processor, without torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.engine.retrieval.embed import EncoderInfo, EncoderUnavailable, Vectors
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.trunk import Trunk
from triage.engine.trunk.words import Words


class OnnxEmbedder:
    """Reads `model.onnx` and `card.json` of a folder such as `weights/encoder`, over the shared word rows."""

    def __init__(self, folder: Path, words: Words | None = None) -> None:
        try:
            self._trunk = Trunk(folder, words)
        except ModelUnavailable as error:
            raise EncoderUnavailable(str(error)) from error
        info = self._trunk.info
        self.info = EncoderInfo(info.name, info.revision, int(self._trunk.card["dimension"]))

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.info.dimension), np.float32)
        try:
            pieces = self._trunk.words.pieces(texts)
            return np.stack(self._trunk.run([found.ids for found in pieces]))
        except ModelUnavailable as error:
            raise EncoderUnavailable(str(error)) from error

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts)
