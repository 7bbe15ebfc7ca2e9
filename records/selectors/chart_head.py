"""What stands at the top of every page of a chart: who this is, what is dangerous, why you may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from records import access
from records.access import Basis, Chart
from records.engine.rows import AllergyRow, PatientFacts
from records.models import CareTeam, ImagingStudy, Note, NoteStatus, Withheld
from records.selectors import rows

_NOT_CURRENT = ("inactive", "resolved")


@dataclass(frozen=True, slots=True)
class Allergies:
    """Three answers that are not the same: listed, recorded as none, and nobody has written anything."""

    current: tuple[AllergyRow, ...]
    none_known: bool

    @property
    def no_entry(self) -> bool:
        return not self.current and not self.none_known

    @property
    def conflict(self) -> bool:
        return bool(self.current) and self.none_known


@dataclass(frozen=True, slots=True)
class ChartHead:
    patient_id: UUID
    family_name: str
    given_name: str
    facts: PatientFacts
    age: int | None
    allergies: Allergies
    teams: tuple[str, ...]
    emergency_until: datetime | None  # a running break-glass
    notes: int
    studies: int


def chart_head(chart: Chart, today: date | None = None) -> ChartHead:
    with transaction.atomic():  # one sealing of the audit lines
        facts = rows.patient_facts(chart)
        listed = rows.allergies(chart)
    emergency = access.open_break_glass(chart) if chart.basis == Basis.BREAK_GLASS else None
    return ChartHead(
        patient_id=chart.patient.pk,
        family_name=chart.patient.family_name,
        given_name=chart.patient.given_name,
        facts=facts,
        age=facts.age_on(today or timezone.localdate()),
        allergies=allergies_of(listed),
        teams=_teams(chart),
        emergency_until=emergency.expires_at if emergency else None,
        notes=_note_count(chart),
        studies=ImagingStudy.objects.filter(patient=chart.patient, withheld=Withheld.NO).count(),
    )


def allergies_of(listed: list[AllergyRow]) -> Allergies:
    """The worst first."""
    current = [row for row in listed if not row.none_known and row.clinical_status not in _NOT_CURRENT]
    current.sort(key=lambda row: row.criticality != "high")
    return Allergies(tuple(current), any(row.none_known for row in listed))


def _teams(chart: Chart) -> tuple[str, ...]:
    """Through which care teams the acting user sees this chart."""
    if chart.basis != Basis.CARE_TEAM:
        return ()
    teams = CareTeam.objects.filter(members=chart.actor.user, patients=chart.patient)
    return tuple(teams.order_by("name").values_list("name", flat=True))


def _note_count(chart: Chart) -> int:
    """A count opens no note, so it leaves no line of its own."""
    shown = Note.objects.filter(patient=chart.patient, withheld=Withheld.NO)
    return shown.exclude(status=NoteStatus.DRAFT).count()
