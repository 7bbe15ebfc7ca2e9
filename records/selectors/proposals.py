"""Rows that were made from notes: one's own drafts, and where signed rows come from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from records.access import Chart
from records.models import ChartRow, Provenance
from records.services.proposals import MODELS


@dataclass(frozen=True, slots=True)
class Draft:
    id: UUID
    kind: str
    name: str
    note_id: UUID
    start: int
    end: int
    model_name: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Where a signed row comes from. `changed`: it was signed differently from what was suggested."""

    note_id: UUID
    start: int
    end: int
    model_name: str
    signed_by: str
    changed: bool


def own_drafts(chart: Chart, *kinds: str) -> list[Draft]:
    """The acting user's, newest first."""
    mine = list(
        Provenance.objects.filter(
            patient=chart.patient, accepted_by=chart.actor.user, signed_at=None, kind__in=kinds
        ).order_by("-accepted_at")
    )
    rows: dict[UUID, ChartRow] = {}
    for kind in kinds:
        rows |= MODELS[kind]._default_manager.in_bulk([one.row_id for one in mine if one.kind == kind])
    return [
        Draft(one.pk, one.kind, name, one.note_id, one.start, one.end, one.model_name, one.accepted_at)
        for one in mine
        if (name := str(getattr(rows.get(one.row_id), "name", "")))
    ]


def made_from(chart: Chart, *kinds: str) -> dict[str, MadeFrom]:
    """By the row's `ref`, which for rows made here is our own id."""
    signed = Provenance.objects.filter(patient=chart.patient, kind__in=kinds).exclude(signed_at=None)
    return {
        str(one.row_id): MadeFrom(
            one.note_id,
            one.start,
            one.end,
            one.model_name,
            one.signed_by.name if one.signed_by else "",
            one.suggested != one.signed,
        )
        for one in signed.select_related("signed_by")
    }
