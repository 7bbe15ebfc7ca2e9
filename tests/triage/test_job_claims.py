"""A job is done by one worker at a time, and a worker that was given up for dead changes nothing any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.fakes.broker import Broker
from triage.models import LEASE, Job, JobState
from triage.services import jobs
from triage.services.jobs import Cancelled


def now_of(job: Job) -> Job:
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_reach_for_a_job_at_once_one_gets_it(job: Job) -> None:
    together = Barrier(4)

    def work(_: int) -> bool:
        try:
            together.wait()
            with jobs.running(str(job.pk)) as run:
                together.wait()  # nobody ends before all have tried
                return run is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(4))) == [False, False, False, True]
    assert (now_of(job).state, job.attempts) == (JobState.DONE, 1)


@pytest.mark.django_db
def test_a_running_job_is_not_taken_while_its_worker_lives(job: Job) -> None:
    with jobs.running(str(job.pk)) as first, jobs.running(str(job.pk)) as second:
        assert first is not None
        assert second is None


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_taken_over(abandoned: Job) -> None:
    with jobs.running(str(abandoned.pk)) as run:
        assert run is not None
        lease = now_of(abandoned).lease_until
        assert lease is not None
        assert lease > timezone.now()
    assert (now_of(abandoned).state, abandoned.attempts) == (JobState.DONE, 2)


def lose_the_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_late_worker_cannot_overwrite_its_successor(job: Job) -> None:
    with jobs.running(str(job.pk)) as late:
        lose_the_lease(job)
        with jobs.running(str(job.pk)) as successor:
            assert late is not None
            assert successor is not None
            successor.step(40, "second try")
            with pytest.raises(Cancelled):
                late.step(90, "first try")
            with pytest.raises(Cancelled):
                late.check()
            assert (now_of(job).progress, job.stage) == (40, "second try")
        assert now_of(job).state == JobState.DONE
        finished = job.finished_at
    assert (now_of(job).state, job.finished_at, job.attempts) == (JobState.DONE, finished, 2)


@pytest.mark.django_db
def test_a_late_workers_failure_does_not_undo_the_result(job: Job, broker: Broker) -> None:
    with jobs.running(str(job.pk)):
        lose_the_lease(job)
        with jobs.running(str(job.pk)) as successor:
            assert successor is not None
        raise ValueError
    assert now_of(job).state == JobState.DONE
    assert broker.sent == []


@pytest.mark.django_db
def test_each_step_renews_the_lease_and_says_how_far_it_is(job: Job) -> None:
    with jobs.running(str(job.pk)) as run:
        assert run is not None
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
        run.step(30, "Reading notes")
        assert (now_of(job).progress, job.stage) == (30, "Reading notes")
        assert job.lease_until is not None
        assert job.lease_until > timezone.now() + LEASE / 2


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_a_model_computes_without_a_step(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(milliseconds=60))
    renewed = Barrier(2, timeout=20)
    now = timezone.now
    calls = iter(range(1000))

    def noting() -> object:
        if next(calls) == 1:  # the claim asks first, then the heartbeat
            renewed.wait()
        return now()

    monkeypatch.setattr(timezone, "now", noting)
    with jobs.running(str(job.pk)):
        renewed.wait()
    assert now_of(job).state == JobState.DONE


@pytest.mark.django_db(transaction=True)
def test_a_moment_without_the_database_does_not_end_the_heartbeat(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(milliseconds=60))
    again = Barrier(2, timeout=20)
    beats = iter(range(1000))
    now = timezone.now

    def failing() -> object:
        beat = next(beats)  # the claim asks first, then the heartbeat
        if beat == 1:
            raise OperationalError
        if beat == 2:
            again.wait()
        return now()

    monkeypatch.setattr(timezone, "now", failing)
    with jobs.running(str(job.pk)):
        again.wait()
    assert now_of(job).state == JobState.DONE


@pytest.mark.django_db
@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_a_job_that_is_over_is_not_done_again(job: Job, state: JobState) -> None:
    Job.objects.filter(pk=job.pk).update(state=state)
    with jobs.running(str(job.pk)) as run:
        assert run is None
    assert (now_of(job).state, job.attempts, job.is_over) == (state, 0, True)


@pytest.mark.django_db
def test_an_unknown_job_is_nothing_to_do(broker: Broker) -> None:
    with jobs.running("00000000-0000-4000-8000-000000000000") as run:
        assert run is None
