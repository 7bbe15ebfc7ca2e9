"""Do the rules hold on sentences that were written before them?"""

import json
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from triage.engine.context import assess_named

DATA = Path(__file__).parents[3] / "data" / "context"


def rows(split: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]


def f1(field: str, positive: str) -> float:
    right = wrong = 0
    for row in rows("test"):
        found = assess_named(row["sentence"], row["concept"])
        told = ("negated" if found.negated else "affirmed") if field == "negation" else getattr(found, field)
        right += row[field] == told == positive
        wrong += (row[field] == positive) != (told == positive)
    return 2 * right / (2 * right + wrong)


def lower_bound(share: float, count: int) -> float:
    """Wilson's 95% interval."""
    z = 1.96
    middle = share + z * z / (2 * count)
    return (middle - z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))) / (1 + z * z / count)


@pytest.mark.parametrize(
    ("field", "positive", "aim"),
    [("negation", "negated", 0.96), ("temporality", "historical", 0.85), ("temporality", "hypothetical", 0.9)],
)
def test_the_rarer_answers_are_told_well(field: str, positive: str, aim: float) -> None:
    assert f1(field, positive) >= aim


def test_whose_it_is_is_told_right() -> None:
    found = [assess_named(row["sentence"], row["concept"]).experiencer == row["experiencer"] for row in rows("test")]
    assert lower_bound(sum(found) / len(found), len(found)) >= 0.95


def test_the_set_is_large_and_no_sentence_is_in_both_parts() -> None:
    test, dev = ({(row["sentence"].lower(), row["concept"]) for row in rows(split)} for split in ("test", "dev"))
    assert len(test) >= 450
    assert not test & dev
