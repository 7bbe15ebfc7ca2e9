"""How well negation and history are told: F1 of the rarer answer, and the share told right."""

from typing import Any

from assistant.engine.measure import Pairs
from assistant.engine.measure.counts import Counts

ASKED = (("negation", "negated"), ("temporality", "historical"))


def score(pairs: Pairs) -> dict[str, Any]:
    return {field: _one(pairs, field, positive) for field, positive in ASKED}


def _one(pairs: Pairs, field: str, positive: str) -> dict[str, Any]:
    counts, right = Counts(), 0
    for gold, predicted in pairs:
        wanted, found = gold[field] == positive, predicted.get(field) == positive
        counts.add(wanted and found, found and not wanted, wanted and not found)
        right += wanted == found
    return {"f1": counts.f1, "accuracy": round(right / len(pairs), 4), "n": len(pairs)}
