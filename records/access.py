"""The one gate to patient data: every view, consumer, task and command comes through here.

A caller names who acts and for what purpose; the gate decides on what basis that is allowed, and leaves
an audit line for the opening, for every kind of row read, and for every refusal. Strangers get
"not found", whether or not the chart exists.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit
from records.audit import Action, Outcome
from records.errors import Forbidden, NotFound, UserError
from records.models import BreakGlass, CareTeam, ChartRow, Consent, ConsentScope, Patient, Role, User, Withheld
from records.selectors.merged import stands_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Row = TypeVar("Row", bound=ChartRow)


class Purpose(StrEnum):
    """Why a chart is read (after HL7 v3 PurposeOfUse)."""

    TREATMENT = "treatment"
    PATIENT_REQUEST = "patient_request"
    OPERATIONS = "operations"
    PRIVACY = "privacy"


class Basis(StrEnum):
    """What allows it."""

    CARE_TEAM = "care_team"
    BREAK_GLASS = "break_glass"
    SELF = "self"
    SERVICE = "service"


class Channel(StrEnum):
    WEB = "web"
    SOCKET = "socket"
    TASK = "task"
    COMMAND = "command"


@dataclass(frozen=True)
class Actor:
    """Who acts, why, and through what."""

    user: User
    purpose: Purpose
    channel: Channel


def actor_for(user: "User | AnonymousUser | None", channel: Channel) -> Actor:
    """The acting user with the purpose that goes with their role. Raises NotFound for nobody."""
    if not isinstance(user, User) or not user.is_active:
        raise NotFound(_("Sign in to continue."))
    purposes = {
        Role.CLINICIAN: Purpose.TREATMENT,
        Role.PATIENT: Purpose.PATIENT_REQUEST,
        Role.PRIVACY_OFFICER: Purpose.PRIVACY,
    }
    return Actor(user, purposes.get(Role(user.role), Purpose.OPERATIONS), channel)


@dataclass(frozen=True)
class Chart:
    """An opened chart. Give it to selectors and services; it is not kept beyond the request or task."""

    patient: Patient
    actor: Actor
    basis: Basis

    def rows(self, model: type[Row]) -> models.QuerySet[Row]:
        """This patient's rows of one kind, audited as one read; what must not be shown is left out."""
        audit.write(
            self.actor,
            Action.READ,
            patient_id=self.patient.pk,
            object_type=model.__name__,
            basis=self.basis,
        )
        return model._default_manager.filter(patient=self.patient, withheld=Withheld.NO)

    def row(self, model: type[Row], row_id: UUID | str) -> Row:
        """One row by its id. Raises NotFound when it is not in this chart."""
        known = as_uuid(row_id)
        found = model._default_manager.filter(patient=self.patient, pk=known).first()
        self.note(Action.READ, model.__name__, known, Outcome.OK if found else Outcome.REFUSED)
        if found is None:
            raise NotFound(_("This entry is not in the chart."))
        return found

    def note(
        self,
        action: Action,
        object_type: str = "",
        object_id: object = "",
        outcome: Outcome = Outcome.OK,
        detail: dict[str, object] | None = None,
    ) -> None:
        """One more audit line about this chart."""
        audit.write(
            self.actor,
            action,
            patient_id=self.patient.pk,
            object_type=object_type,
            object_id=object_id,
            outcome=outcome,
            basis=self.basis,
            detail=detail,
        )

    def must_be_for_treatment(self) -> None:
        """Conversations and pages of clinicians are not for the patient, nor for commands. Raises NotFound."""
        if self.basis not in (Basis.CARE_TEAM, Basis.BREAK_GLASS):
            self.note(Action.OPEN, outcome=Outcome.REFUSED)
            raise NotFound(_("No such patient, or not one of yours."))

    def must_be_writable(self) -> None:
        if self.actor.user.role not in (Role.CLINICIAN, Role.SERVICE):
            self.note(Action.CHANGE, outcome=Outcome.REFUSED)
            raise Forbidden(_("Only clinicians may change the record."))


