"""Does a clinician see what models do for them, stop it, and have it done again?"""

import pytest
from django.urls import reverse

from records.models import Note, Patient, User
from tests import factories
from tests.html import signed_in, words
from triage.models import Job, JobState
from triage.services import marking


@pytest.fixture
def note(patient: Patient) -> Note:
    return factories.note(patient)


def a_job(owner: User, note: Note, **fields: object) -> Job:
    return factories.job(owner, kind=marking.MARK_NOTE, patient=note.patient, subject_id=note.pk, **fields)


def listing(user: User) -> str:
    return words(signed_in(user).get(reverse("assistant:jobs")))


def test_the_list_names_work_patient_state_and_leads_to_it(note: Note, alice: User) -> None:
    a_job(alice, note, state=JobState.RUNNING, progress=30, stage="Reading notes")
    reply = signed_in(alice).get(reverse("assistant:jobs"))
    for part in ("Read a note", "Maja Lindqvist", "Reading notes"):
        assert part in words(reply)
    assert reverse("assistant:note", args=[note.patient_id, note.pk]) in reply.content.decode()


def test_only_ones_own_jobs_are_listed(note: Note, alice: User, bob: User) -> None:
    a_job(alice, note)
    assert "No jobs yet" in listing(bob)


def test_a_chart_that_was_closed_to_them_is_not_named(note: Note, charlie: User) -> None:
    a_job(charlie, note)
    assert "not one of yours" in listing(charlie)
    assert "Lindqvist" not in listing(charlie)


def test_the_header_tells_that_something_is_not_done(note: Note, alice: User) -> None:
    assert "not done" not in listing(alice)
    a_job(alice, note)
    assert "one is not done" in listing(alice)


def test_stop_ends_a_waiting_job(note: Note, alice: User) -> None:
    job = a_job(alice, note)
    address = reverse("assistant:note", args=[note.patient_id, note.pk])
    reply = signed_in(alice).post(reverse("assistant:job_cancel", args=[job.pk]), {"next": address})
    assert reply.headers["Location"] == address
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_the_way_back_stays_in_this_clinic(note: Note, alice: User) -> None:
    job = a_job(alice, note)
    reply = signed_in(alice).post(reverse("assistant:job_cancel", args=[job.pk]), {"next": "https://example.org/"})
    assert reply.headers["Location"] == reverse("assistant:jobs")


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_says_why_and_is_done_again(note: Note, alice: User) -> None:
    job = a_job(alice, note, state=JobState.FAILED, error="The model is missing.")
    assert "The model is missing." in listing(alice)
    signed_in(alice).post(reverse("assistant:job_again", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_nobody_touches_the_job_of_another(note: Note, alice: User, bob: User) -> None:
    job = a_job(alice, note)
    for name in ("job_cancel", "job_again"):
        assert signed_in(bob).post(reverse(f"assistant:{name}", args=[job.pk])).status_code == 404
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_a_page_that_asks_by_itself_does_not_keep_the_session_awake(alice: User) -> None:
    client = signed_in(alice)
    address = reverse("assistant:jobs_open")
    client.get(address, headers={"X-By-Itself": "1"})
    assert "last_seen" not in client.session
    client.get(address)
    assert "last_seen" in client.session
