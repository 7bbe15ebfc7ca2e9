"""What alerts are made from and what they say. Texts are decrypted rows: never log them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    ObservationRow,
    PatientFacts,
)


class Kind(StrEnum):
    INTERACTION = "interaction"
    ALLERGY = "allergy"
    CONDITION = "condition"
    PREGNANCY = "pregnancy"
    DUPLICATE = "duplicate"
    KIDNEY = "kidney"
    CRITICAL = "critical"
    TREND = "trend"
    EARLY_WARNING = "early_warning"
    IMMUNIZATION = "immunization"
    MONITORING = "monitoring"


class Severity(StrEnum):
    """How soon somebody should look, worst first."""

    CRITICAL = "critical"  # act now
    WARNING = "warning"  # before the next dose or order
    NOTE = "note"  # at a convenient time


@dataclass(frozen=True, slots=True)
class ChartRows:
    """One chart's current facts, newest first, on `today`."""

    patient: PatientFacts
    today: date
    medications: tuple[MedicationRow, ...] = ()
    allergies: tuple[AllergyRow, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    observations: tuple[ObservationRow, ...] = ()
    immunizations: tuple[ImmunizationRow, ...] = ()
    encounters: tuple[EncounterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that an alert rests on: `source` as citations name it (medication, observation, …)."""

    source: str
    ref: str
    display: str

    @property
    def key(self) -> str:
        return f"{self.source}:{self.ref}"


@dataclass(frozen=True, slots=True)
class Alert:
    """`key` is the same whenever the same rows say the same: what is snoozed or overridden stays so.
    `knowledge` names the entry that says so and whether a clinician has reviewed it; `drug` is whose page shows it."""

    kind: Kind
    severity: Severity
    key: str
    title: str
    why: str
    action: str
    rows: tuple[RowRef, ...]
    knowledge: str = ""
    drug: str = ""


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """What the rules say of giving some drugs to this patient: `drugs` are those of them that the rules know,
    `alerts` what speaks against, worst first, resting on rows of the chart alone."""

    drugs: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
