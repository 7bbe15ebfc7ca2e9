from records.models.audit_entry import AuditEntry, AuditHead
from records.models.care_team import BreakGlass, CareTeam
from records.models.chart_row import ChartRow, Withheld
from records.models.clinical import (
    Allergy,
    Condition,
    DiagnosticReport,
    Encounter,
    Immunization,
    Medication,
    Observation,
    Procedure,
)
from records.models.consent import Consent, ConsentScope
from records.models.imaging import ImagingFile, ImagingStudy
from records.models.import_run import ImportRun
from records.models.note import Note, NoteStatus
from records.models.patient import NameKey, Patient
from records.models.provenance import Provenance, RowKind
from records.models.service_token import ServiceToken
from records.models.user import Role, User

__all__ = [
    "Allergy",
    "AuditEntry",
    "AuditHead",
    "BreakGlass",
    "CareTeam",
    "ChartRow",
    "Condition",
    "Consent",
    "ConsentScope",
    "DiagnosticReport",
    "Encounter",
    "ImagingFile",
    "ImagingStudy",
    "Immunization",
    "ImportRun",
    "Medication",
    "NameKey",
    "Note",
    "NoteStatus",
    "Observation",
    "Patient",
    "Procedure",
    "Provenance",
    "Role",
    "RowKind",
    "ServiceToken",
    "User",
    "Withheld",
]
