"""Emergency access: by clinicians, for a stated reason, for a limited time, and never unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from records import access
from records.access import Actor, Basis, Channel
from records.audit import Action, Outcome
from records.errors import NotFound, UserError
from records.models import AuditEntry, BreakGlass, Patient, User

pytestmark = pytest.mark.django_db
REASON = "found unconscious, allergies unknown"


@pytest.fixture
def stranger(charlie: User) -> Actor:
    return access.actor_for(charlie, Channel.WEB)


def test_a_reason_opens_the_chart_for_a_time(stranger: Actor, patient: Patient) -> None:
    opened = access.break_glass(stranger, patient.pk, REASON)
    assert opened.is_open
    assert opened.expires_at <= timezone.now() + timedelta(hours=4)
    chart = access.open_chart(stranger, patient.pk)
    assert chart.basis == Basis.BREAK_GLASS
    assert access.open_break_glass(chart) == opened


def test_it_leaves_a_line_without_the_reasons_text(stranger: Actor, patient: Patient) -> None:
    opened = access.break_glass(stranger, patient.pk, REASON)
    line = AuditEntry.objects.get(action=Action.BREAK_GLASS)
    assert (line.object_id, line.patient_id, line.outcome) == (str(opened.pk), patient.pk, Outcome.OK)
    assert REASON not in str(line.detail)
    assert BreakGlass.objects.get().reason == REASON


@pytest.mark.parametrize("reason", ["", "   ", "urgent", "x" * 9 + "     "])
def test_without_a_real_reason_it_stays_closed(stranger: Actor, patient: Patient, reason: str) -> None:
    with pytest.raises(UserError, match="why"):
        access.break_glass(stranger, patient.pk, reason)
    with pytest.raises(NotFound):
        access.open_chart(stranger, patient.pk)


def test_it_ends_by_itself(stranger: Actor, patient: Patient) -> None:
    opened = access.break_glass(stranger, patient.pk, REASON)
    BreakGlass.objects.filter(pk=opened.pk).update(expires_at=timezone.now())
    with pytest.raises(NotFound):
        access.open_chart(stranger, patient.pk)


def test_it_ends_when_it_is_closed(stranger: Actor, patient: Patient) -> None:
    opened = access.break_glass(stranger, patient.pk, REASON)
    BreakGlass.objects.filter(pk=opened.pk).update(closed_at=timezone.now())
    with pytest.raises(NotFound):
        access.open_chart(stranger, patient.pk)


def test_it_opens_one_chart_for_one_person(stranger: Actor, patient: Patient, bob: User) -> None:
    access.break_glass(stranger, patient.pk, REASON)
    assert access.open_break_glass(access.open_chart(access.actor_for(bob, Channel.WEB), patient.pk)) is None
    with pytest.raises(NotFound):
        access.break_glass(stranger, "00000000-0000-4000-8000-000000000000", REASON)


@pytest.mark.parametrize("name", ["officer", "administrator", "patient_user", "batch"])
def test_others_than_clinicians_cannot_use_it(
    name: str, other_patient: Patient, request: pytest.FixtureRequest
) -> None:
    actor = access.actor_for(request.getfixturevalue(name), Channel.WEB)
    with pytest.raises(NotFound):
        access.break_glass(actor, other_patient.pk, REASON)
    assert not BreakGlass.objects.exists()
    assert AuditEntry.objects.get(action=Action.BREAK_GLASS).outcome == Outcome.REFUSED
