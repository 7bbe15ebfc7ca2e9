"""FAISS behind three questions: which rows are near, how near are these rows, what are your bytes.

Which kind of index is a matter of size: exact as long as that takes milliseconds (always, for a chart),
then a graph over 8-bit codes, and for millions of passages clusters with product codes and an 8-bit refinement.
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.engine.retrieval.embed import Vectors

Rows = npt.NDArray[np.int64]

_EXACT_UP_TO = 25_000  # passages
_GRAPH_UP_TO = 1_000_000
_TRAINED_ON = 100_000  # vectors, spread over the whole set
_GRAPH_BREADTH_BUILD = 128
_GRAPH_BREADTH_SEARCH = 256
_THREADS = 2


class IndexKind(StrEnum):
    EXACT = "exact"
    GRAPH = "graph"
    CLUSTERS = "clusters"


def kind_for(size: int) -> IndexKind:
    if size <= _EXACT_UP_TO:
        return IndexKind.EXACT
    return IndexKind.GRAPH if size <= _GRAPH_UP_TO else IndexKind.CLUSTERS


class VectorIndex:
    """Rows are numbered in the order in which they were added."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    def nearest(self, vector: Vectors, count: int) -> Rows:
        """Rows by falling cosine; approximate unless the index is exact."""
        count = min(count, self.size)
        if not count:
            return np.zeros(0, np.int64)
        rows: Rows = self._index.search(vector[None, :], count)[1][0]
        return rows[rows >= 0]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        if not len(rows):
            return np.zeros(0, np.float32)
        stored: Vectors = self._index.reconstruct_batch(rows)
        return stored @ vector

    def vectors(self) -> Vectors:
        """All rows; for indexes small enough to be rewritten."""
        rows: Vectors = self._index.reconstruct_n(0, self.size)
        return rows

    def write(self, path: Path) -> None:
        import faiss

        faiss.write_index(self._index, str(path))


def exact(vectors: Vectors) -> VectorIndex:
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    return VectorIndex(index)


def open_mapped(path: Path) -> VectorIndex:
    """Pages are read when a search touches them and are shared by all processes that have it open."""
    import faiss

    return VectorIndex(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))


def built(kind: IndexKind, vectors: Vectors, block: int = 10_000) -> VectorIndex:
    """From vectors that may be a memory-mapped file: only one block at a time is copied."""
    import faiss

    if kind is IndexKind.EXACT:
        return exact(vectors)
    # Training is thousands of tiny parallel steps, which on a busy machine wait for each other.
    faiss.omp_set_num_threads(1)
    dimension = vectors.shape[1]
    index = faiss.index_factory(dimension, _recipe(kind, dimension, len(vectors)), faiss.METRIC_INNER_PRODUCT)
    index.train(np.ascontiguousarray(vectors[:: max(1, len(vectors) // _TRAINED_ON)]))
    faiss.omp_set_num_threads(_THREADS)
    _tune(index, kind)
    for rows in _blocks(len(vectors), block):
        index.add(np.ascontiguousarray(vectors[rows]))
    return VectorIndex(index)


def _recipe(kind: IndexKind, dimension: int, size: int) -> str:
    if kind is IndexKind.GRAPH:
        return "HNSW32,SQ8"
    clusters = 2 ** int(np.log2(max(4.0, 4 * size**0.5)))
    return f"IVF{clusters},PQ{dimension // 4}x4fs,Refine(SQ8)"


def _tune(index: Any, kind: IndexKind) -> None:
    import faiss

    if kind is IndexKind.GRAPH:
        index.hnsw.efConstruction = _GRAPH_BREADTH_BUILD
        index.hnsw.efSearch = _GRAPH_BREADTH_SEARCH
        return
    refined: Any = faiss.downcast_index(index)
    refined.k_factor = 8
    clusters: Any = faiss.extract_index_ivf(refined)
    clusters.nprobe = max(1, clusters.nlist // 8)


def _blocks(size: int, block: int) -> Iterable[slice]:
    return (slice(start, start + block) for start in range(0, size, block))
