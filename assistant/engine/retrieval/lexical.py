"""BM25 as a share of what the question asks for.

A plain BM25 sum has no scale: it grows with the question and with the corpus. Divided by the most that
the question's words could score it lies between 0 and 1 in a chart of forty passages as in a library of
a million, so that it can be added to a cosine without looking at the other candidates.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.engine.retrieval.tokens import tokens

# Set on the train queries of SciFact, confirmed on a part of them kept apart; the optimum is flat.
K1 = 0.9
B = 0.4

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """Postings by term: rows `rows[starts[t]:starts[t + 1]]` hold term `t` with saturated frequency `weights`."""

    terms: Mapping[str, int]
    starts: Longs
    rows: Ints
    weights: Floats
    size: int

    def scores(self, query: str) -> Floats:
        """How much of the query each row covers, 0 to 1."""
        found = np.zeros(self.size, np.float32)
        most = 0.0
        for word in dict.fromkeys(tokens(query)):
            term = self.terms.get(word)
            first, last = (0, 0) if term is None else (int(self.starts[term]), int(self.starts[term + 1]))
            rarity = _rarity(last - first, self.size)
            most += rarity
            found[self.rows[first:last]] += rarity * self.weights[first:last]
        return found / np.float32(most) if most else found


class LexicalBuilder:
    """Collects rows in order; keeps counts, not texts, so that memory grows with distinct words only."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._lengths = array("i")
        self._distinct = array("i")
        self._postings = array("i")
        self._counts = array("i")

    def add(self, texts: Iterable[str]) -> None:
        for text in texts:
            counts = Counter(tokens(text))
            self._lengths.append(counts.total())
            self._distinct.append(len(counts))
            self._postings.extend(self._terms.setdefault(word, len(self._terms)) for word in counts)
            self._counts.extend(counts.values())

    def build(self) -> LexicalIndex:
        terms = np.frombuffer(self._postings, np.int32)
        counts = np.frombuffer(self._counts, np.int32).astype(np.float32)
        size = len(self._lengths)
        rows = np.repeat(np.arange(size, dtype=np.int32), np.frombuffer(self._distinct, np.int32))
        weights = _saturated(counts, np.frombuffer(self._lengths, np.int32), rows)
        order = np.argsort(terms, kind="stable")
        starts = np.zeros(len(self._terms) + 1, np.int64)
        np.cumsum(np.bincount(terms, minlength=len(self._terms)), out=starts[1:])
        return LexicalIndex(dict(self._terms), starts, rows[order], weights[order], size)


def _saturated(counts: Floats, lengths: Ints, rows: Ints) -> Floats:
    usual = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    relative = lengths[rows] / usual
    weights: Floats = (counts / (counts + K1 * (1 - B + B * relative))).astype(np.float32)
    return weights


def _rarity(holders: int, size: int) -> float:
    return float(np.log(1 + (size - holders + 0.5) / (holders + 0.5)))
