"""Who looked at a chart: for the patient it is about, and the whole trail for privacy officers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor, Chart
from records.audit import Action, Outcome
from records.errors import Forbidden
from records.models import AuditEntry, Patient, Role, User
from records.selectors.merged import replaced_by

# What a patient is told of; single reads follow from an opening or a question.
_TOLD = (Action.OPEN, Action.ASK, Action.BREAK_GLASS, Action.EXPORT, Action.IMPORT, Action.CHANGE, Action.SIGN)
TOLD_AT_MOST = 200  # the newest


@dataclass(frozen=True, slots=True)
class Look:
    at: datetime
    who: str
    role: str
    action: str
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    look: Look
    sequence: int | None  # None until sealed
    outcome: str
    channel: str
    patient_id: UUID | None
    patient: str
    object_type: str
    object_id: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Empty fields do not limit."""

    patient_id: UUID | None = None
    actor_id: UUID | None = None
    action: str = ""
    outcome: str = ""
    basis: str = ""
    since: datetime | None = None
    until: datetime | None = None


def who_looked(chart: Chart) -> list[Look]:
    """Openings and changes of the chart, and of those that it stands for, by others; newest first."""
    chart.note(Action.READ, "AuditEntry")
    charts = {chart.patient.pk} | replaced_by(chart.patient.pk)
    lines = AuditEntry.objects.filter(patient_id__in=charts, action__in=_TOLD, outcome=Outcome.OK)
    newest = list(lines.exclude(actor_id=chart.actor.user.pk).order_by("-id")[:TOLD_AT_MOST])
    names = _names(line.actor_id for line in newest)
    return [_look(line, names) for line in newest]


def audit_trail(actor: Actor, wanted: TrailFilter, start: int = 0, limit: int = 100) -> list[TrailLine]:
    """Lines of the whole trail, newest first. Raises Forbidden for all but privacy officers."""
    if actor.user.role != Role.PRIVACY_OFFICER:
        audit.write(actor, Action.READ, object_type="AuditEntry", outcome=Outcome.REFUSED)
        raise Forbidden(_("Only privacy officers may read the audit trail."))
    audit.write(actor, Action.READ, object_type="AuditEntry", patient_id=wanted.patient_id)
    lines = list(_filtered(wanted).order_by("-id")[start : start + limit])
    names = _names(line.actor_id for line in lines)
    patients = {
        patient.pk: patient.name for patient in Patient.objects.filter(pk__in={line.patient_id for line in lines})
    }
    return [_trail_line(line, names, patients) for line in lines]


def _filtered(wanted: TrailFilter) -> QuerySet[AuditEntry]:
    limits = {
        "patient_id__in": {wanted.patient_id} | replaced_by(wanted.patient_id) if wanted.patient_id else (),
        "actor_id": wanted.actor_id,
        "action": wanted.action,
        "outcome": wanted.outcome,
        "basis": wanted.basis,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    return AuditEntry.objects.filter(**{name: value for name, value in limits.items() if value})


def _names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    return {user.pk: user.name for user in User.objects.filter(pk__in={id for id in ids if id})}


def _look(line: AuditEntry, names: dict[UUID, str]) -> Look:
    who = names.get(line.actor_id, "") if line.actor_id else ""
    return Look(line.at, who, line.role, line.action, line.purpose, line.basis)


def _trail_line(line: AuditEntry, names: dict[UUID, str], patients: dict[UUID, str]) -> TrailLine:
    return TrailLine(
        look=_look(line, names),
        sequence=line.sequence,
        outcome=line.outcome,
        channel=line.channel,
        patient_id=line.patient_id,
        patient=patients.get(line.patient_id, "") if line.patient_id else "",
        object_type=line.object_type,
        object_id=line.object_id,
        detail=line.detail,
    )
