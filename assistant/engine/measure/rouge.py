"""ROUGE-1, -2 and -L: overlap of words, word pairs and longest common order, as F over stems."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.engine.measure import Pairs
from triage.engine.summary.dialogue.features import stems


def score(pairs: Pairs) -> dict[str, Any]:
    """Means over all pairs, four decimals; a missing summary scores 0."""
    totals = dict.fromkeys(("rouge1", "rouge2", "rougeL"), 0.0)
    for gold, predicted in pairs:
        wanted, told = stems(str(gold["summary"])), stems(str(predicted.get("summary", "")))
        totals["rouge1"] += shared(wanted, told, 1)
        totals["rouge2"] += shared(wanted, told, 2)
        totals["rougeL"] += in_order(wanted, told)
    return {name: round(total / len(pairs), 4) for name, total in totals.items()} | {"n": len(pairs)}


def shared(wanted: Sequence[str], told: Sequence[str], size: int) -> float:
    a, b = _runs(wanted, size), _runs(told, size)
    return _f(sum((a & b).values()), a.total(), b.total())


def in_order(wanted: Sequence[str], told: Sequence[str]) -> float:
    row = [0] * (len(told) + 1)
    for word in wanted:
        last = 0
        for index, other in enumerate(told, 1):
            last, row[index] = row[index], last + 1 if word == other else max(row[index], row[index - 1])
    return _f(row[-1], len(wanted), len(told))


def _runs(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _f(hits: int, wanted: int, told: int) -> float:
    return 2 * hits / (wanted + told) if hits else 0.0
