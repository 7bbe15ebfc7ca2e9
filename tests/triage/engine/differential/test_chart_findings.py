"""What of a chart's rows counts in a differential, and that each finding names its row."""

from datetime import date

import pytest

from records.engine.dates import SourceDate
from records.engine.rows import ConditionRow, MedicationRow, ObservationRow
from tests.triage.engine.differential.small import KNOWLEDGE
from triage.engine.differential.chart_findings import lab_findings, medicine_findings, problem_findings
from triage.engine.findings import FindingReader, Person
from triage.engine.knowledge import Finding, Knowledge, NumberRule

READER = FindingReader(KNOWLEDGE)
TODAY = date(2026, 11, 25)
HIGH = Finding(
    "high-potassium", "high potassium", "lab", (), 0.03,
    numbers=(NumberRule(("potassium",), "mmol/L", loinc=("2823-3",), above=5.5, sex="F"),),
)  # fmt: skip
LABS = Knowledge({HIGH.id: HIGH}, {})


def potassium(value: float | None, *, day: str = "2026-11-01", comparator: str = "") -> ObservationRow:
    return ObservationRow(
        "k1", "2823-3", "Potassium", "laboratory", "final", SourceDate(day), value, comparator, unit="mmol/L"
    )


def test_an_active_problem_counts_and_a_resolved_one_does_not() -> None:
    rows = [
        ConditionRow("1", "Fever", "", "active", "confirmed", None),
        ConditionRow("2", "Chest pain", "", "resolved", "confirmed", None),
    ]
    found = list(problem_findings(READER, rows, Person()))
    assert [(one.finding, one.source) for one in found] == [("fever", "condition:1")]


def test_a_medicine_counts_only_as_an_exposure() -> None:
    rows = [
        MedicationRow("1", "Smoking cessation 21 MG patch", "", "active", None),
        MedicationRow("2", "Cough syrup", "", "active", None),
        MedicationRow("3", "Smoking cessation 14 MG patch", "", "stopped", None),
    ]
    found = list(medicine_findings(READER, KNOWLEDGE, rows, Person()))
    assert [(one.finding, one.source) for one in found] == [("smoking", "medication:1")]


def test_a_result_beyond_its_limit_counts_and_quotes_its_row() -> None:
    [found] = lab_findings(LABS, [potassium(6.1)], Person(50, "F"), TODAY)
    assert (found.finding, found.source) == ("high-potassium", "observation:k1")
    assert "6.1 mmol/L" in found.text


@pytest.mark.parametrize(
    ("row", "who"),
    [
        (potassium(5.5), Person(50, "F")),
        (potassium(6.1), Person(50, "M")),
        (potassium(6.1, day="2024-01-01"), Person(50, "F")),
        (potassium(6.1, comparator=">"), Person(50, "F")),
        (potassium(None), Person(50, "F")),
    ],
)
def test_what_is_in_order_old_or_not_exact_does_not_count(row: ObservationRow, who: Person) -> None:
    assert list(lab_findings(LABS, [row], who, TODAY)) == []
