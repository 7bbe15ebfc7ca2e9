from pathlib import Path

import numpy as np
import pytest

from assistant.engine.retrieval.embed import Vectors
from assistant.engine.retrieval.vector_index import IndexKind, built, exact, kind_for, open_mapped


def _vectors(count: int, dimension: int = 96) -> Vectors:
    rows = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    normed: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normed


@pytest.mark.parametrize("kind", IndexKind)
def test_every_kind_finds_a_vector_by_itself_from_a_mapped_file(kind: IndexKind, tmp_path: Path) -> None:
    vectors = _vectors(3000)
    built(kind, vectors, block=700).write(tmp_path / "vectors")
    index = open_mapped(tmp_path / "vectors")
    assert index.size == 3000
    found = [row in index.nearest(vectors[row], 5) for row in range(0, 3000, 100)]
    assert np.mean(found) >= 0.9


@pytest.mark.parametrize("kind", IndexKind)
def test_cosines_of_given_rows_are_those_of_the_vectors(kind: IndexKind) -> None:
    vectors = _vectors(3000)
    rows = np.array([5, 17, 2999])
    assert built(kind, vectors).cosines(vectors[5], rows) == pytest.approx(vectors[rows] @ vectors[5], abs=0.02)


def test_the_exact_index_ranks_like_the_full_product() -> None:
    vectors = _vectors(200)
    assert list(exact(vectors).nearest(vectors[3], 200)) == list(np.argsort(-(vectors @ vectors[3])))


def test_an_empty_index_finds_nothing() -> None:
    index = exact(_vectors(0))
    assert list(index.nearest(_vectors(1)[0], 5)) == []
    assert list(index.cosines(_vectors(1)[0], np.zeros(0, np.int64))) == []


def test_the_kind_goes_by_size() -> None:
    assert [kind_for(size) for size in (0, 25_000, 100_000, 5_000_000)] == [
        *(IndexKind.EXACT, IndexKind.EXACT, IndexKind.GRAPH, IndexKind.CLUSTERS)
    ]
