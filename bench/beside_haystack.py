"""Our search beside a plain haystack-ai pipeline (BM25 and embedding retrievers joined by reciprocal rank)
with the same encoder: nDCG@10 and time per query on a BEIR folder.

python -m bench.beside_haystack BEIR_FOLDER [SPLIT]
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from assistant.engine.literature.article import Article
from assistant.engine.literature.read import read_articles
from assistant.engine.retrieval.beir import read_judgements, read_queries
from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.literature_build import build_literature
from assistant.engine.retrieval.literature_index import LiteratureIndex
from assistant.engine.retrieval.loading import load_embedder
from assistant.engine.retrieval.measure import ndcg
from bench import report
from bench.literature import ENCODER

Ranker = Callable[[str], Sequence[str]]
BLOCK = 512


def main(folder: Path, split: str) -> None:
    embedder = load_embedder(str(ENCODER))
    articles = list(read_articles(folder / "corpus.jsonl.gz", lambda malformed: None))
    judged = read_judgements(folder / "qrels" / f"{split}.tsv")
    asked = {query.id: query.text for query in read_queries(folder / "queries.jsonl") if query.id in judged}
    with TemporaryDirectory() as name:
        with report.timed() as ours_build:
            build_literature(Path(name), articles, embedder)
        with report.timed() as theirs_build:
            theirs = haystack(articles, embedder)
        index = LiteratureIndex.open(Path(name), embedder)
        rows = [
            _row("anamnesis", lambda text: [ref for ref, _ in index.rank(text, 10)], asked, judged, ours_build),
            _row(f"haystack-ai {version('haystack-ai')}", theirs, asked, judged, theirs_build),
        ]
    ratio = {name: _ratio(rows, name) for name in ("nDCG@10", "median ms", "p95 ms", "build s")}
    report.show("beside_haystack", [*rows, {"pipeline": "ratio (ours / haystack)", **ratio}])


def haystack(articles: Sequence[Article], embedder: Embedder) -> Ranker:
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    texts = [f"{article.title}. {article.text}" for article in articles]
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        store.write_documents(
            [
                Document(id=article.ref, content=text, embedding=vector.tolist())
                for article, text, vector in zip(
                    articles[start : start + BLOCK], block, embedder.embed(block), strict=True
                )
            ]
        )
    pipeline = Pipeline()
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=100))
    pipeline.add_component("meaning", InMemoryEmbeddingRetriever(store, top_k=100))
    pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=10))
    pipeline.connect("words", "join")
    pipeline.connect("meaning", "join")

    def rank(text: str) -> list[str]:
        inputs = {
            "words": {"query": text},
            "meaning": {"query_embedding": embedder.embed_queries([text])[0].tolist()},
        }
        return [document.id for document in pipeline.run(inputs)["join"]["documents"]]

    return rank


def _row(
    name: str, rank: Ranker, asked: dict[str, str], judged: Mapping[str, Mapping[str, int]], build: report.Timed
) -> dict[str, object]:
    rank(next(iter(asked.values())))
    quality, taken = 0.0, []
    for query, text in asked.items():
        started = time.perf_counter()
        found = rank(text)
        taken.append(time.perf_counter() - started)
        quality += ndcg(found, judged[query])
    middle, slow = report.middle_and_slow(taken)
    return {
        "pipeline": name,
        "nDCG@10": round(quality / len(asked), 4),
        "median ms": middle,
        "p95 ms": slow,
        "build s": round(build.seconds, 1),
    }


def _ratio(rows: Sequence[dict[str, object]], name: str) -> float:
    ours, theirs = (float(str(row[name])) for row in rows)
    return round(ours / theirs, 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "train")
