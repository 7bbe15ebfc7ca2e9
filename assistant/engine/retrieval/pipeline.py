"""The one way in which anything is searched: charts, literature, and the `search` command."""

from dataclasses import dataclass

import numpy as np

from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.fuse import Hit, fused
from assistant.engine.retrieval.lexical import LexicalIndex
from assistant.engine.retrieval.vector_index import Rows, VectorIndex

_CANDIDATES = 300  # rows taken from either side; charts are mostly smaller and then ranked whole


@dataclass(frozen=True, slots=True)
class HybridSearch:
    """Rows of both indexes are the same passages in the same order."""

    embedder: Embedder
    vectors: VectorIndex
    lexical: LexicalIndex

    def search(self, query: str) -> list[Hit]:
        """All candidates, best first. What only one side found is scored by both."""
        if not query.strip() or not self.vectors.size:
            return []
        vector = self.embedder.embed_queries([query])[0]
        coverage = self.lexical.scores(query)
        rows = np.union1d(self.vectors.nearest(vector, _CANDIDATES), _covering(coverage))
        scores = fused(self.vectors.cosines(vector, rows), coverage[rows])
        order = np.argsort(-scores, kind="stable")
        return [Hit(int(rows[place]), float(scores[place])) for place in order]


def _covering(coverage: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Rows:
    rows = np.flatnonzero(coverage)
    if len(rows) <= _CANDIDATES:
        return rows
    best = np.argpartition(-coverage[rows], _CANDIDATES)[:_CANDIDATES]
    return rows[best]


def embedded_text(title: str, section: str, text: str) -> str:
    """What stands for a passage in both indexes: a sentence means little without what it is about."""
    known = section and not text.lstrip("#* \t").startswith(section)
    return ". ".join(part for part in (title.rstrip(". "), section if known else "", text) if part)
