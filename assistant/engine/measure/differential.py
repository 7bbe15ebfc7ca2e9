"""Whether the diagnosis is near the top of the list, and whether the shown probability is honest."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.engine.measure import Pairs
from assistant.engine.measure.calibration import calibration_error
from assistant.engine.measure.interval import wilson

RANKS = (1, 3, 5, 10)
SYNONYMS_SCORED = 6
_PALE = frozenset("of the a an and with due to in disease syndrome disorder".split())


def score(pairs: Pairs) -> dict[str, Any]:
    """Gold names its `diagnosis`. Intervals are 95% (Wilson)."""
    hits, reciprocal, confident = dict.fromkeys(RANKS, 0), 0.0, []
    for gold, predicted in pairs:
        ranked = predicted.get("differential") or []
        place = _place(gold["diagnosis"], ranked[: RANKS[-1]])
        for rank in RANKS:
            hits[rank] += bool(place) and place <= rank
        reciprocal += 1 / place if place else 0.0
        confident.append((float(ranked[0].get("probability", 0)) if ranked else 0.0, place == 1))
    count = len(pairs)
    return {
        **{f"top{rank}": round(hits[rank] / count, 4) for rank in RANKS},
        "mrr10": round(reciprocal / count, 4),
        "ece": calibration_error(confident),
        "n": count,
        "intervals": {f"top{rank}": wilson(hits[rank], count) for rank in RANKS},
    }


def same_condition(wanted: str, names: Sequence[str]) -> bool:
    """Equal names, or all telling words of one (two or more) in the other."""
    gold = _words(wanted)
    core = set(gold) - _PALE or set(gold)
    for name in names[: SYNONYMS_SCORED + 1]:
        words = _words(name)
        theirs = set(words) - _PALE or set(words)
        if words == gold or core == theirs:
            return True
        if (len(core) > 1 and core <= theirs) or (len(theirs) > 1 and theirs <= core):
            return True
    return False


def _place(wanted: str, ranked: Sequence[Any]) -> int:
    """From 1; 0 where it is not listed."""
    for place, one in enumerate(ranked, 1):
        if same_condition(wanted, [one["condition"], *one.get("synonyms", ())]):
            return place
    return 0


def _words(name: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]+", " ", name.lower().replace("'s", "")).split()
