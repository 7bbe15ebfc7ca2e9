"""From stored models to the plain rows that tools, summaries and pages read."""

from dataclasses import replace
from typing import Any

from records.engine.dates import SourceDate
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
from records.models import (
    Allergy,
    Condition,
    DiagnosticReport,
    Encounter,
    ImagingStudy,
    Immunization,
    Medication,
    Note,
    NoteStatus,
    Observation,
    Patient,
    Procedure,
    Withheld,
)

DIED_AT_UNKNOWN_DATE = "yes"


def source_date(text: str) -> SourceDate | None:
    """None for an empty or unusable date, so that one odd row hides nothing else."""
    try:
        return SourceDate(text) if text else None
    except ValueError:
        return None


def patient_facts(patient: Patient) -> PatientFacts:
    return PatientFacts(
        ref=patient.ref,
        name=patient.name,
        sex=patient.sex or "unknown",
        birth_date=source_date(patient.birth_date),
        record_number=patient.record_number,
        deceased=source_date(patient.deceased),
        is_deceased=bool(patient.deceased),
        language=patient.language,
        race=patient.race,
        ethnicity=patient.ethnicity,
        marital_status=patient.marital_status,
        address=patient.address,
        phone=patient.phone,
        coverage=patient.coverage,
        site=patient.site,
    )


def observation_row(row: Observation) -> ObservationRow:
    effective = source_date(row.effective)
    return ObservationRow(
        ref=row.ref,
        code=row.code,
        name=row.name,
        category=row.category,
        status=row.status,
        effective=effective,
        value=row.value,
        comparator=row.comparator,
        value_text=row.value_text,
        unit=row.unit,
        low=row.low,
        high=row.high,
        range_text=row.range_text,
        interpretation=row.interpretation,
        components=tuple(_component(row, effective, part) for part in row.components),
    )


def _component(row: Observation, effective: SourceDate | None, part: dict[str, Any]) -> ObservationRow:
    return ObservationRow(
        ref=row.ref,
        code=part.get("code", ""),
        name=part.get("name", ""),
        category=row.category,
        status=row.status,
        effective=effective,
        value=part.get("value"),
        comparator=part.get("comparator", ""),
        value_text=part.get("value_text", ""),
        unit=part.get("unit", ""),
        low=part.get("low"),
        high=part.get("high"),
        range_text=part.get("range_text", ""),
        interpretation=part.get("interpretation", ""),
    )


def medication_row(row: Medication) -> MedicationRow:
    return MedicationRow(
        ref=row.ref,
        name=row.name,
        code=row.code,
        status=row.status,
        authored=source_date(row.authored),
        ended=source_date(row.ended),
        dosage=row.dosage,
        reason=row.reason,
        prescriber=row.prescriber,
    )


def condition_row(row: Condition) -> ConditionRow:
    return ConditionRow(
        ref=row.ref,
        name=row.name,
        code=row.code,
        clinical_status=row.clinical_status,
        verification=row.verification,
        onset=source_date(row.onset),
        abated=source_date(row.abated),
        recorded=source_date(row.recorded),
        category=row.category,
    )


def allergy_row(row: Allergy) -> AllergyRow:
    return AllergyRow(
        ref=row.ref,
        name=row.name,
        code=row.code,
        clinical_status=row.clinical_status,
        verification=row.verification,
        category=row.category,
        criticality=row.criticality,
        reactions=tuple(row.reactions),
        recorded=source_date(row.recorded),
        none_known=row.none_known,
    )


def procedure_row(row: Procedure) -> ProcedureRow:
    return ProcedureRow(
        ref=row.ref,
        name=row.name,
        code=row.code,
        status=row.status,
        performed=source_date(row.performed),
        ended=source_date(row.ended),
        reason=row.reason,
    )


def immunization_row(row: Immunization) -> ImmunizationRow:
    return ImmunizationRow(row.ref, row.name, row.code, row.status, source_date(row.given))


def encounter_row(row: Encounter) -> EncounterRow:
    return EncounterRow(
        ref=row.ref,
        name=row.name,
        kind=row.kind,
        status=row.status,
        start=source_date(row.start),
        end=source_date(row.end),
        reason=row.reason,
        provider=row.provider,
        site=row.site,
        id=str(row.pk),
    )


def report_row(row: DiagnosticReport) -> ReportRow:
    return ReportRow(
        ref=row.ref,
        name=row.name,
        code=row.code,
        status=row.status,
        effective=source_date(row.effective),
        conclusion=row.conclusion,
        observation_refs=tuple(row.observation_ids),
    )


def note_header(row: Note) -> NoteRow:
    """Without the text, which is then neither fetched nor decrypted."""
    return NoteRow(
        ref=row.ref,
        title=row.title,
        kind=row.kind,
        author=row.author_name,
        status=_note_status(row),
        written=source_date(row.written),
        id=str(row.pk),
    )


def note_row(row: Note) -> NoteRow:
    return replace(note_header(row), text=row.text)


def _note_status(row: Note) -> str:
    return "superseded" if row.withheld == Withheld.SUPERSEDED else NoteStatus(row.status).value


def imaging_row(row: ImagingStudy, images: int) -> ImagingRow:
    return ImagingRow(
        ref=row.ref,
        modality=row.modality,
        body_part=row.body_part,
        description=row.description,
        started=source_date(row.started),
        images=images,
        id=str(row.pk),
    )
