"""The patients that a clinician treats, with what helps to choose whom to open; last activity first.

A few queries for the whole list, not a few for each patient.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from records import access
from records.access import Actor
from records.engine.dates import SourceDate
from records.models import (
    Allergy,
    ChartRow,
    Condition,
    Encounter,
    Medication,
    Note,
    Observation,
    Patient,
    Withheld,
)
from records.selectors.as_rows import allergy_row, patient_facts, source_date
from records.selectors.chart_head import Allergies, allergies_of
from records.selectors.merged import stands_for
from records.selectors.standing import running, withdrawn

# What may be new in a chart, and the date that says when.
_NEWS: dict[str, tuple[type[ChartRow], str]] = {
    "observation": (Observation, "effective"),
    "note": (Note, "written"),
    "medication": (Medication, "authored"),
    "condition": (Condition, "onset"),
}


NOT_READ = Allergies((), none_known=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """`closed`: the patient withdrew consent to treatment, so nothing but the name is given; a reason opens it."""

    patient_id: UUID
    name: str
    family_name: str
    age: int | None
    sex: str
    record_number: str
    deceased: bool
    closed: bool = False
    allergies: Allergies = NOT_READ
    last_visit: SourceDate | None = None
    last_news: SourceDate | None = None
    news: tuple[str, ...] = ()  # kinds of row that are dated that day
    emergency: bool = False  # here by break-glass, not by care team


def my_list(actor: Actor, today: date | None = None) -> list[Listed]:
    day = today or timezone.localdate()
    own = list(access.my_patients(actor))
    borrowed = _opened_with_reason(actor, {patient.pk for patient in own})
    closed = withdrawn([patient.pk for patient in own]) - running(actor).keys()
    readable = [patient.pk for patient in (*own, *borrowed) if patient.pk not in closed]
    facts = _Facts(readable)
    listed = [facts.listed(patient, day, closed=patient.pk in closed) for patient in own]
    listed += [facts.listed(patient, day, emergency=True) for patient in borrowed]
    return sorted(listed, key=_order)


def merged_elsewhere(actor: Actor, listed: Iterable[Listed]) -> int:
    """How many patients of this user's care teams were merged with a chart that is not on their list."""
    replaced = Patient.objects.filter(care_teams__members=actor.user).exclude(replaced_by=None).distinct()
    return len({stands_for(one).pk for one in replaced} - {one.patient_id for one in listed})


class _Facts:
    def __init__(self, patients: Collection[UUID]) -> None:
        self._allergies = _allergies(patients)
        self._visits = _latest(Encounter, "start", patients)
        self._news = {kind: _latest(model, field, patients) for kind, (model, field) in _NEWS.items()}

    def listed(self, patient: Patient, day: date, *, closed: bool = False, emergency: bool = False) -> Listed:
        facts = patient_facts(patient)
        last, kinds = self._last_news(patient.pk)
        return Listed(
            patient_id=patient.pk,
            name=facts.name,
            family_name=patient.family_name,
            age=facts.age_on(day),
            sex=facts.sex,
            record_number=facts.record_number,
            deceased=facts.is_deceased,
            closed=closed,
            allergies=self._allergies[patient.pk],
            last_visit=source_date(self._visits.get(patient.pk, "")),
            last_news=source_date(last),
            news=kinds,
            emergency=emergency,
        )

    def _last_news(self, patient_id: UUID) -> tuple[str, tuple[str, ...]]:
        dates = {kind: latest.get(patient_id, "")[:10] for kind, latest in self._news.items()}
        last = max(dates.values(), default="")
        return last, tuple(kind for kind, day in dates.items() if last and day == last)


def _latest(model: type[ChartRow], field: str, patients: Collection[UUID]) -> dict[UUID, str]:
    """ISO texts sort by time, near enough for a list."""
    rows = model._default_manager.filter(patient__in=patients, withheld=Withheld.NO).exclude(**{field: ""})
    today = timezone.localdate().isoformat()
    found = rows.filter(**{f"{field}__lte": f"{today}T99"}).order_by().values("patient").annotate(latest=Max(field))
    return {row["patient"]: row["latest"] for row in found}


def _allergies(patients: Collection[UUID]) -> defaultdict[UUID, Allergies]:
    rows: dict[UUID, list[Allergy]] = {}
    for row in Allergy.objects.filter(patient__in=patients, withheld=Withheld.NO):
        rows.setdefault(row.patient_id, []).append(row)
    empty: defaultdict[UUID, Allergies] = defaultdict(lambda: NOT_READ)
    empty.update({key: allergies_of([allergy_row(row) for row in found]) for key, found in rows.items()})
    return empty


def _opened_with_reason(actor: Actor, own: Iterable[UUID]) -> list[Patient]:
    """Charts of other teams that this user holds open by break-glass: they must be easy to return to and close."""
    return list(Patient.objects.filter(pk__in=running(actor).keys() - set(own)))


def _order(row: Listed) -> tuple[int, str, str]:
    """Newest activity first, then by name."""
    latest = max((date.day for date in (row.last_visit, row.last_news) if date), default=None)
    return (-latest.toordinal() if latest else 0, row.family_name.casefold(), row.name)
