"""Texts as vectors, by a model of ours; vectors of the knowledge's own texts may have been made beforehand."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from triage.engine.differential.tables import Matrix
from triage.engine.trunk.trunk import Trunk
from triage.engine.types import ModelInfo

_LONGEST = 128  # word pieces of one text: longer sentences are cut


class Encoder(Protocol):
    info: ModelInfo

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One unit vector for each text."""


class TrunkEncoder:
    """Reads a folder such as `weights/encoder`. Raises ModelUnavailable where it cannot."""

    def __init__(self, folder: Path) -> None:
        self._trunk = Trunk(folder)
        self.info: ModelInfo = self._trunk.info

    def embed(self, texts: Sequence[str]) -> Matrix:
        pieces = self._trunk.words.pieces(texts)
        return np.stack(self._trunk.run([found.ids[:_LONGEST] for found in pieces]))


class StoredVectors:
    """Vectors by text, in int8 with one scale each; only good for the encoder that made them."""

    def __init__(self, path: Path, revision: str) -> None:
        self._rows: dict[bytes, int] = {}
        if not path.is_file():
            return
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["revision"]) == revision:
                self._codes, self._scales = stored["codes"], stored["scales"]
                self._rows = {key.tobytes(): row for row, key in enumerate(stored["keys"])}

    def find(self, text: str) -> Matrix | None:
        row = self._rows.get(key(text).tobytes())
        if row is None:
            return None
        found: Matrix = self._codes[row].astype(np.float32) * self._scales[row]
        return found


def vectors_of(texts: Sequence[str], encoder: Encoder, stored: StoredVectors) -> Matrix:
    """Stored where they are, made now where a text is new or was changed."""
    found = [stored.find(text) for text in texts]
    missing = [text for text, vector in zip(texts, found, strict=True) if vector is None]
    made = iter(encoder.embed(missing) if missing else ())
    return np.stack([next(made) if vector is None else vector for vector in found])


def write_vectors(path: Path, texts: Sequence[str], vectors: Matrix, revision: str) -> None:
    scales = np.abs(vectors).max(axis=1) / 127
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    keys = np.stack([key(text) for text in texts])
    np.savez(path, keys=keys, codes=codes, scales=scales.astype(np.float32), revision=np.array(revision))


def key(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(hashlib.blake2b(text.encode(), digest_size=8).digest(), np.uint8)
