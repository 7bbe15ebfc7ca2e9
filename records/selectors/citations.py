"""The row that a citation names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from records.access import Chart, as_uuid
from records.audit import Action, Outcome
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImagingRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from records.errors import NotFound
from records.models import (
    Allergy,
    ChartRow,
    Condition,
    DiagnosticReport,
    Encounter,
    ImagingStudy,
    Immunization,
    Medication,
    Note,
    Observation,
    Procedure,
)
from records.selectors import as_rows
from records.services import identity

AnyRow = (
    AllergyRow
    | ConditionRow
    | EncounterRow
    | ImagingRow
    | ImmunizationRow
    | MedicationRow
    | NoteRow
    | ObservationRow
    | PatientFacts
    | ProcedureRow
    | ReportRow
)


@dataclass(frozen=True, slots=True)
class Kind:
    model: type[ChartRow]
    keyed_as: tuple[str, ...]  # the kinds under which imports keyed its source ids
    as_row: Callable[[Any], AnyRow]


KINDS = {
    "note": Kind(Note, ("DocumentReference", "DiagnosticReport", "note"), as_rows.note_row),
    "observation": Kind(Observation, ("Observation",), as_rows.observation_row),
    "medication": Kind(Medication, ("MedicationRequest", "MedicationStatement"), as_rows.medication_row),
    "condition": Kind(Condition, ("Condition",), as_rows.condition_row),
    "allergy": Kind(Allergy, ("AllergyIntolerance",), as_rows.allergy_row),
    "procedure": Kind(Procedure, ("Procedure",), as_rows.procedure_row),
    "immunization": Kind(Immunization, ("Immunization",), as_rows.immunization_row),
    "encounter": Kind(Encounter, ("Encounter",), as_rows.encounter_row),
    "report": Kind(DiagnosticReport, ("DiagnosticReport",), as_rows.report_row),
    "imaging": Kind(ImagingStudy, ("ImagingStudy", "image"), lambda row: as_rows.imaging_row(row, row.files.count())),
}


def find_model(chart: Chart, source_kind: str, ref: str) -> ChartRow:
    """The stored row that a citation of this chart names, withheld or not: what was cited can still be
    opened after it was corrected. Raises NotFound."""
    kind = KINDS.get(source_kind)
    found = _find(chart, kind, ref) if kind else None
    name = kind.model.__name__ if kind else ""
    chart.note(Action.READ, name, found.pk if found else "", Outcome.OK if found else Outcome.REFUSED)
    if found is None:
        raise NotFound("This entry is not in the chart.")
    return found


def find_row(chart: Chart, source_kind: str, ref: str) -> AnyRow:
    """As `find_model`, as plain data."""
    if source_kind == "patient":
        chart.note(Action.READ, "Patient", chart.patient.pk)
        return as_rows.patient_facts(chart.patient)
    found = find_model(chart, source_kind, ref)
    return KINDS[source_kind].as_row(found)


def own_ids(chart: Chart, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    """Our own ids of rows by their kind and ref, for addresses: a source's id may tell something. Two look-ups a
    kind; rows that cannot be told by them are missing."""
    refs: dict[str, set[str]] = {}
    for name, ref in named:
        if name in KINDS:
            refs.setdefault(name, set()).add(ref)
    found: dict[tuple[str, str], UUID] = {}
    for name, wanted in refs.items():
        kind = KINDS[name]
        rows = kind.model._default_manager.filter(patient=chart.patient).order_by()
        systems = rows.values_list("source_system", flat=True).distinct()
        under = [(one, kept) for one in systems for kept in kind.keyed_as]
        keyed = {identity.source_key(*one, ref): ref for one in under for ref in wanted}
        by_key = rows.filter(source_key__in=keyed).values_list("source_key", "pk")
        found |= {(name, keyed[bytes(key)]): pk for key, pk in by_key if key}
        own = [pk for ref in wanted if (pk := as_uuid(ref))]
        found |= {(name, str(pk)): pk for pk in rows.filter(pk__in=own).values_list("pk", flat=True)}
    return found


def _find(chart: Chart, kind: Kind, ref: str) -> ChartRow | None:
    rows = kind.model._default_manager.filter(patient=chart.patient)
    systems = rows.order_by().values_list("source_system", flat=True).distinct()
    keys = [identity.source_key(system, name, ref) for system in systems for name in kind.keyed_as]
    found = rows.filter(source_key__in=keys).first()
    if found is None and (own := as_uuid(ref)):
        found = rows.filter(pk=own).first()
    if found is None:  # a replaced version has given its key to the newer one
        found = next((row for row in rows.filter(source_key=None) if row.source_id == ref), None)
    return found
