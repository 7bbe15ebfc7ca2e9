"""Stopping work: a waiting job ends at once, a running one at its next step."""

import pytest

from tests.fakes.broker import Broker
from triage.models import Job, JobState
from triage.services import jobs
from triage.services.jobs import Cancelled

pytestmark = pytest.mark.django_db


def test_a_waiting_job_ends_now_and_is_not_taken_up(job: Job) -> None:
    jobs.request_cancel(job)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert job.finished_at is not None
    with jobs.running(str(job.pk)) as run:
        assert run is None


def test_a_running_job_ends_at_its_next_step(job: Job) -> None:
    reached = []
    with jobs.running(str(job.pk)) as run:
        assert run is not None
        run.step(10)
        jobs.request_cancel(job)
        reached.append("before")
        run.step(50)
        reached.append("after")
    job.refresh_from_db()
    assert (job.state, job.progress, reached) == (JobState.CANCELLED, 10, ["before"])


def test_work_may_look_whether_to_go_on_without_a_step(job: Job) -> None:
    with jobs.running(str(job.pk)) as run:
        assert run is not None
        run.check()
        jobs.request_cancel(job)
        with pytest.raises(Cancelled):
            run.check()


def test_a_cancelled_job_is_not_tried_again(job: Job, broker: Broker) -> None:
    with jobs.running(str(job.pk)) as run:
        assert run is not None
        jobs.request_cancel(job)
        run.step(50)
    assert broker.sent == []
    assert jobs.resume_unfinished() == 0


def test_stopping_what_is_over_changes_nothing(job: Job) -> None:
    with jobs.running(str(job.pk)):
        pass
    jobs.request_cancel(job)
    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (JobState.DONE, False)