def open_chart(actor: Actor, patient_id: UUID | str, *, quiet: bool = False) -> Chart:
    """Open a chart, or raise NotFound. `quiet` leaves no line for a repeated check of a chart that is
    already open (a socket frame, a running task); refusals always leave one."""
    patient = _patient(patient_id)
    basis = _basis(actor, patient) if patient else None
    if patient is None or basis is None:
        audit.write(
            actor,
            Action.OPEN,
            patient_id=patient.pk if patient else None,
            object_id="" if patient else as_uuid(patient_id),
            outcome=Outcome.REFUSED,
        )
        raise NotFound(_("No such patient, or not one of yours."))
    if not quiet:
        audit.write(actor, Action.OPEN, patient_id=patient.pk, basis=basis)
    return Chart(patient, actor, basis)


def my_patients(actor: Actor) -> models.QuerySet[Patient]:
    """Patients on the acting user's care teams, or the chart that is their own; audited as one read."""
    audit.write(actor, Action.SEARCH, object_type="my_patients")
    return _on_my_list(actor)


def break_glass(actor: Actor, patient_id: UUID | str, reason: str) -> BreakGlass:
    """Open a chart outside the care team for a stated reason and a limited time."""
    patient = _patient(patient_id)
    if actor.user.role != Role.CLINICIAN or patient is None:
        audit.write(actor, Action.BREAK_GLASS, patient_id=patient.pk if patient else None, outcome=Outcome.REFUSED)
        raise NotFound(_("No such patient, or not one of yours."))
    if len(reason.strip()) < 10:
        raise UserError(_("Say in a sentence why you need this chart now (at least 10 characters)."))
    expires = timezone.now() + timedelta(seconds=settings.BREAK_GLASS_SECONDS)
    with transaction.atomic():
        opened = BreakGlass.objects.create(user=actor.user, patient=patient, reason=reason.strip(), expires_at=expires)
        audit.write(
            actor,
            Action.BREAK_GLASS,
            patient_id=patient.pk,
            object_type="BreakGlass",
            object_id=opened.pk,
            basis=Basis.BREAK_GLASS,
        )
    return opened


def open_break_glass(chart: Chart) -> BreakGlass | None:
    """The running break-glass of an open chart, for its banner."""
    return _running_break_glass(chart.actor.user, chart.patient)


def as_uuid(value: UUID | str) -> UUID | None:
    """None for anything that is not an id: a malformed one is simply not found."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _patient(patient_id: UUID | str) -> Patient | None:
    known = as_uuid(patient_id)
    found = Patient.objects.filter(pk=known).first() if known else None
    standing = stands_for(found) if found else None
    # Merged in a circle, nobody stands for the others.
    return standing if standing and standing.replaced_by_id is None else None


def _basis(actor: Actor, patient: Patient) -> Basis | None:
    user = actor.user
    if user.role == Role.SERVICE:
        return Basis.SERVICE
    if user.role == Role.PATIENT:
        return Basis.SELF if patient.account_id == user.pk else None
    if user.role != Role.CLINICIAN:
        return None
    if _on_care_team(user, patient) and _may_treat(patient):
        return Basis.CARE_TEAM
    return Basis.BREAK_GLASS if _running_break_glass(user, patient) else None


def _on_care_team(user: User, patient: Patient) -> bool:
    return CareTeam.objects.filter(members=user, patients=patient).exists()


def _may_treat(patient: Patient) -> bool:
    """The latest treatment consent counts; without one, treatment by the care team is allowed."""
    latest = (
        Consent.objects.filter(patient=patient, scope=ConsentScope.TREATMENT, withheld=Withheld.NO)
        .order_by("-decided_at", "-pk")
        .first()
    )
    return latest is None or latest.given


def _running_break_glass(user: User, patient: Patient) -> BreakGlass | None:
    return (
        BreakGlass.objects.filter(user=user, patient=patient, closed_at=None, expires_at__gt=timezone.now())
        .order_by("-expires_at")
        .first()
    )


def _on_my_list(actor: Actor) -> models.QuerySet[Patient]:
    if actor.user.role == Role.PATIENT:
        return Patient.objects.filter(account=actor.user)
    if actor.user.role == Role.CLINICIAN:
        return Patient.objects.filter(care_teams__members=actor.user, replaced_by=None).distinct()
    return Patient.objects.none()
