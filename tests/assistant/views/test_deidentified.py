"""Does a clinician get a chart without names from its page, and learn that not everything is found?"""

import pytest
from django.urls import reverse

from records.models import ConsentScope, Patient, User
from tests import factories
from tests.html import signed_in, words
from triage.models import DeidentifiedExport, Job, JobState

pytestmark = pytest.mark.django_db


def address(patient: Patient) -> str:
    return reverse("assistant:deidentified", args=[patient.pk])


def test_the_overview_leads_there_and_the_page_warns(patient: Patient, alice: User) -> None:
    client = signed_in(alice)
    assert f'href="{address(patient)}"' in client.get(reverse("assistant:patient", args=[patient.pk])).content.decode()
    shown = words(client.get(address(patient)))
    assert "read the whole file before it leaves the clinic" in shown
    assert "were found" in shown


def test_asking_lists_the_export_with_its_purpose_and_progress(
    patient: Patient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.services.jobs._send", lambda job: None)
    client = signed_in(alice)
    reply = client.post(address(patient), {"purpose": "A case for teaching"})
    assert reply.headers["Location"] == address(patient)
    export = DeidentifiedExport.objects.get()
    listed = client.get(address(patient))
    assert "A case for teaching" in words(listed)
    assert "data-open" in listed.content.decode()
    Job.objects.filter(subject_id=export.pk).update(state=JobState.RUNNING, progress=40)
    assert "40" in client.get(address(patient)).content.decode()


def test_a_made_export_is_downloaded_and_told_of(patient: Patient, alice: User) -> None:
    export = factories.deidentified_export(patient, owner=alice)
    client = signed_in(alice)
    assert "names 2" in words(client.get(address(patient)))
    reply = client.post(reverse("assistant:deidentified_fetch", args=[patient.pk, export.pk]))
    assert reply.json() == {"format": "anamnesis-deidentified-1"}
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in reply.headers["Cache-Control"]
    assert "fetched" in words(client.get(address(patient)))


def test_a_colleagues_export_is_not_listed(patient: Patient, alice: User, bob: User) -> None:
    factories.deidentified_export(patient, owner=alice, purpose="A question to another clinic")
    assert "A question to another" not in words(signed_in(bob).get(address(patient)))


def test_where_it_is_refused_the_page_says_why_and_has_no_form(patient: Patient, alice: User, charlie: User) -> None:
    factories.break_glass(charlie, patient)
    assert "for care alone" in words(signed_in(charlie).get(address(patient)))
    factories.consent(patient, scope=ConsentScope.RESEARCH, given=False)
    client = signed_in(alice)
    reply = client.get(address(patient))
    assert "does not want this chart used" in words(reply)
    assert 'name="purpose"' not in reply.content.decode()
    assert client.post(address(patient), {"purpose": "A case for teaching"}).status_code == 403
