"""One patient's story in order, newest first, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from records.access import Chart
from records.engine.dates import SourceDate
from records.models import Note, NoteStatus
from records.selectors.as_rows import source_date
from records.selectors.citations import KINDS, AnyRow

# Single measurements would drown the rest; their reports stand for them.
USUAL = (
    *("encounter", "note", "report", "condition", "medication"),
    *("procedure", "immunization", "allergy", "imaging"),
)
_DATES = {
    "encounter": "start",
    "note": "written",
    "report": "effective",
    "condition": "onset",
    "medication": "authored",
    "procedure": "performed",
    "immunization": "given",
    "allergy": "recorded",
    "imaging": "started",
    "observation": "effective",
}


@dataclass(frozen=True, slots=True)
class Event:
    kind: str  # as citations name it: note, medication, …
    date: SourceDate | None
    row: AnyRow


@dataclass(frozen=True, slots=True)
class Page:
    events: list[Event]
    number: int  # from 1
    pages: int
    total: int


def timeline(chart: Chart, kinds: Sequence[str] = USUAL, number: int = 1, size: int = 50) -> Page:
    """Only the rows of the wanted page are decrypted. What has no date comes last."""
    with transaction.atomic():  # one sealing of the audit lines, not one a kind
        dated = sorted(_dates(chart, [kind for kind in kinds if kind in _DATES]), key=_order, reverse=True)
        pages = max(1, -(-len(dated) // size))
        number = min(max(1, number), pages)
        wanted = dated[(number - 1) * size : number * size]
        return Page(_events(wanted), number, pages, len(dated))


@dataclass(frozen=True, slots=True)
class _Dated:
    kind: str
    id: UUID
    date: SourceDate | None


def _dates(chart: Chart, kinds: Sequence[str]) -> list[_Dated]:
    found = []
    for kind in kinds:
        rows = chart.rows(KINDS[kind].model).values_list("id", _DATES[kind])
        found += [_Dated(kind, id, source_date(date)) for id, date in rows]
    drafts = set(Note.objects.filter(patient=chart.patient, status=NoteStatus.DRAFT).values_list("id", flat=True))
    return [one for one in found if one.id not in drafts]


def _order(row: _Dated) -> tuple[bool, float, str]:
    return row.date is not None, row.date.instant.timestamp() if row.date else 0.0, row.kind


def _events(wanted: Sequence[_Dated]) -> list[Event]:
    rows: dict[UUID, AnyRow] = {}
    for kind in {one.kind for one in wanted}:
        ids = [one.id for one in wanted if one.kind == kind]
        found = KINDS[kind].model._default_manager.filter(pk__in=ids)
        rows.update((row.pk, KINDS[kind].as_row(row)) for row in found)
    return [Event(one.kind, one.date, rows[one.id]) for one in wanted if one.id in rows]
