"""Small charts for the alert tests."""

from datetime import date
from typing import Any

from records.engine.dates import SourceDate
from records.engine.rows import AllergyRow, ConditionRow, ImmunizationRow, MedicationRow, ObservationRow, PatientFacts
from triage.engine.alerts.types import Alert, ChartRows, Kind

TODAY = date(2026, 11, 25)


def order(name: str, *, ordered: str = "2026-10-01", status: str = "active", ref: str = "") -> MedicationRow:
    return MedicationRow(ref or name, name, "", status, SourceDate(ordered))


def allergy(name: str, **more: Any) -> AllergyRow:
    return AllergyRow(name, name, "", more.pop("clinical_status", "active"), "confirmed", **more)


def problem(name: str, code: str = "", status: str = "active") -> ConditionRow:
    return ConditionRow(name, name, code, status, "confirmed", None)


def lab(code: str, value: float, unit: str, day: str = "2026-11-24", **more: Any) -> ObservationRow:
    return ObservationRow(f"{code}-{day}", code, code, "laboratory", "final", SourceDate(day), value, unit=unit, **more)


def shot(name: str, day: str) -> ImmunizationRow:
    return ImmunizationRow(f"{name}-{day}", name, "", "completed", SourceDate(day))


def chart(*, born: str = "1950-01-01", sex: str = "female", **rows: Any) -> ChartRows:
    return ChartRows(PatientFacts("p", "Somebody", sex, SourceDate(born)), TODAY, **rows)


def of(found: list[Alert], kind: Kind) -> list[Alert]:
    return [alert for alert in found if alert.kind is kind]
