"""Submit, claim, finish, fail and cancel jobs.

A claim is a conditional update: of two workers only one gets the row. Every later write names the claim,
so that a worker that was given up for dead cannot overwrite its successor's result.
"""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from records.errors import UserError
from records.models import Patient, User
from triage import events
from triage.errors import RetryLater
from triage.models import LEASE, Job, JobState

log = logging.getLogger("anamnesis.jobs")
MAX_ATTEMPTS = 3
# A waiting job that was handed over this long ago may have been lost with the broker; a person may be
# waiting. Where it was not lost, the second message finds nothing to do.
SEND_AGAIN = timedelta(minutes=1)


class Cancelled(Exception):
    """The owner asked to stop; raised inside the work at its next step."""


@dataclass(frozen=True)
class JobKind:
    """`task` is the Celery task that carries jobs of this kind. `again`: one that failed or was stopped can
    be run again as it is."""

    name: str
    task: str
    again: bool = False


_kinds: dict[str, JobKind] = {}
_worker_here = False


def register(kind: JobKind) -> None:
    """Called once per kind when an app is ready."""
    _kinds[kind.name] = kind


def submit(kind: str, owner: User, *, patient: Patient | None = None, subject_id: uuid.UUID | None = None) -> Job:
    """Queue work; a job of this kind for this subject that is still waiting is used again."""
    if kind not in _kinds:
        raise KeyError(f"job kind {kind} is not registered")
    job = Job(kind=kind, owner=owner, patient=patient, subject_id=subject_id)
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        if waiting := Job.objects.filter(kind=kind, subject_id=subject_id, state=JobState.QUEUED).first():
            return waiting
        job.save(force_insert=True)  # a worker took the waiting one meanwhile, and may have read too early
    events.job_changed(job)
    _send(job)
    return job


def request_cancel(job: Job) -> None:
    """A waiting job ends now; a running one at its next step."""
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if waiting.update(state=JobState.CANCELLED, finished_at=timezone.now()):
        events.job_changed(job)
        return
    if Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested=True):
        events.job_changed(job)


def may_run_again(job: Job) -> bool:
    kind = _kinds.get(job.kind)
    return kind is not None and kind.again and job.state in (JobState.FAILED, JobState.CANCELLED)


def run_again(job: Job) -> None:
    """Back to the queue with fresh attempts. Without effect on one that is not over, or whose work waits already."""
    if not may_run_again(job):
        return
    over = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
    fresh = {"attempts": 0, "progress": 0, "stage": "", "error": "", "claim": None, "finished_at": None}
    try:
        with transaction.atomic():
            queued = over.update(state=JobState.QUEUED, cancel_requested=False, **fresh)
    except IntegrityError:
        return
    if queued:
        events.job_changed(job)
        _send(job)


class Run:
    """A claimed job while it runs."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, progress: int, stage: str = "") -> None:
        """Say how far the work is. Raises Cancelled when the owner asked to stop or the claim was lost."""
        mine = Job.objects.filter(pk=self.job.pk, claim=self.job.claim, state=JobState.RUNNING)
        if not mine.filter(cancel_requested=False).update(
            progress=progress, stage=stage, lease_until=timezone.now() + LEASE
        ):
            raise Cancelled
        events.job_moved(self.job)

    def check(self) -> None:
        """Raises Cancelled when the owner asked to stop or the claim was lost. Call it in the transaction that
        stores the result: whoever takes the claim away, as a merge of charts does, then waits until that is over."""
        mine = Job.objects.select_for_update().filter(pk=self.job.pk, claim=self.job.claim, state=JobState.RUNNING)
        if mine.filter(cancel_requested=False).first() is None:
            raise Cancelled


@contextmanager
def running(job_id: str) -> Iterator[Run | None]:
    """Claim a job and see it to its end. Yields None when there is nothing to do: it is over, or another
    worker has it. Errors end the job with a message that may be shown, never with the exception's text."""
    job = _claim(job_id)
    if job is None:
        yield None
        return
    with _heartbeat(job):
        try:
            yield Run(job)
            _end(job, JobState.DONE)
        except Cancelled:
            _end(job, JobState.CANCELLED)
        except RetryLater as error:
            _retry_or_fail(job, error.message)
        except UserError as error:  # says what to do; trying again would say the same
            _end(job, JobState.FAILED, error.message)
        except Exception:
            log.exception("job failed", extra={"job": job.pk, "kind": job.kind})
            _retry_or_fail(job, "")


