"""How good a ranking is. Judgements map a document to its grade; 0 and less is not relevant."""

import math
from collections.abc import Mapping, Sequence


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], depth: int = 10) -> float:
    gains = [max(judged.get(document, 0), 0) for document in _once(ranked)[:depth]]
    best = sorted((max(grade, 0) for grade in judged.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best) if any(best) else 0.0


def recall(ranked: Sequence[str], judged: Mapping[str, int], depth: int = 100) -> float:
    relevant = {document for document, grade in judged.items() if grade > 0}
    return len(relevant & set(_once(ranked)[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], judged: Mapping[str, int], depth: int = 10) -> float:
    for place, document in enumerate(_once(ranked)[:depth], start=1):
        if judged.get(document, 0) > 0:
            return 1 / place
    return 0.0


def _once(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
