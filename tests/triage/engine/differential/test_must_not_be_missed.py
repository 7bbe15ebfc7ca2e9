"""What stands in the tier of what must not be missed."""

import numpy as np
import pytest

from tests.triage.engine.differential.small import KNOWLEDGE
from triage.engine.differential import danger
from triage.engine.differential.observations import Observation
from triage.engine.differential.tables import build_tables

TABLES = build_tables(KNOWLEDGE)
PLACE = TABLES.row["pulmonary-embolism"]


def tier(support: float, who: float, *findings: str) -> list[int]:
    """The tier where the embolism comes behind more than the shown conditions, with this support from findings."""
    told = [Observation(one, True, 1.0, one) for one in findings]
    found, weight = np.zeros(5, np.float32), np.zeros(5, np.float32)
    found[PLACE], weight[PLACE] = support, who
    probability = np.array([0.2] * 5, np.float32)
    probability[PLACE] = 0.001
    return danger.tier(TABLES, told, found, weight, probability)


@pytest.fixture(autouse=True)
def _only_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger, "TOP", 0)


@pytest.mark.parametrize(
    ("support", "findings", "stands"),
    [(2.5, (), True), (1.5, (), False), (1.5, ("low-oxygen",), True), (1.0, ("low-oxygen",), False)],
)
def test_findings_bring_a_rare_danger_in(support: float, findings: tuple[str, ...], stands: bool) -> None:
    assert (PLACE in tier(support, 0.0, *findings)) is stands


def test_a_disease_that_is_not_met_in_such_a_person_stays_out() -> None:
    assert PLACE not in tier(5.0, float(np.log(1e-6)))
