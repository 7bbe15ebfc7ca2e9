"""What of a chart does not agree, as its page shows it: what stands, and what somebody dismissed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistant.engine.mind.same import VocabularyMatcher
from records.access import Chart
from records.errors import UserError
from records.selectors import rows
from triage.engine.reconcile.reconcile import reconcile
from triage.engine.reconcile.types import Difference, Kind, Lists, Looked
from triage.selectors.mentions import mentions, read_count
from triage.services.dismissals import dismissed

DANGERS = (Kind.ALLERGY, Kind.SEX, Kind.BEFORE_BIRTH, Kind.IN_FUTURE, Kind.END_BEFORE_START)


@dataclass(frozen=True, slots=True)
class Dismissed:
    difference: Difference
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`read` of `notes` were read by a model: what the others say is not known here."""

    conflicts: tuple[Difference, ...]
    not_listed: tuple[Difference, ...]
    not_noted: tuple[Difference, ...]
    dismissed: tuple[Dismissed, ...]
    notes: int
    read: int

    @property
    def is_empty(self) -> bool:
        return not (self.conflicts or self.not_listed or self.not_noted)


def reconciliation(chart: Chart) -> Reconciliation:
    with transaction.atomic():  # one sealing of the audit lines
        found, notes, read = _differences(chart)
        gone = dismissed(chart)
    standing = [one for one in found if one.key not in gone]
    put_away = [(one, gone[one.key]) for one in found if one.key in gone]
    return Reconciliation(
        conflicts=tuple(one for one in standing if one.kind in DANGERS),
        not_listed=tuple(one for one in standing if one.kind == Kind.NOT_LISTED),
        not_noted=tuple(one for one in standing if one.kind == Kind.NOT_NOTED),
        dismissed=tuple(Dismissed(one, review.by.name, review.at, review.reason) for one, review in put_away),
        notes=notes,
        read=read,
    )


def difference(chart: Chart, key: str) -> Difference:
    """One that is there now. Raises UserError."""
    found, _notes, _read = _differences(chart)
    for one in found:
        if one.key == key:
            return one
    raise UserError(_("This difference is not there any more. Reload the page."))


def _differences(chart: Chart) -> tuple[tuple[Difference, ...], int, int]:
    notes = {row.id: row for row in rows.notes(chart, with_text=True)}
    said = mentions(chart, notes)
    lists = Lists(
        patient=rows.patient_facts(chart),
        conditions=tuple(rows.conditions(chart)),
        medications=tuple(rows.medications(chart)),
        allergies=tuple(rows.allergies(chart)),
        procedures=tuple(rows.procedures(chart)),
        immunizations=tuple(rows.immunizations(chart)),
        encounters=tuple(rows.encounters(chart)),
    )
    found = reconcile(Looked(lists, tuple(said), timezone.localdate()), VocabularyMatcher())
    return found, len(notes), read_count(chart)
