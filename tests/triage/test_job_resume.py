"""A restart takes up what an earlier process left, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests import factories
from tests.fakes.broker import KIND, Broker
from triage.models import LEASE, Job, JobState
from triage.services import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def resumed(
    broker: Broker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[], list[str]]:
    """Resumes, and tells which jobs were handed over."""

    def resume() -> list[str]:
        broker.sent.clear()
        with django_capture_on_commit_callbacks(execute=True):
            jobs.resume_unfinished()
        return broker.jobs

    return resume


def sent(job: Job, ago: timedelta) -> None:
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now() - ago)


def test_what_a_dead_worker_left_is_sent_again(abandoned: Job, resumed: Callable[[], list[str]]) -> None:
    assert resumed() == [str(abandoned.pk)]


def test_what_a_dead_worker_left_is_not_sent_every_few_seconds(
    abandoned: Job, resumed: Callable[[], list[str]]
) -> None:
    assert resumed() == [str(abandoned.pk)]
    assert resumed() == []
    sent(abandoned, LEASE + timedelta(seconds=1))
    assert resumed() == [str(abandoned.pk)]


def test_what_was_never_sent_is_sent_once(job: Job, resumed: Callable[[], list[str]]) -> None:
    assert resumed() == [str(job.pk)]
    assert resumed() == []


def test_what_the_broker_may_have_lost_is_sent_again(job: Job, resumed: Callable[[], list[str]]) -> None:
    sent(job, jobs.SEND_AGAIN - timedelta(minutes=1))
    assert resumed() == []
    sent(job, jobs.SEND_AGAIN + timedelta(minutes=1))
    assert resumed() == [str(job.pk)]


def test_what_runs_or_is_over_is_left_alone(job: Job, resumed: Callable[[], list[str]]) -> None:
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, lease_until=timezone.now() + LEASE)
    for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        factories.job(job.owner, kind=KIND, state=state)
    assert resumed() == []


def test_work_of_a_kind_that_is_gone_is_left_alone(job: Job, resumed: Callable[[], list[str]]) -> None:
    Job.objects.filter(pk=job.pk).update(kind="of-an-older-version")
    assert resumed() == []


def test_the_embedded_server_takes_over_at_once_what_its_predecessor_ran_and_sent(
    job: Job, resumed: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_worker_here", False)
    running = factories.job(job.owner, kind=KIND, state=JobState.RUNNING, lease_until=timezone.now() + LEASE)
    sent(job, timedelta(seconds=1))
    assert resumed() == []
    jobs.take_over_embedded()
    assert sorted(resumed()) == sorted([str(job.pk), str(running.pk)])
