"""Opening a chart by what the outside calls its patient."""

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet, Value
from django.utils.translation import gettext as _

from records import access, audit
from records.errors import NotFound, UserError
from records.models import (
    Allergy,
    ChartRow,
    Condition,
    DiagnosticReport,
    Encounter,
    Immunization,
    Medication,
    Note,
    NoteStatus,
    Observation,
    Patient,
    Procedure,
    Role,
    Withheld,
)
from records.services import identity

CHART_MODELS: tuple[type[ChartRow], ...] = (
    *(Allergy, Condition, DiagnosticReport, Encounter, Immunization),
    *(Medication, Note, Observation, Procedure),
)


def find_by_source_id(actor: access.Actor, source_id: str) -> access.Chart:
    """Open the chart of the patient imported under this id. Raises NotFound, also for a stranger."""
    return access.open_chart(actor, _only(actor, _by_source_id(source_id)).pk)


def find_by_any_id(actor: access.Actor, name: str) -> access.Chart:
    """As above, or by record number, as files of notes and images name patients."""
    found = _by_source_id(name) or _by_record_number(name)
    return access.open_chart(actor, _only(actor, found).pk)


def is_anothers(chart: access.Chart, name: str) -> bool:
    """Whether this id or record number is known, and belongs to somebody else."""
    found = {patient.pk for patient in _by_source_id(name) or _by_record_number(name)}
    return bool(found) and chart.patient.pk not in found


def version(chart: access.Chart) -> str:
    """Changes whenever a row of the chart or a particular of the patient is added or changed: tells an answer that it
    may be out of date. Reads no content, so it leaves no audit line."""
    seen = [_seen(model, chart.patient) for model in CHART_MODELS]
    marks = sorted(f"{kind}:{count}:{last}" for kind, count, last in seen[0].union(*seen[1:], all=True))
    marks.append(f"Patient:{chart.patient.updated_at}")
    return hashlib.sha256("|".join(marks).encode()).hexdigest()[:32]


def _seen(model: type[ChartRow], patient: Patient) -> QuerySet[Any, tuple[str, int, datetime]]:
    """How many rows of a kind there are and when one was last changed; nothing where there is none."""
    rows = model._default_manager.filter(patient=patient).order_by().values("patient")
    found = rows.annotate(kind=Value(model.__name__), n=Count("pk"), last=Max("updated_at"))
    return found.values_list("kind", "n", "last")


def note_stamps(chart: access.Chart) -> dict[str, str]:
    """When each note that may be shown last changed, by row id; no content, so no audit line."""
    shown = Note._default_manager.filter(patient=chart.patient, withheld=Withheld.NO)
    stamps = shown.exclude(status=NoteStatus.DRAFT).values_list("pk", "updated_at")
    return {str(pk): changed.isoformat() for pk, changed in stamps}


def _by_record_number(number: str) -> list[Patient]:
    key = identity.record_number_key(number)
    return list(Patient.objects.filter(record_number_key=key)) if key else []


def _by_source_id(source_id: str) -> list[Patient]:
    systems = Patient.objects.order_by().values_list("source_system", flat=True).distinct()
    keys = [identity.source_key(system, "Patient", source_id) for system in systems]
    found = list(Patient.objects.filter(source_key__in=keys))
    if not found and (own := access.as_uuid(source_id)):
        found = list(Patient.objects.filter(pk=own))
    return found


def _only(actor: access.Actor, found: list[Patient]) -> Patient:
    standing = [patient for patient in found if patient.replaced_by_id is None] or found
    if len(standing) == 1:
        return standing[0]
    audit.write(actor, audit.Action.OPEN, outcome=audit.Outcome.REFUSED)
    if found and actor.user.role == Role.SERVICE:  # nobody else learns that there are any
        raise UserError(_("Several patients have this id. Use the record number."))
    raise NotFound(_("No such patient, or not one of yours."))
