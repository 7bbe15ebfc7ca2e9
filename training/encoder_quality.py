"""What an encoder alone is worth: whole abstracts ranked by cosine, no lexical help."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.engine.retrieval.beir import read_judgements, read_queries
from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.measure import ndcg, recall

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class DenseQuality:
    """Means over the queries."""

    ndcg10: float
    recall100: float
    queries: int


def held_out(query: str) -> bool:
    """SciFact's train queries that no recipe may train on."""
    return query.endswith(("0", "5"))


def dense_quality(embedder: Embedder, scifact: Path) -> DenseQuality:
    """Over the held-out train queries."""
    ids, texts = _corpus(scifact)
    documents = embedder.embed(texts)
    judged = read_judgements(scifact / "qrels" / "train.tsv")
    queries = [query for query in read_queries(scifact / "queries.jsonl") if query.id in judged and held_out(query.id)]
    scores = embedder.embed_queries([query.text for query in queries]) @ documents.T
    ranked = [[ids[place] for place in np.argsort(-row, kind="stable")[:_DEPTH]] for row in scores]
    pairs = [(order, judged[query.id]) for order, query in zip(ranked, queries, strict=True)]
    return DenseQuality(
        ndcg10=round(float(np.mean([ndcg(*pair) for pair in pairs])), 4),
        recall100=round(float(np.mean([recall(*pair) for pair in pairs])), 4),
        queries=len(pairs),
    )


def _corpus(folder: Path) -> tuple[list[str], list[str]]:
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [r["_id"] for r in records], [f"{r['title']}. {r['text']}" for r in records]
