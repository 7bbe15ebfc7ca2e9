"""A user's own jobs. They name charts by id only; whether its patient may be named is for the gate to say."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor, Chart
from records.errors import NotFound
from triage.models import Job, JobState
from triage.services.marking import MARK_CHART, MARK_NOTE

OPEN = (JobState.QUEUED, JobState.RUNNING)
SHOWN = 50


def own_jobs(actor: Actor) -> list[Job]:
    """Newest first, those that are not over before the others."""
    own = Job.objects.filter(owner=actor.user)
    newest = own.order_by("-created_at")
    waiting = list(newest.filter(state__in=OPEN)[:SHOWN])
    return waiting + list(newest.exclude(state__in=OPEN)[: SHOWN - len(waiting)])


def open_count(user_id: UUID, *, besides: str) -> int:
    """Of every kind but one."""
    return Job.objects.filter(owner_id=user_id, state__in=OPEN).exclude(kind=besides).count()


def own_job(actor: Actor, job_id: UUID) -> Job:
    """Raises NotFound for another user's."""
    found = Job.objects.filter(owner=actor.user, pk=job_id).first()
    if found is None:
        audit.write(actor, audit.Action.READ, object_type="Job", object_id=job_id, outcome=audit.Outcome.REFUSED)
        raise NotFound(_("This job is not yours."))
    return found


def about(kind: str, subject_id: UUID) -> Job | None:
    """The newest job of a kind for a subject."""
    return Job.objects.filter(kind=kind, subject_id=subject_id).order_by("-created_at").first()


def reading_job(chart: Chart, note_id: UUID) -> Job | None:
    """The newest job that reads this note, by itself or with its whole chart."""
    alone = Q(kind=MARK_NOTE, subject_id=note_id)
    with_all = Q(kind=MARK_CHART, subject_id=chart.patient.pk)
    return Job.objects.filter(alone | with_all).order_by("-created_at").first()
