"""Is emergency access closed by who opened it, and reviewed once, by a privacy officer, when it is over?"""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from records.access import Actor, Channel, actor_for
from records.errors import Forbidden, NotFound, UserError
from records.models import AuditEntry, BreakGlass, Patient, User
from records.selectors import oversight
from records.services import break_glass
from tests import factories


def _actor(user: User) -> Actor:
    return actor_for(user, Channel.WEB)


@pytest.fixture
def opened(charlie: User, patient: Patient) -> BreakGlass:
    return factories.break_glass(charlie, patient)


def test_closing_ends_it_and_closing_again_does_nothing(opened: BreakGlass, charlie: User) -> None:
    closed = break_glass.close(_actor(charlie), opened.pk)
    assert not closed.is_open
    assert break_glass.close(_actor(charlie), opened.pk).closed_at == closed.closed_at
    assert AuditEntry.objects.filter(action="break_glass").count() == 1


def test_nobody_else_closes_it_and_the_try_is_noted(opened: BreakGlass, alice: User) -> None:
    for ref in (opened.pk, uuid.uuid4(), "nonsense"):
        with pytest.raises(NotFound):
            break_glass.close(_actor(alice), ref)
    assert BreakGlass.objects.get().is_open
    assert AuditEntry.objects.filter(outcome="refused", actor_id=alice.pk).count() == 3


def test_what_is_over_waits_for_review(opened: BreakGlass, charlie: User, patient: Patient, officer: User) -> None:
    past = timezone.now() - timedelta(days=1)
    factories.break_glass(charlie, patient, opened_at=past, expires_at=past + timedelta(hours=4))
    assert oversight.awaiting_review() == 1
    break_glass.close(_actor(charlie), opened.pk)
    assert oversight.awaiting_review() == 2
    assert {one.is_open for one in oversight.emergencies(_actor(officer))} == {False}


def test_a_review_is_given_once_and_when_it_is_over(opened: BreakGlass, charlie: User, officer: User) -> None:
    with pytest.raises(UserError, match="still open"):
        break_glass.review(_actor(officer), opened.pk, "fine")
    break_glass.close(_actor(charlie), opened.pk)
    reviewed = break_glass.review(_actor(officer), opened.pk, "Justified: emergency admission.")
    assert (reviewed.reviewed_by, reviewed.review_note) == (officer, "Justified: emergency admission.")
    with pytest.raises(UserError, match="already"):
        break_glass.review(_actor(officer), opened.pk, "again")
    assert oversight.awaiting_review() == 0


def test_a_review_needs_words(opened: BreakGlass, officer: User) -> None:
    with pytest.raises(UserError):
        break_glass.review(_actor(officer), opened.pk, "  ")


def test_only_privacy_officers_review(opened: BreakGlass, charlie: User, administrator: User) -> None:
    for user in (charlie, administrator):
        with pytest.raises(Forbidden):
            break_glass.review(_actor(user), opened.pk, "fine")
        with pytest.raises(NotFound):
            oversight.emergencies(_actor(user))
