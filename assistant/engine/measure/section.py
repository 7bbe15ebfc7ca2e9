"""How often a dialogue's section is told right, with its Wilson 95% interval."""

import math
from collections import Counter
from typing import Any

from assistant.engine.measure import Pairs

Z = 1.96


def score(pairs: Pairs) -> dict[str, Any]:
    right = Counter(gold["section"] for gold, predicted in pairs if predicted.get("section") == gold["section"])
    asked = Counter(gold["section"] for gold, _ in pairs)
    low, high = wilson(right.total(), len(pairs))
    return {
        "accuracy": round(right.total() / len(pairs), 4),
        "wilson_95": [low, high],
        "right_by": {name: f"{right[name]}/{count}" for name, count in sorted(asked.items())},
        "n": len(pairs),
    }


def wilson(right: int, n: int) -> tuple[float, float]:
    share = right / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return round(centre - half, 4), round(centre + half, 4)
