"""How a job fails: tried again while that can help, and with words that may be shown."""

import logging

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.fakes.broker import Broker
from triage.errors import CannotRun, RetryLater
from triage.models import Job, JobState
from triage.services import jobs

pytestmark = pytest.mark.django_db
PATIENT_TEXT = "Zwetschgenkrampf"
AWAY = "The search service is away. It is tried again."


def run_and_fail(job: Job, error: Exception) -> Job:
    with jobs.running(str(job.pk)) as run:
        if run is not None:
            raise error
    job.refresh_from_db()
    return job


def test_what_retrying_cannot_mend_fails_at_once_and_says_why(job: Job, broker: Broker) -> None:
    run_and_fail(job, CannotRun("The note was withdrawn. Open another one."))
    assert (job.state, job.error) == (JobState.FAILED, "The note was withdrawn. Open another one.")
    assert job.finished_at is not None
    assert broker.sent == []


@pytest.mark.parametrize(
    ("error", "shown"),
    [(RetryLater(AWAY), AWAY), (ValueError(PATIENT_TEXT), "")],
    ids=["says so", "unexpected"],
)
def test_other_failures_are_tried_three_times_and_then_fail(
    job: Job,
    broker: Broker,
    error: Exception,
    shown: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        states = [(run_and_fail(job, error).state, job.error) for _ in range(4)]
    assert states == [(JobState.QUEUED, shown)] * 2 + [(JobState.FAILED, shown)] * 2
    assert job.attempts == 3
    assert broker.sent == [(str(job.pk), 2), (str(job.pk), 4)]


def test_the_exceptions_text_is_neither_stored_nor_logged(job: Job, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        run_and_fail(job, ValueError(PATIENT_TEXT))
    assert PATIENT_TEXT not in job.error + job.stage
    assert [record.getMessage() for record in caplog.records] == ["job failed"]


def test_a_retry_that_succeeds_forgets_the_error(job: Job) -> None:
    run_and_fail(job, RetryLater("Busy."))
    with jobs.running(str(job.pk)):
        pass
    job.refresh_from_db()
    assert (job.state, job.error, job.progress) == (JobState.DONE, "", 100)


def test_a_job_that_kills_its_worker_each_time_is_given_up(abandoned: Job) -> None:
    Job.objects.filter(pk=abandoned.pk).update(attempts=jobs.MAX_ATTEMPTS)
    with jobs.running(str(abandoned.pk)) as run:
        assert run is None
    abandoned.refresh_from_db()
    assert abandoned.state == JobState.FAILED


def test_a_retry_gives_way_to_the_same_work_asked_for_meanwhile(broker: Broker, job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(subject_id=job.pk)
    job.refresh_from_db()
    with jobs.running(str(job.pk)):
        again = jobs.submit(job.kind, job.owner, subject_id=job.subject_id)
        raise RetryLater("Busy.")
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert again.state == JobState.QUEUED


def test_a_long_message_is_cut_and_not_an_error(job: Job) -> None:
    assert len(run_and_fail(job, CannotRun("x" * 1000)).error) == 300
