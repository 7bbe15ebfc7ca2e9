"""The lines of `predict differential`."""

from typing import Any

import pytest

from records.errors import UserError
from tests.triage.engine.differential.small import ENGINE
from triage.services import batch_differential, differential


@pytest.fixture(autouse=True)
def small_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differential, "engine", lambda: ENGINE)


def test_a_line_becomes_a_list_with_reasons() -> None:
    found = batch_differential.predict({"id": 1, "text": "cough and fever", "age": 70, "sex": "F"})
    first = found["differential"][0]
    assert first["condition"] == "Pneumonia"
    assert {"synonyms", "icd10", "probability", "supporting", "against"} <= set(first)
    assert sum(one["probability"] for one in found["differential"]) <= 1
    assert found["acuity"] in (1, 2, 3, 4, 5)
    assert found["red_flags"] == []


def test_candidates_come_back_as_spelled() -> None:
    asked = ["coryza", "PNEUMONIA "]
    found = batch_differential.predict({"text": "runny nose", "candidates": asked})
    assert sorted(one["condition"] for one in found["differential"]) == sorted(asked)


@pytest.mark.parametrize(
    "wrong",
    [{"age": "old"}, {"age": -1}, {"age": True}, {"sex": "X"}, {"candidates": "flu"}, {"candidates": [1]}],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(wrong: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        batch_differential.predict({"text": "cough", **wrong})
