"""A small chart for the chart summaries."""

from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    MedicationRow,
    NoteRow,
    ObservationRow,
    PatientFacts,
)
from triage.engine.summary.types import ChartRows

TODAY = date(2026, 3, 10)
STAY = EncounterRow(
    "e2", "Hospital stay", "IMP", "finished", SourceDate("2026-03-01"), SourceDate("2026-03-04"), "Pneumonia"
)
NOTE = NoteRow(
    "n1",
    "Progress note",
    "progress",
    "Dr. Ray",
    "signed",
    SourceDate("2026-03-03"),
    "Hospital Course: Oxygen was needed for 2 days. She walks well.\nPlan: Repeat chest x-ray in 6 weeks.",
)


def chart() -> ChartRows:
    return ChartRows(
        patient=PatientFacts("p1", "Ada Grey", "female", SourceDate("1958-04-02")),
        conditions=(
            ConditionRow(
                "c1", "Essential hypertension (disorder)", "I10", "active", "confirmed", SourceDate("2011-06-01")
            ),
            ConditionRow("c2", "Gout", "M10.9", "active", "confirmed", SourceDate("2019")),
            ConditionRow("c3", "Pneumonia", "J18.9", "resolved", "confirmed", None, SourceDate("2026-03-04")),
        ),
        medications=(
            MedicationRow(
                "m1", "lisinopril 20 MG tablet", "", "active", SourceDate("2024-01-05"), reason="Hypertension"
            ),
            MedicationRow("m2", "amoxicillin 500 MG capsule", "", "active", SourceDate("2026-03-02")),
        ),
        allergies=(AllergyRow("a1", "Amoxicillin", "", "active", "confirmed", reactions=("hives",)),),
        observations=(
            ObservationRow(
                "o1", "8480-6", "Systolic", "vital-signs", "final", SourceDate("2026-03-03"), 142.0, unit="mmHg"
            ),
            ObservationRow(
                "o2",
                "718-7",
                "Hemoglobin",
                "laboratory",
                "final",
                SourceDate("2026-03-02"),
                10.1,
                unit="g/dL",
                low=12.0,
            ),
        ),
        encounters=(STAY, EncounterRow("e1", "Check-up", "AMB", "finished", SourceDate("2025-01-01"))),
        notes=(NOTE,),
    )
