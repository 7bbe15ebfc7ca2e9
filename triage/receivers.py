"""What this app does when the record announces news: have new notes read and the chart summarised,
and keep what was changed in a suggested text."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from records import signals
from records.access import Actor
from records.models import User
from records.services.accounts import batch_account
from triage.services import finder, marking, merging, summaries, summary_signing


@receiver(signals.note_signed)
def note_was_signed(sender: object, patient_id: UUID, note_id: UUID, user_id: UUID, **kwargs: Any) -> None:
    summary_signing.note_was_signed(user_id, patient_id, note_id)
    user = User(pk=user_id)
    if finder.is_there():
        marking.submit_note(user, patient_id, note_id)
    summaries.submit_chart(user, patient_id)


@receiver(signals.charts_imported)
def charts_were_imported(sender: object, patient_ids: Sequence[UUID], **kwargs: Any) -> None:
    for patient_id in patient_ids:
        if finder.is_there():
            marking.submit_chart(batch_account(), patient_id)
        summaries.submit_chart(batch_account(), patient_id)


@receiver(signals.charts_merged)
def charts_were_merged(sender: object, actor: Actor, old_id: UUID, new_id: UUID, **kwargs: Any) -> None:
    merging.move(actor, old_id, new_id)
