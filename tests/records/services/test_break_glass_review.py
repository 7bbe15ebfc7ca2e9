"""Is emergency access closed by who opened it, and reviewed once, by a privacy officer, when it is over?"""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from records import access
from records.access import Actor, Channel, actor_for
from records.errors import Forbidden, NotFound, UserError
from records.models import AuditEntry, BreakGlass, Condition, Patient, User
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


def test_what_waits_is_listed_before_newer_ones_that_were_reviewed(
    opened: BreakGlass, charlie: User, patient: Patient, officer: User, django_assert_num_queries: Any
) -> None:
    long_ago = timezone.now() - timedelta(days=90)
    waiting = factories.break_glass(charlie, patient, opened_at=long_ago, expires_at=long_ago + timedelta(hours=4))
    for _ in range(3):
        factories.break_glass(charlie, patient, reviewed_at=timezone.now(), reviewed_by=officer)
    with django_assert_num_queries(4):
        listed = oversight.emergencies(_actor(officer), limit=3)
    assert [one.id for one in listed][:2] == [opened.pk, waiting.pk]
    assert len(listed) == 3


def test_the_reads_of_each_emergency_are_counted(opened: BreakGlass, charlie: User, officer: User) -> None:
    access.open_chart(_actor(charlie), opened.patient_id).rows(Condition)
    break_glass.close(_actor(charlie), opened.pk)
    later = factories.break_glass(charlie, opened.patient)
    counts = {one.id: one.reads for one in oversight.emergencies(_actor(officer))}
    assert counts == {opened.pk: 2, later.pk: 0}


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
