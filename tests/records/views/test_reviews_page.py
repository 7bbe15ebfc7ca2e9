"""Is every emergency opening looked at by a privacy officer, once?"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from records import access
from records.models import BreakGlass, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words


def over(by: User, of: Patient) -> BreakGlass:
    return factories.break_glass(by, of, closed_at=timezone.now(), expires_at=timezone.now() + timedelta(hours=1))


def page(officer: User) -> str:
    return words(signed_in(officer).get(reverse("records:reviews")))


def close_review(officer: User, opening: BreakGlass, note: str = "Seen in the emergency room.") -> Reply:
    return signed_in(officer).post(reverse("records:review", args=[opening.pk]), {"note": note}, follow=True)


def test_the_page_says_who_opened_whose_chart_why_and_what_was_read(
    other_patient: Patient, alice: User, officer: User
) -> None:
    opening = factories.break_glass(alice, other_patient)
    access.open_chart(access.actor_for(alice, access.Channel.WEB), other_patient.pk)
    opening.closed_at = timezone.now()
    opening.save()
    shown = page(officer)
    assert "One chart was opened from outside its care team and awaits your review." in shown
    assert "alice opened the chart of Ngozi Okafor" in shown
    assert "unconscious on arrival" in shown
    assert "one audit line" in shown


def test_closing_a_review_keeps_who_found_what(other_patient: Patient, alice: User, officer: User) -> None:
    opening = over(alice, other_patient)
    assert "Nothing awaits review" in words(close_review(officer, opening))
    opening.refresh_from_db()
    assert (opening.reviewed_by, opening.review_note) == (officer, "Seen in the emergency room.")
    assert "Seen in the emergency room." in page(officer)


def test_an_empty_finding_does_not_close_it(other_patient: Patient, alice: User, officer: User) -> None:
    opening = over(alice, other_patient)
    response = close_review(officer, opening, note="ok")
    assert "at least 5 characters" in words(response)
    opening.refresh_from_db()
    assert opening.reviewed_at is None


def test_one_that_is_still_open_is_shown_but_cannot_be_closed(
    other_patient: Patient, alice: User, officer: User
) -> None:
    factories.break_glass(alice, other_patient)
    shown = page(officer)
    assert "still open" in shown
    assert "Close the review" not in shown


def test_what_awaits_review_comes_first(patient: Patient, other_patient: Patient, alice: User, officer: User) -> None:
    waiting, done = over(alice, other_patient), over(alice, patient)
    close_review(officer, done)
    shown = page(officer)
    assert shown.index("Ngozi Okafor") < shown.index("Maja Lindqvist")
    assert BreakGlass.objects.get(pk=waiting.pk).reviewed_at is None
