"""Lexical and dense evidence as one score, and passages folded into their documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage by its row in the index. `score` is 1 for the very words of the question, near 0 for strangers."""

    row: int
    score: float


def fused(cosines: Floats, coverage: Floats) -> Floats:
    """The mean: both are absolute and of like size, so there is no weight to tune and none to go stale."""
    mean: Floats = (cosines + coverage) / np.float32(2)
    return mean


def best_per_document(hits: Iterable[Hit], documents: npt.NDArray[np.int32]) -> Iterator[Hit]:
    """Of hits in falling order, the first of each document."""
    seen: set[int] = set()
    for hit in hits:
        document = int(documents[hit.row])
        if document not in seen:
            seen.add(document)
            yield hit
