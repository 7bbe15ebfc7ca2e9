"""Keep a clinician's decision about a suggestion, beside what was suggested."""

from typing import Any
from uuid import UUID

from django.db import transaction

from records.access import Chart
from records.audit import Action
from triage.models import Review, ReviewAction, Subject


def keep(
    chart: Chart,
    subject: Subject,
    action: ReviewAction,
    *,
    about: str,
    about_id: UUID | None = None,
    detail: dict[str, object] | None = None,
    **values: Any,
) -> Review:
    """The decision as a row and as an audit line, or neither. `about` and `about_id` (else the row's own) stand in
    the line; `values` are the further columns of the row."""
    with transaction.atomic():
        made = Review.objects.create(
            patient=chart.patient, subject=subject, action=action, by=chart.actor.user, **values
        )
        chart.note(Action.REVIEW, about, about_id or made.pk, detail={"action": action, **(detail or {})})
    return made
