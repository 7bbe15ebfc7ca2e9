"""What this app does when the record announces news: bring the charts' indexes up to date."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from assistant.job_kinds import INDEX_CHART
from assistant.models import Conversation
from records import signals
from records.models import Patient
from records.services.accounts import batch_account
from triage.services import jobs


@receiver(signals.charts_imported)
def charts_were_imported(sender: object, patient_ids: Sequence[UUID], **kwargs: Any) -> None:
    for patient_id in patient_ids:
        _index(patient_id)


@receiver(signals.note_signed)
def note_was_signed(sender: object, patient_id: UUID, **kwargs: Any) -> None:
    _index(patient_id)


def _index(patient_id: UUID) -> None:
    jobs.submit(INDEX_CHART, batch_account(), patient=Patient(pk=patient_id), subject_id=patient_id)


@receiver(signals.charts_merged)
def charts_were_merged(sender: object, old_id: UUID, new_id: UUID, **kwargs: Any) -> None:
    """Each conversation stays its owner's; whether they may open the merged chart is asked as ever."""
    Conversation.objects.filter(patient_id=old_id).update(patient_id=new_id)
