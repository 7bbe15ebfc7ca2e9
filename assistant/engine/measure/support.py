"""How many wrong statements were caught and how many true ones withheld."""

from typing import Any

from assistant.engine.measure import Pairs

SUPPORTED = "supported"


def score(pairs: Pairs) -> dict[str, Any]:
    """A missing prediction counts as withheld: nothing is shown without a verdict."""
    true = [p.get("verdict") != SUPPORTED for g, p in pairs if g["verdict"] == SUPPORTED]
    wrong = [p.get("verdict") != SUPPORTED for g, p in pairs if g["verdict"] != SUPPORTED]
    exact = sum(p.get("verdict") == g["verdict"] for g, p in pairs)
    return {
        "caught": round(sum(wrong) / max(1, len(wrong)), 4),
        "withheld": round(sum(true) / max(1, len(true)), 4),
        "accuracy": round(exact / max(1, len(pairs)), 4),
        "n": len(pairs),
    }
