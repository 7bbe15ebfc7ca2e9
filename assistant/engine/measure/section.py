"""How often a dialogue's section is told right, with its Wilson 95% interval."""

from collections import Counter
from typing import Any

from assistant.engine.measure import Pairs
from assistant.engine.measure.interval import wilson


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
