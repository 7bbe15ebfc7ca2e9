"""Does everybody start where their work is?"""

import pytest
from django.test import Client
from django.urls import reverse

from records import signals
from records.models import AuditEntry, Patient, User
from tests import factories
from tests.factories.alerts import interacting_orders
from tests.html import signed_in, title, words


@pytest.mark.parametrize(
    ("role", "start"),
    [("patient_user", "/my-record/"), ("officer", "/oversight/audit/"), ("administrator", "/status/")],
)
def test_other_roles_are_led_to_their_own_page(role: str, start: str, request: pytest.FixtureRequest) -> None:
    response = signed_in(request.getfixturevalue(role)).get("/")
    assert response.headers["Location"] == start


def test_nobody_is_led_to_the_sign_in_page(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"].startswith("/account/login/")


def test_clinicians_see_their_patients_with_what_tells_them_apart(patient: Patient, alice: User) -> None:
    factories.allergy(patient)
    factories.encounter(patient, start="2024-05-02")
    factories.note(patient, written="2024-05-03")
    response = signed_in(alice).get("/")
    shown = words(response)
    for part in ("Maja Lindqvist", "female", f"…{patient.record_number[-4:]}", "Penicillin", "2 May 2024", "a note"):
        assert part in shown
    assert patient.record_number not in response.content.decode()
    assert "Lindqvist" not in title(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_a_colleagues_patient_is_not_on_the_list(other_patient: Patient, alice: User) -> None:
    assert "Okafor" not in words(signed_in(alice).get("/"))


def test_an_empty_list_says_what_to_do(alice: User) -> None:
    shown = words(signed_in(alice).get("/"))
    assert "No patients yet" in shown
    assert "Find a patient" in shown


def test_the_list_leaves_an_audit_line(patient: Patient, alice: User) -> None:
    signed_in(alice).get("/")
    assert AuditEntry.objects.filter(actor_id=alice.pk, action="search", object_type="my_patients").count() == 1


@pytest.mark.django_db(transaction=True)
def test_alerts_are_counted_after_an_import_before_anybody_opens_the_chart(patient: Patient, alice: User) -> None:
    interacting_orders(patient)
    assert "1 alert" not in words(signed_in(alice).get("/"))
    signals.charts_imported.send(sender=None, patient_ids=[patient.pk])
    shown = signed_in(alice).get("/")
    assert "1 alert" in words(shown)
    assert reverse("assistant:alerts", args=[patient.pk]) in shown.content.decode()


def test_a_withdrawn_consent_leads_to_the_reason_form(patient: Patient, alice: User) -> None:
    factories.consent(patient, given=False)
    page = signed_in(alice).get("/").content.decode()
    assert f"/find/{patient.pk}/open/" in page
    assert f"/patients/{patient.pk}/" not in page
