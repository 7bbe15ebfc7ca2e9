"""Dates that cannot be: before the birth, in the future, an end before its start."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from records.engine.dates import SourceDate
from triage.engine.reconcile.types import Difference, Kind, Lists

_PLANNED = ("planned", "intended", "booked", "proposed", "pending")


@dataclass(frozen=True, slots=True)
class _Dated:
    """`planned`: it may lie in the future; `end` of an order may too."""

    row_kind: str
    ref: str
    name: str
    start: SourceDate | None
    end: SourceDate | None = None
    planned: bool = False
    end_may_come: bool = False


def impossible_dates(lists: Lists, today: date) -> Iterator[Difference]:
    birth = lists.patient.birth_date
    for row in _rows(lists):
        if birth and row.start and before(row.start, birth):
            yield _found(Kind.BEFORE_BIRTH, row, row.start, birth)
        for when, may_come in ((row.start, row.planned), (row.end, row.planned or row.end_may_come)):
            if when and not may_come and is_future(when, today):
                yield _found(Kind.IN_FUTURE, row, when, None)
        if row.start and row.end and before(row.end, row.start):
            yield _found(Kind.END_BEFORE_START, row, row.start, row.end)


def before(one: SourceDate, other: SourceDate) -> bool:
    """Certainly earlier: a year alone is not before a day of that year."""
    length = min(len(one.text), len(other.text), 10)
    return one.text[:length] < other.text[:length]


def is_future(when: SourceDate, today: date) -> bool:
    """As precise as the source: this month is not in the future. One day is allowed, for clocks further east."""
    length = min(len(when.text), 10)
    latest = date.fromordinal(today.toordinal() + 1)
    return when.text[:length] > latest.isoformat()[:length]


def _found(kind: Kind, row: _Dated, when: SourceDate, other: SourceDate | None) -> Difference:
    key = f"{kind}|{row.row_kind}|{row.ref}"
    return Difference(kind, key, row.name, row.row_kind, row.ref, when, other_when=other)


def _rows(lists: Lists) -> Iterator[_Dated]:
    for one in lists.conditions:
        yield _Dated("condition", one.ref, one.name, one.onset or one.recorded, one.abated)
    for drug in lists.medications:
        yield _Dated("medication", drug.ref, drug.name, drug.authored, drug.ended, end_may_come=True)
    for done in lists.procedures:
        planned = done.status in ("preparation", *_PLANNED)
        yield _Dated("procedure", done.ref, done.name, done.performed, done.ended, planned)
    for shot in lists.immunizations:
        yield _Dated("immunization", shot.ref, shot.name, shot.given)
    for visit in lists.encounters:
        planned = visit.status in _PLANNED
        yield _Dated("encounter", visit.ref, visit.name, visit.start, visit.end, planned)
    for allergy in lists.allergies:
        yield _Dated("allergy", allergy.ref, allergy.name, allergy.recorded)
