"""What models suggested about a replaced patient, and what clinicians decided, moves into the merged chart.

Decisions that something may be left aside were made before half a chart: those of both charts are taken back, so
that each such alert and difference is looked at once more.
"""

from collections import Counter
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from records import audit
from records.access import Actor
from records.audit import Action
from triage import events
from triage.models import (
    AlertTally,
    CdsCard,
    DeidentifiedExport,
    Job,
    JobState,
    NoteMarking,
    Review,
    ReviewAction,
    StoredSummary,
    Subject,
    SummaryKind,
)

_SETTLED = (ReviewAction.DISMISS, ReviewAction.SNOOZE)


def move(actor: Actor, old_id: UUID, new_id: UUID) -> None:
    """Call it in the transaction that moves the rows."""
    with transaction.atomic():
        _move_jobs(old_id, new_id)
        # One half's unsigned overview says nothing of the whole; the import has a new one made.
        StoredSummary.objects.filter(patient_id=old_id, kind=SummaryKind.CHART, note=None).delete()
        for model in (NoteMarking, StoredSummary, CdsCard, DeidentifiedExport, Review):
            model._default_manager.filter(patient_id=old_id).update(patient_id=new_id)
        _move_tallies(old_id, new_id)
        _show_again(actor, new_id)


def _move_jobs(old_id: UUID, new_id: UUID) -> None:
    """Work about the whole old chart ends; the import asks for it anew, about the merged one. What runs now began
    with the old chart: it loses its claim, so that it stores nothing, and begins again."""
    jobs = Job.objects.filter(patient_id=old_id)
    unfinished = jobs.filter(state__in=(JobState.QUEUED, JobState.RUNNING)).select_for_update()
    for job in unfinished:
        waits = Job.objects.filter(kind=job.kind, subject_id=job.subject_id, state=JobState.QUEUED).exclude(pk=job.pk)
        if job.subject_id == old_id or waits.exists():
            job.state, job.finished_at = JobState.CANCELLED, timezone.now()
        else:
            job.state, job.sent_at = JobState.QUEUED, None
        job.claim, job.lease_until = None, None
        job.save(update_fields=["state", "finished_at", "sent_at", "claim", "lease_until"])
        events.job_changed(job)
    jobs.update(patient_id=new_id)


def _move_tallies(old_id: UUID, new_id: UUID) -> None:
    for tally in AlertTally.objects.filter(patient_id=old_id):
        same_day = AlertTally.objects.filter(patient_id=new_id, day=tally.day).first()
        if same_day is None:
            AlertTally.objects.filter(pk=tally.pk).update(patient_id=new_id)
            continue
        same_day.shown = dict(Counter(same_day.shown) + Counter(tally.shown))
        same_day.settled = dict(Counter(same_day.settled) + Counter(tally.settled))
        same_day.loud += tally.loud
        same_day.save(update_fields=["shown", "settled", "loud"])
        tally.delete()


def _show_again(actor: Actor, patient_id: UUID) -> None:
    settled = Review.objects.filter(patient_id=patient_id, subject__in=(Subject.ALERT, Subject.ITEM), undone_by=None)
    for one in settled.filter(action__in=_SETTLED):
        made = Review.objects.create(
            patient_id=patient_id,
            subject=one.subject,
            action=ReviewAction.UNDO,
            suggested=one.suggested,
            model_name=one.model_name,
            by=actor.user,
            undoes=one,
        )
        detail = {"action": ReviewAction.UNDO, "merged": True}
        audit.write(actor, Action.REVIEW, patient_id=patient_id, object_type="Review", object_id=made.pk, detail=detail)
