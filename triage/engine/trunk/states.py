"""A model of ours with what one of its inner layers gives: other models build upon it without a copy of its layers."""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from triage.engine.trunk.trunk import Array, Trunk, session
from triage.engine.trunk.words import Words


class States(Trunk):
    """`run` gives for each text [pieces + 3, 384]: its vector, then the states of [CLS], its pieces and [SEP] that
    the graph names `inner`."""

    def __init__(self, folder: Path, inner: str, words: Words | None = None) -> None:
        super().__init__(folder, words)
        self._inner = inner

    def _of_text(self, outputs: list[Array], row: int, pieces: int) -> Array:
        vectors, states = outputs
        return np.concatenate([vectors[row : row + 1], states[row, : pieces + 2]])

    @cached_property
    def _session(self) -> Any:
        return session(self.file("model.onnx").read_bytes() + _named_output(self._inner))


def _named_output(name: str) -> bytes:
    """A part of a model that holds nothing but the name of one more output. Parts of a protobuf message that follow
    one another are one message: ModelProto.graph is field 7, GraphProto.output 12, ValueInfoProto.name 1."""
    part = name.encode("ascii")
    for field in (1, 12, 7):
        part = bytes([field << 3 | 2, len(part)]) + part
    return part
