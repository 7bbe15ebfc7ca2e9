"""Can a privacy officer find out who did what, and whether the trail is whole?"""

import pytest
from django.db import connection
from django.urls import reverse

from records import access, audit, audit_guard
from records.models import AuditEntry, Patient, User
from records.services import patients, trail_check
from tests import factories
from tests.html import Reply, signed_in, words

TRAIL = "/oversight/audit/"


@pytest.fixture
def opened(patient: Patient, alice: User) -> Patient:
    patients.change(patient)  # with the key of its record number
    access.open_chart(access.actor_for(alice, access.Channel.WEB), patient.pk)
    return patient


def table(response: Reply) -> str:
    return words(response).split("Outcome Line")[-1]


def test_a_line_says_who_did_what_to_whom_and_why(opened: Patient, officer: User) -> None:
    shown = table(signed_in(officer).get(f"{TRAIL}?action=open"))
    assert "alice Clinician opened" in shown
    assert "Maja Lindqvist treatment, care team done" in shown


def test_the_filter_is_in_the_address(opened: Patient, officer: User, alice: User, bob: User) -> None:
    client = signed_in(officer)
    assert "alice" in table(client.get(f"{TRAIL}?actor={alice.pk}&patient={opened.pk}&since=2020-01-01"))
    for query in (f"actor={bob.pk}", "action=export", "until=2020-01-01"):
        assert "No line fits" in words(client.get(f"{TRAIL}?{query}"))
    assert "alice" not in table(client.get(f"{TRAIL}?patient={factories.patient().pk}"))


def test_a_filter_that_makes_no_sense_does_not_limit(opened: Patient, officer: User) -> None:
    assert "alice" in table(signed_in(officer).get(f"{TRAIL}?actor=x&patient=y&since=soon&page=zero&outcome=odd"))
    assert signed_in(officer).get(f"{TRAIL}?page=²").status_code == 200


def test_a_record_number_is_posted_and_becomes_an_id(opened: Patient, officer: User) -> None:
    response = signed_in(officer).post(reverse("records:audit_patient"), {"record_number": opened.record_number})
    assert response.headers["Location"] == f"{TRAIL}?patient={opened.pk}"
    assert AuditEntry.objects.filter(actor_id=officer.pk, action="search", patient_id=opened.pk).count() == 1


def test_a_number_that_nobody_has_says_so(officer: User) -> None:
    client = signed_in(officer)
    response = client.post(reverse("records:audit_patient"), {"record_number": "MRN-0"}, follow=True)
    assert "No single patient has this record number." in words(response)


def test_a_long_trail_comes_in_pages(officer: User, opened: Patient) -> None:
    actor = access.actor_for(officer, access.Channel.WEB)
    for _ in range(60):
        access.my_patients(actor)
    client = signed_in(officer)
    assert "alice" not in table(client.get(TRAIL))
    second = words(client.get(f"{TRAIL}?page=2"))
    assert "alice" in second
    assert "Page 2" in second


def test_verifying_a_whole_trail_says_so_and_is_recorded(opened: Patient, officer: User) -> None:
    response = signed_in(officer).post(reverse("records:audit_verify"), follow=True)
    assert "The trail is whole" in words(response)
    assert AuditEntry.objects.filter(actor_id=officer.pk, action="review", outcome="ok").count() == 1


@pytest.mark.django_db(transaction=True)
def test_verifying_finds_an_edited_line(opened: Patient, officer: User) -> None:
    audit_guard.remove(connection)
    AuditEntry.objects.filter(action="open").update(role="patient")
    audit_guard.install(connection)
    response = signed_in(officer).post(reverse("records:audit_verify"), follow=True)
    assert "The trail is NOT whole" in words(response)


def test_a_trail_too_long_for_a_page_names_the_command(
    opened: Patient, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.seal()  # nothing is committed in this test
    monkeypatch.setattr(trail_check, "MAX_LINES", -1)
    assert "check_audit" in words(signed_in(officer).post(reverse("records:audit_verify"), follow=True))


@pytest.mark.parametrize("role", ["alice", "patient_user", "administrator"])
@pytest.mark.parametrize("name", ["audit", "reviews"])
def test_for_other_roles_there_is_no_such_page(name: str, role: str, request: pytest.FixtureRequest) -> None:
    response = signed_in(request.getfixturevalue(role)).get(reverse(f"records:{name}"))
    assert response.status_code == 404


def test_the_trail_is_not_kept_by_browsers(officer: User) -> None:
    assert "no-store" in signed_in(officer).get(TRAIL).headers["Cache-Control"]
