"""Texts to vectors: what an encoder must offer, whoever it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class EncoderUnavailable(Exception):
    """The configured encoder cannot be loaded. The message says what to install or put where."""


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """Vectors are comparable only between encoders with equal name and revision."""

    name: str
    revision: str
    dimension: int


class Embedder(Protocol):
    @property
    def info(self) -> EncoderInfo: ...
    def embed(self, texts: Sequence[str]) -> Vectors:
        """One L2-normalised row per passage, in order. Text beyond the model's length is not seen."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The same for questions: some models want an instruction before them."""
        ...
