"""Is what is dangerous, and why one may look, in sight on every page of a chart?"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from records.models import BreakGlass, Patient, User
from tests import factories
from tests.html import signed_in, words


def banner(user: User, patient: Patient) -> str:
    page = signed_in(user).get(reverse("assistant:timeline", args=[patient.pk]))
    return words(page).split("Overview")[0]


def test_the_number_is_masked_in_the_line_and_full_in_the_details(patient: Patient, alice: User) -> None:
    shown = banner(alice, patient)
    assert f"MRN …{patient.record_number[-4:]}" in shown
    assert patient.record_number in shown.split("Details")[1]


def test_allergies_are_named_with_their_reaction(patient: Patient, alice: User) -> None:
    factories.allergy(patient)
    assert "Penicillin (Hives)" in banner(alice, patient)


def test_no_entry_and_none_known_are_said_differently(patient: Patient, alice: User) -> None:
    assert "No allergy entry" in banner(alice, patient)
    factories.allergy(patient, name="No known allergy", none_known=True)
    shown = banner(alice, patient)
    assert "No known allergies" in shown
    assert "No allergy entry" not in shown


def test_a_conflict_between_an_allergy_and_none_known_is_shown(patient: Patient, alice: User) -> None:
    factories.allergy(patient)
    factories.allergy(patient, name="No known allergy", none_known=True)
    shown = banner(alice, patient)
    assert "Penicillin" in shown
    assert "also recorded: no known allergies" in shown


def test_death_is_said(patient: Patient, alice: User) -> None:
    patient.deceased = "2020-03-08"
    patient.save()
    shown = banner(alice, patient)
    assert "died at 61" in shown
    assert "8 Mar 2020" in shown


def test_the_care_team_is_named(patient: Patient, alice: User) -> None:
    factories.care_team("Heart and vessels", members=[alice], patients=[patient])
    assert "Heart and vessels" in banner(alice, patient)


def test_an_emergency_opening_says_how_long_and_can_be_closed(other_patient: Patient, alice: User) -> None:
    factories.break_glass(alice, other_patient, expires_at=timezone.now() + timedelta(minutes=30, seconds=30))
    shown = banner(alice, other_patient)
    assert "Opened with a reason · 30 minutes left" in shown.replace("\xa0", " ")
    closing = signed_in(alice).post(reverse("records:break_glass_close", args=[other_patient.pk]))
    assert closing.status_code == 302
    assert BreakGlass.objects.get().closed_at is not None
    again = signed_in(alice).get(reverse("assistant:patient", args=[other_patient.pk]))
    assert again.status_code == 404


def test_the_care_team_sees_no_emergency_banner(patient: Patient, alice: User) -> None:
    assert "Opened with a reason" not in banner(alice, patient)
