"""Does `benchmark` hide the gold from the predictor, count failures as wrong, and print one object?"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import benchmarks, predictors
from assistant.engine import labelled
from assistant.engine.measure import context
from assistant.predictors import Item, Predictor
from records.errors import UserError
from tests.records.commands.running import run

ROW = {"id": 1, "sentence": "No fever.", "negation": "negated", "temporality": "historical"}


def says_what_it_sees(items: Sequence[Item]) -> list[Item]:
    if any(item["id"] == "bad" for item in items):
        raise UserError("Not this one.")
    return [{"negation": item.get("negation", "negated"), "temporality": "recent"} for item in items]


@pytest.fixture(autouse=True)
def _tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(predictors.PREDICTORS, "seen", Predictor(("sentence",), lambda asked: says_what_it_sees))
    measured = benchmarks.predictions("seen", labelled.rows, ("negation", "temporality"), context.score)
    monkeypatch.setitem(benchmarks.BENCHMARKS, "seen", measured)


def folder(at: Path, *rows: dict[str, Any]) -> Path:
    (at / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return at


def test_the_gold_is_hidden_and_failures_count_as_wrong(tmp_path: Path) -> None:
    other = {**ROW, "id": 2, "negation": "affirmed"}
    ran = run("benchmark", "seen", "--data", folder(tmp_path, ROW, other, {**ROW, "id": "bad"}))
    assert ran.status == 0
    result = json.loads(ran.out.splitlines()[-1])
    assert result["negation"] == {"f1": 0.5, "accuracy": 0.3333, "n": 3}


@pytest.mark.parametrize("more", [("--split", "test"), ("--data", "nowhere")])
def test_a_folder_that_is_not_there_is_status_2(more: tuple[str, str], tmp_path: Path) -> None:
    assert run("benchmark", "seen", "--data", folder(tmp_path, ROW), *more).status == 2


def test_every_measured_task_can_be_asked() -> None:
    assert set(benchmarks.BENCHMARKS) - {"retrieval"} <= set(predictors.PREDICTORS)
