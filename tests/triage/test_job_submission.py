"""Asking for work: handed over after the commit, once, and carried by id only."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from records.models import Patient, User
from tests.fakes.broker import KIND, Broker
from triage.models import Job, JobState
from triage.services import jobs

pytestmark = pytest.mark.django_db


def test_it_is_handed_over_when_the_transaction_commits(
    broker: Broker, alice: User, patient: Patient, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.submit(KIND, alice, patient=patient, subject_id=uuid.uuid4())
        assert broker.sent == []
    assert broker.sent == [(str(job.pk), 0)]
    job.refresh_from_db()
    assert (job.state, job.owner, job.patient) == (JobState.QUEUED, alice, patient)
    assert job.sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_handed_over(broker: Broker, alice: User) -> None:
    with transaction.atomic():
        jobs.submit(KIND, alice)
        transaction.set_rollback(True)
    assert broker.sent == []
    assert not Job.objects.exists()


def test_asking_twice_does_the_work_once(
    broker: Broker, alice: User, bob: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    subject = uuid.uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (jobs.submit(KIND, user, subject_id=subject) for user in (alice, bob))
    assert first == second
    assert broker.jobs == [str(first.pk)]


def test_asking_again_while_it_runs_does_it_again_afterwards(broker: Broker, alice: User) -> None:
    subject = uuid.uuid4()
    first = jobs.submit(KIND, alice, subject_id=subject)
    with jobs.running(str(first.pk)):
        assert jobs.submit(KIND, alice, subject_id=subject) != first


def test_where_the_waiting_one_was_taken_in_that_moment_another_is_made(
    broker: Broker, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Job.save
    refusals = iter([IntegrityError()])  # one waited when the database was asked, and none does when it is looked up

    def refusing(job: Job, **values: Any) -> None:
        for error in refusals:
            raise error
        save(job, **values)

    monkeypatch.setattr(Job, "save", refusing)
    assert jobs.submit(KIND, alice, subject_id=uuid.uuid4()) == Job.objects.get()


def test_jobs_without_a_subject_are_each_their_own(broker: Broker, alice: User) -> None:
    assert jobs.submit(KIND, alice) != jobs.submit(KIND, alice)


def test_an_unknown_kind_is_refused(alice: User) -> None:
    with pytest.raises(KeyError, match="not registered"):
        jobs.submit("nonsense", alice)
    assert not Job.objects.exists()


def test_a_command_beside_the_embedded_server_leaves_the_row_for_it(
    broker: Broker,
    alice: User,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Its in-memory broker is not the server's, so a task that it sends would reach nobody."""
    settings.EMBEDDED, settings.CELERY_TASK_ALWAYS_EAGER = True, False
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.submit(KIND, alice)
    assert broker.sent == []
    monkeypatch.setattr(jobs, "_worker_here", True)  # the server comes by
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.resume_unfinished() == 1
    assert broker.jobs == [str(job.pk)]