def resume_unfinished() -> int:
    """Send what waits unsent (another process submitted it, or it was lost) and what a dead worker left;
    returns how many. Safe to call at any time."""
    now = timezone.now()
    # What was sent a moment ago waits for a worker to have time: more messages would not bring one.
    abandoned = models.Q(state=JobState.RUNNING, lease_until__lt=now) & _not_sent_since(now - LEASE)
    unsent = models.Q(state=JobState.QUEUED) & _not_sent_since(now - SEND_AGAIN)
    found = list(Job.objects.filter(abandoned | unsent, kind__in=_kinds))
    for job in found:
        _send(job)
    return len(found)


def _not_sent_since(moment: datetime) -> models.Q:
    return models.Q(sent_at=None) | models.Q(sent_at__lt=moment)


def take_over_embedded() -> None:
    """The one embedded process starts: whatever ran or was sent before died with its predecessor."""
    global _worker_here
    _worker_here = True
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now(), sent_at=None)
    Job.objects.filter(state=JobState.QUEUED).update(sent_at=None)


def _claim(job_id: str) -> Job | None:
    now = timezone.now()
    free = models.Q(state=JobState.QUEUED) | models.Q(state=JobState.RUNNING, lease_until__lt=now)
    claim = uuid.uuid4()
    taken = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING,
        claim=claim,
        lease_until=now + LEASE,
        started_at=now,
        attempts=models.F("attempts") + 1,
        error="",
    )
    if not taken:
        return None
    job = Job.objects.select_related("owner", "patient").get(pk=job_id)
    if job.attempts > MAX_ATTEMPTS:  # it killed its worker each time
        _end(job, JobState.FAILED)
        return None
    events.job_changed(job)
    return job


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own, since a model may compute for minutes without a step."""
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(LEASE.total_seconds() / 3):
                _renew(job)
        finally:
            connection.close()

    thread = threading.Thread(target=renew, name="job-lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(job: Job) -> None:
    """A moment without the database must not end the heartbeat: the next beat may find it again."""
    try:
        Job.objects.filter(pk=job.pk, claim=job.claim).update(lease_until=timezone.now() + LEASE)
    except DatabaseError:
        log.warning("the lease could not be renewed", extra={"job": job.pk, "kind": job.kind})
        connection.close()


def _retry_or_fail(job: Job, message: str) -> None:
    if job.attempts >= MAX_ATTEMPTS:
        _end(job, JobState.FAILED, message)
        return
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    try:
        with transaction.atomic():
            requeued = mine.update(state=JobState.QUEUED, claim=None, error=message[:300])
    except IntegrityError:  # the same work was asked for again meanwhile and waits already
        _end(job, JobState.CANCELLED)
        return
    if requeued:
        _send(job, countdown=2**job.attempts)
        events.job_changed(job)


def _end(job: Job, state: JobState, message: str = "") -> None:
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    fields = {"state": state, "finished_at": timezone.now(), "error": message[:300]}
    if state == JobState.DONE:
        fields["progress"] = 100
    if mine.update(**fields):
        events.job_changed(job)


def _send(job: Job, countdown: int = 0) -> None:
    """Without a broker and without a worker in this process (a command beside the embedded server) the
    row waits: the server finds it."""
    if settings.EMBEDDED and not (_worker_here or settings.CELERY_TASK_ALWAYS_EAGER):
        return
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
    transaction.on_commit(lambda: _hand_over(job, countdown))


def _hand_over(job: Job, countdown: int) -> None:
    """Without the broker the row waits for `resume_unfinished`: asking must not fail after it was stored."""
    task = current_app.tasks[_kinds[job.kind].task]
    try:
        task.apply_async(args=[str(job.pk)], countdown=countdown)
    except OperationalError:
        log.warning("the broker cannot be reached", extra={"job": job.pk, "kind": job.kind})
        Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(sent_at=None)
