"""Scores of answers against labelled questions: pure functions, the rules of the benchmark contract."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

SHORT = 400  # an answer starts with the answer: only this much counts, lists excepted
LISTS = frozenset({"meds", "allergies", "conditions"})


def is_right(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """All expected items are there, none of the forbidden ones, and the status agrees."""
    text = _folded(predicted.get("answer") or "")
    if gold.get("kind") not in LISTS:
        text = text[:SHORT]
    found = all(any(_holds(text, word) for word in alternatives) for alternatives in _expected(gold))
    clean = not any(_holds(text, word) for word in gold.get("forbidden", []))
    return found and clean and ("status" not in gold or predicted.get("status") == gold["status"])


def is_cited(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """A citation quotes one of the expected strings."""
    quotes = [_folded(citation.get("quote") or "") for citation in predicted.get("citations") or []]
    words = [word for alternatives in _expected(gold) for word in alternatives]
    return any(_holds(quote, word) for quote in quotes for word in words)


def score(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, Any]:
    """Gold beside prediction (empty where missing) to shares right and cited, and counts by kind."""
    kinds: dict[str, list[bool]] = {}
    for gold, predicted in pairs:
        kinds.setdefault(str(gold.get("kind", "other")), []).append(is_right(gold, predicted))
    right = sum(sum(marks) for marks in kinds.values())
    answerable = [pair for pair in pairs if _expected(pair[0])]
    cited = sum(is_cited(*pair) for pair in answerable)
    return {
        "right": round(right / len(pairs), 4) if pairs else None,
        "by_kind": {kind: f"{sum(marks)}/{len(marks)}" for kind, marks in sorted(kinds.items())},
        "cited": round(cited / len(answerable), 4) if answerable else None,
        "n": len(pairs),
    }


def _expected(gold: Mapping[str, Any]) -> list[list[Any]]:
    return [item if isinstance(item, list) else [item] for item in gold.get("expected", [])]


def _folded(value: object) -> str:
    return " ".join(str(value).split()).lower()


def _holds(text: str, value: object) -> bool:
    """Whole words and whole numbers: 7.1 is not in 17.12."""
    return re.search(rf"(?<![\w.]){re.escape(_folded(value))}(?!\w|\.\d)", text) is not None
