"""Rows of a chart. Without a patient each makes one."""

import uuid
from typing import Any, TypeVar

from records import files
from records.models import (
    Allergy,
    ChartRow,
    Condition,
    Consent,
    ConsentScope,
    DiagnosticReport,
    Encounter,
    ImagingFile,
    ImagingStudy,
    Immunization,
    Medication,
    Note,
    NoteStatus,
    Observation,
    Patient,
    Procedure,
)
from tests.factories import people

Row = TypeVar("Row", bound=ChartRow)


def encounter(patient: Patient | None = None, **fields: Any) -> Encounter:
    return _row(Encounter, patient, fields, name="Office visit", kind="AMB", status="finished", start="2024-05-02")


def observation(patient: Patient | None = None, **fields: Any) -> Observation:
    """A potassium result: code, unit and normal range belong together, so override them together."""
    values: dict[str, Any] = {
        "code": "2823-3",
        "code_system": "http://loinc.org",
        "name": "Potassium",
        "category": "laboratory",
        "status": "final",
        "effective": "2024-05-02T08:15:00+02:00",
        "value": 4.4,
        "unit": "mmol/L",
        "low": 3.5,
        "high": 5.1,
    }
    return _row(Observation, patient, fields, **values)


def condition(patient: Patient | None = None, **fields: Any) -> Condition:
    values = {"name": "Essential hypertension", "code": "I10", "clinical_status": "active", "onset": "2015-11"}
    return _row(Condition, patient, fields, verification="confirmed", **values)


def medication(patient: Patient | None = None, **fields: Any) -> Medication:
    values = {"name": "Lisinopril 10 MG Oral Tablet", "code": "314076", "dosage": "one tablet each morning"}
    return _row(Medication, patient, fields, status="active", intent="order", authored="2023-01-17", **values)


def allergy(patient: Patient | None = None, **fields: Any) -> Allergy:
    values = {"name": "Penicillin", "category": "medication", "criticality": "high", "reactions": ["Hives"]}
    return _row(Allergy, patient, fields, clinical_status="active", verification="confirmed", **values)


def procedure(patient: Patient | None = None, **fields: Any) -> Procedure:
    return _row(Procedure, patient, fields, name="Colonoscopy", status="completed", performed="2021-09-30")


def immunization(patient: Patient | None = None, **fields: Any) -> Immunization:
    return _row(
        Immunization, patient, fields, name="Influenza vaccine", code="140", status="completed", given="2024-10"
    )


def report(patient: Patient | None = None, **fields: Any) -> DiagnosticReport:
    return _row(DiagnosticReport, patient, fields, name="Basic metabolic panel", status="final", effective="2024-05-02")


def note(patient: Patient | None = None, **fields: Any) -> Note:
    values = {"title": "Progress note", "kind": "progress", "author_name": "Dr Amara Diallo"}
    text = "ASSESSMENT: Blood pressure is well controlled. PLAN: Continue lisinopril."
    return _row(Note, patient, fields, status=NoteStatus.SIGNED, written="2024-05-02", text=text, **values)


def consent(patient: Patient | None = None, **fields: Any) -> Consent:
    return _row(Consent, patient, fields, scope=ConsentScope.TREATMENT, given=True)


def imaging_study(patient: Patient | None = None, **fields: Any) -> ImagingStudy:
    return _row(ImagingStudy, patient, fields, modality="DX", body_part="Chest", started="2024-02-11")


def image_file(study: ImagingStudy | None = None, data: bytes = b"pixels", **fields: Any) -> ImagingFile:
    pk = uuid.uuid4()
    files.write(f"images/{pk}", data)
    values = {"id": pk, "media_type": "image/png", "stored_as": f"images/{pk}", "checksum_key": pk.bytes * 2}
    return ImagingFile.objects.create(study=study or imaging_study(), **{**values, **fields})


def _row(model: type[Row], patient: Patient | None, fields: dict[str, Any], **values: Any) -> Row:
    found: Row = model._default_manager.create(patient=patient or people.patient(), **{**values, **fields})
    return found
