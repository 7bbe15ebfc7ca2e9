"""How many of the marked spans were found, and how many words beside them were taken."""

from typing import Any

from assistant.engine.measure import Pairs
from triage.engine.deid import Found
from triage.engine.deid.measure import DeidScore


def score(pairs: Pairs) -> dict[str, Any]:
    """`spans` of the gold hold `start`, `end` and `type`; each letter and digit of one must be covered."""
    total = DeidScore()
    for gold, predicted in pairs:
        marked = [(span["start"], span["end"], span["type"]) for span in gold["spans"]]
        found = [Found(s["start"], s["end"], s["type"], s.get("kept", False)) for s in predicted.get("spans", ())]
        total.add(gold["text"], marked, found)
    return dict(total.figures())
