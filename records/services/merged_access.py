"""Care teams and accounts of replaced patients wait here until an administrator decides.

A merge may be wrong, and it cannot be undone here. So nobody is let into the merged chart by it: the links stay with
the replaced patient, whom they open nothing of, until somebody who has checked that both are one person carries them
over, or drops them.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.audit import Action
from records.errors import NotFound, UserError
from records.models import CareTeam, Patient, Role
from records.selectors.merged import stands_for
from records.services.roles import must_be

MAY_DECIDE = (Role.ADMINISTRATOR, Role.SERVICE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`standing` is the chart that the replaced one was merged into. No name of a patient."""

    replaced: UUID
    standing: UUID
    teams: tuple[str, ...]
    account: str


def waiting(actor: Actor) -> list[Waiting]:
    must_be(actor, "merged_access", *MAY_DECIDE)
    audit.write(actor, Action.READ, object_type="merged_access")
    return [
        Waiting(one.pk, stands_for(one).pk, tuple(_teams(one)), one.account.username if one.account else "")
        for one in _undecided().order_by("pk")
    ]


def count_waiting() -> int:
    return _undecided().count()


def carry(actor: Actor, replaced_id: UUID) -> None:
    """The replaced patient's teams and account open the merged chart from now on. Raises UserError where that has
    an account of its own: a person has one."""
    must_be(actor, "merged_access", *MAY_DECIDE)
    with transaction.atomic():
        old = _find(replaced_id)
        new = Patient.objects.select_for_update().get(pk=stands_for(old).pk)
        account = old.account
        if account is not None and new.account_id is not None:
            raise UserError(_("Both charts have an account. Drop this one, and tell the person which to use."))
        teams = list(CareTeam.objects.filter(patients=old))
        _let_go(old)
        for team in teams:
            team.patients.add(new)
            audit.write(actor, Action.CHANGE, patient_id=new.pk, object_type="CareTeam", object_id=team.pk)
        if account is not None:
            Patient.objects.filter(pk=new.pk).update(account=account)
            audit.write(actor, Action.CHANGE, patient_id=new.pk, object_type="User", object_id=account.pk)


def drop(actor: Actor, replaced_id: UUID) -> None:
    """They open neither chart any more."""
    must_be(actor, "merged_access", *MAY_DECIDE)
    with transaction.atomic():
        old = _find(replaced_id)
        audit.write(actor, Action.CHANGE, patient_id=old.pk, object_type="CareTeam", detail={"dropped": True})
        _let_go(old)


def _undecided() -> QuerySet[Patient]:
    links = Q(care_teams__isnull=False) | Q(account__isnull=False)
    return Patient.objects.filter(links).exclude(replaced_by=None).select_related("account").distinct()


def _find(replaced_id: UUID) -> Patient:
    found = _undecided().filter(pk=replaced_id).first()
    if found is None:
        raise NotFound(_("Nothing waits to be decided for this patient."))
    return found


def _let_go(old: Patient) -> None:
    old.care_teams.clear()
    Patient.objects.filter(pk=old.pk).update(account=None)


def _teams(old: Patient) -> list[str]:
    return sorted(old.care_teams.values_list("name", flat=True))
