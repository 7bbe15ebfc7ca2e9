"""Why a clinician may open a chart, or why not: care teams, a running break-glass, a withdrawn consent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from records.access import Actor
from records.models import BreakGlass, CareTeam, Consent, ConsentScope, Withheld


@dataclass(frozen=True, slots=True)
class Standing:
    teams: tuple[str, ...] = ()
    emergency_until: datetime | None = None
    consent_withdrawn: bool = False

    @property
    def may_open(self) -> bool:
        return self.emergency_until is not None or (bool(self.teams) and not self.consent_withdrawn)


def standings(actor: Actor, patients: Collection[UUID]) -> dict[UUID, Standing]:
    teams = _teams(actor, patients)
    emergencies, closed = running(actor), withdrawn(patients)
    return {
        patient: Standing(tuple(teams.get(patient, ())), emergencies.get(patient), patient in closed)
        for patient in patients
    }


def running(actor: Actor) -> dict[UUID, datetime]:
    """Charts that this user holds open with a reason, and until when."""
    found = BreakGlass.objects.filter(user=actor.user, closed_at=None, expires_at__gt=timezone.now())
    return dict(found.order_by("expires_at").values_list("patient_id", "expires_at"))


def withdrawn(patients: Collection[UUID]) -> set[UUID]:
    """Whose latest decision is against treatment use: closed to the care team too."""
    consents = Consent.objects.filter(patient__in=patients, scope=ConsentScope.TREATMENT, withheld=Withheld.NO)
    latest = dict(consents.order_by("decided_at", "pk").values_list("patient_id", "given"))
    return {patient for patient, given in latest.items() if not given}


def _teams(actor: Actor, patients: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    links = CareTeam.patients.through.objects.filter(
        patient__in=patients, careteam__in=CareTeam.objects.filter(members=actor.user)
    )
    for patient, team in links.order_by("careteam__name").values_list("patient_id", "careteam__name"):
        found.setdefault(patient, []).append(team)
    return found
