"""Building and querying the literature index: a real corpus, then 100,000 made-up clustered vectors.

python -m bench.literature BEIR_FOLDER
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from assistant.engine.literature.read import read_articles
from assistant.engine.retrieval.beir import read_queries
from assistant.engine.retrieval.embed import Vectors
from assistant.engine.retrieval.literature_build import build_literature
from assistant.engine.retrieval.literature_index import LiteratureIndex
from assistant.engine.retrieval.loading import load_embedder
from assistant.engine.retrieval.vector_index import IndexKind, VectorIndex, built, kind_for, open_mapped
from bench import report

ENCODER = Path(__file__).resolve().parents[1] / "weights" / "encoder"
MADE, DIMENSION, CENTRES, ASKED, NEAREST = 100_000, 384, 2_000, 200, 10


def main(folder: Path) -> None:
    report.show("literature", [_real(folder), _made_up()])


def _real(folder: Path) -> dict[str, object]:
    embedder = load_embedder(str(ENCODER))
    questions = [query.text for query in read_queries(folder / "queries.jsonl")][:ASKED]
    with TemporaryDirectory() as name:
        with report.timed() as build:
            made = build_literature(
                Path(name), read_articles(folder / "corpus.jsonl.gz", lambda malformed: None), embedder
            )
        index = LiteratureIndex.open(Path(name), embedder)
        asked = iter(questions * 2)
        whole = report.milliseconds(lambda: index.search(next(asked)), ASKED)
        vectors = index.search_engine.vectors
        close = _recall(vectors, vectors.vectors(), embedder.embed_queries(questions))
        nearest = _nearest_ms(vectors, embedder.embed_queries(questions))
        size = _megabytes(Path(name) / made.name)
    return {
        "index": "articles, whole pipeline",
        "passages": made.passages,
        "kind": str(kind_for(made.passages)),
        "build s": round(build.seconds, 1),
        "MB": size,
        "whole query ms": whole,
        "nearest ms": nearest,
        "recall@10": close,
    }


def _made_up() -> dict[str, object]:
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(CENTRES, DIMENSION))
    near = [centres[chance.integers(CENTRES, size=n)] + 0.7 * chance.normal(size=(n, DIMENSION)) for n in (MADE, ASKED)]
    stored, asked = (_unit(block) for block in near)
    kind = kind_for(MADE)
    with TemporaryDirectory() as name:
        with report.timed() as build:
            built(kind, stored).write(Path(name) / "vectors")
        index = open_mapped(Path(name) / "vectors")
        recall, nearest, size = _recall(index, stored, asked), _nearest_ms(index, asked), _megabytes(Path(name))
    exact_ms = _nearest_ms(built(IndexKind.EXACT, stored), asked)
    return {
        "index": "made-up vectors",
        "passages": MADE,
        "kind": str(kind),
        "build s": round(build.seconds, 1),
        "MB": size,
        "nearest ms": nearest,
        "exact ms": exact_ms,
        "recall@10": recall,
    }


def _unit(block: npt.NDArray[np.float64]) -> Vectors:
    unit: Vectors = (block / np.linalg.norm(block, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _recall(index: VectorIndex, stored: Vectors, asked: Vectors) -> float:
    found = 0
    for vector in asked:
        truth = np.argpartition(-(stored @ vector), NEAREST)[:NEAREST]
        found += len(set(truth.tolist()) & set(index.nearest(vector, NEAREST).tolist()))
    return round(found / (NEAREST * len(asked)), 4)


def _nearest_ms(index: VectorIndex, asked: Vectors) -> float:
    """For as many candidates as the pipeline takes."""
    turns = iter(np.concatenate([asked, asked]))
    return report.milliseconds(lambda: index.nearest(next(turns), 300), len(asked))


def _megabytes(folder: Path) -> float:
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
