"""What each mapped FHIR record becomes: a model and the values of its fields.

Facts that have no field of their own are kept as words in `comment`.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from records.engine.dates import SourceDate
from records.engine.fhir.types import (
    AllergyRecord,
    AnyRecord,
    Code,
    ConditionRecord,
    ConsentRecord,
    EncounterRecord,
    ImagingStudyRecord,
    ImmunizationRecord,
    Measurement,
    MedicationRecord,
    NoteRecord,
    ObservationRecord,
    PatientRecord,
    ProcedureRecord,
    Record,
    ReportRecord,
)
from records.models import (
    Allergy,
    ChartRow,
    Condition,
    Consent,
    ConsentScope,
    DiagnosticReport,
    Encounter,
    ImagingStudy,
    Immunization,
    Medication,
    Note,
    NoteStatus,
    Observation,
    Procedure,
    Withheld,
)
from records.selectors.as_rows import DIED_AT_UNKNOWN_DATE
from records.services import identity

Values = dict[str, Any]


class NotUsed(ValueError):
    """Sound, but of no use here. The message says why, without patient text."""


_WITHHELD = {
    "entered in error": Withheld.ENTERED_IN_ERROR,
    "refuted": Withheld.REFUTED,
    "an order not to give it": Withheld.DO_NOT_PERFORM,
    "carries a modifier that is not understood": Withheld.NOT_UNDERSTOOD,
    "no result was obtained": Withheld.NO_RESULT,
    "holds no value": Withheld.NO_RESULT,
    "cancelled": Withheld.NOT_DONE,
    "not done": Withheld.NOT_DONE,
}
_SCOPES = {"treatment": ConsentScope.TREATMENT, "research": ConsentScope.RESEARCH}
_MEASURED = ("name", "code", "value", "comparator", "value_text", "unit", "low", "high", "range_text", "interpretation")


@dataclass(frozen=True, slots=True)
class RowOf:
    model: type[ChartRow]
    values: Callable[[Any], Values]


def withheld(reason: str) -> Withheld:
    """Every reason hides the row; those that are not listed speak of drafts, plans and proposals."""
    return _WITHHELD.get(reason, Withheld.DRAFT) if reason else Withheld.NO


def patient_values(record: PatientRecord) -> Values:
    official = record.names[0] if record.names else None
    given = " ".join(official.given) if official else ""
    family = official.family if official else ""
    if official and not (given or family):
        family = official.text
    return {
        "record_number": record.record_number,
        "given_name": given,
        "family_name": family,
        "other_names": [name.text for name in record.names[1:] if name.text],
        "birth_date": _day(record.birth_date),
        "sex": record.sex,
        "deceased": _day(record.deceased) or (DIED_AT_UNKNOWN_DATE if record.is_deceased else ""),
        "language": record.language,
        "race": record.race,
        "ethnicity": record.ethnicity,
        "marital_status": record.marital_status,
        "address": record.address,
        "phone": record.phone,
        "site": record.site,
    }


def row_values(record: AnyRecord) -> Values:
    """All but patient, encounter and source marks."""
    values = ROWS[type(record)].values(record)
    return {"comment": record.comment, "withheld": withheld(record.withheld).value, **values}


def _encounter(record: EncounterRecord) -> Values:
    return {
        "name": record.name,
        "kind": record.kind,
        "status": record.status,
        "start": _day(record.start),
        "end": _day(record.end),
        "reason": record.reason,
        "provider": record.provider,
        "site": record.site,
    }


def _observation(record: ObservationRecord) -> Values:
    measured = record.measured
    return {
        **_measured(measured),
        "name": record.name,
        "code_system": measured.system,
        "category": record.category,
        "status": record.status,
        "effective": _day(record.effective or record.issued),
        "components": [_measured(part) for part in record.components],
        "comment": _with(record, ("No result", measured.absent_reason)),
    }


def _measured(measured: Measurement) -> Values:
    values = asdict(measured)
    return {name: values[name] for name in _MEASURED}


def _condition(record: ConditionRecord) -> Values:
    return {
        **_coded(record),
        "clinical_status": record.status,
        "verification": record.verification,
        "category": record.category,
        "onset": _day(record.onset),
        "abated": _day(record.abated),
        "recorded": _day(record.recorded),
        "comment": _with(
            record, ("Onset", record.onset_text), ("Abated", record.abated_text), ("Severity", record.severity)
        ),
    }


def _medication(record: MedicationRecord) -> Values:
    return {
        **_coded(record),
        "status": record.status,
        "intent": record.intent,
        "authored": _day(record.authored),
        "ended": _day(record.ended),
        "dosage": record.dosage,
        "reason": record.reason,
        "prescriber": record.provider,
    }


def _allergy(record: AllergyRecord) -> Values:
    return {
        **_coded(record),
        "clinical_status": record.status,
        "verification": record.verification,
        "category": record.category,
        "criticality": record.criticality,
        "reactions": list(record.reactions),
        "recorded": _day(record.recorded or record.onset),
        "none_known": record.none_known,
    }


def _procedure(record: ProcedureRecord) -> Values:
    return {
        **_coded(record),
        "status": record.status,
        "performed": _day(record.performed),
        "ended": _day(record.ended),
        "reason": record.reason,
        "comment": _with(record, ("Performed", record.performed_text), ("By", record.provider), ("At", record.site)),
    }


def _immunization(record: ImmunizationRecord) -> Values:
    return {
        **_coded(record),
        "status": record.status,
        "given": _day(record.given),
        "comment": _with(record, ("Given", record.given_text), ("By", record.provider), ("At", record.site)),
    }


def _report(record: ReportRecord) -> Values:
    return {
        **_coded(record),
        "status": record.status,
        "effective": _day(record.effective or record.issued),
        "conclusion": record.conclusion,
        "observation_ids": list(record.observation_ids),
        "comment": _with(record, ("By", record.provider)),
    }


def _note(record: NoteRecord) -> Values:
    superseded = record.status == "superseded"
    status = NoteStatus.SIGNED if superseded else NoteStatus(record.status)
    hidden = withheld(record.withheld) or (Withheld.SUPERSEDED if superseded else Withheld.NO)
    return {
        "title": record.name,
        "kind": record.kind,
        "author_name": record.author,
        "status": status.value,
        "written": _day(record.written),
        "text": record.text,
        "withheld": hidden.value,
        "comment": _with(record, ("At", record.site)),
    }


def _imaging(record: ImagingStudyRecord) -> Values:
    return {
        "modality": ", ".join(record.modalities),
        "body_part": record.body_part,
        "description": record.name,
        "started": _day(record.started),
        "uid_key": identity.study_key(record.study_uid),
        "comment": _with(record, ("Reason", record.reason), ("By", record.provider)),
    }


def _consent(record: ConsentRecord) -> Values:
    scope = _SCOPES.get(record.scope)
    if scope is None:
        raise NotUsed("a consent of a scope that is not used here")
    provision = json.loads(record.provision_json or "{}")
    if provision.get("provision"):
        raise NotUsed("a consent with exceptions, which are not understood")
    if record.status == "inactive" or (record.end and record.end.day < date.today()):  # noqa: DTZ011  (whole days)
        raise NotUsed("a consent that is no longer in force")
    if record.status != "rejected" and record.decision not in ("permit", "deny"):
        raise NotUsed("a consent that says neither permit nor deny")
    decided = record.given or record.last_updated
    if decided is None:
        raise NotUsed("a consent without a date")
    return {
        "scope": scope.value,
        "given": record.decision == "permit" and record.status != "rejected",
        "decided_at": decided.instant,
    }


ROWS: dict[type, RowOf] = {
    EncounterRecord: RowOf(Encounter, _encounter),
    ObservationRecord: RowOf(Observation, _observation),
    ConditionRecord: RowOf(Condition, _condition),
    MedicationRecord: RowOf(Medication, _medication),
    AllergyRecord: RowOf(Allergy, _allergy),
    ProcedureRecord: RowOf(Procedure, _procedure),
    ImmunizationRecord: RowOf(Immunization, _immunization),
    ReportRecord: RowOf(DiagnosticReport, _report),
    NoteRecord: RowOf(Note, _note),
    ImagingStudyRecord: RowOf(ImagingStudy, _imaging),
    ConsentRecord: RowOf(Consent, _consent),
}


def _coded(record: Record) -> Values:
    first = record.codes[0] if record.codes else Code("", "")
    return {"name": record.name, "code": first.code, "code_system": first.system}


def _with(record: Record, *facts: tuple[str, str]) -> str:
    told = [f"{name}: {text}" for name, text in facts if text]
    return "\n".join(filter(None, (record.comment, *told)))


def _day(when: SourceDate | None) -> str:
    return when.text if when else ""
