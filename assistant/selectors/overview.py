"""The first page of a chart: what is new since the last visit, and what is true now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from assistant.engine.mind.conflicts import allergen_terms
from assistant.engine.mind.matching import is_drug
from records.access import Chart
from records.engine.current import is_current_medicine
from records.engine.dates import SourceDate
from records.engine.rows import AllergyRow, ConditionRow, EncounterRow, MedicationRow, NoteRow, ReportRow
from records.engine.series import Change
from records.selectors import labs, rows
from records.selectors.chart_head import allergies_of
from records.selectors.labs import Measured

SHOWN_LABS = 8
SHOWN_NOTES = 5
_MEASURED = ("laboratory", "vital-signs")
_NOT_SEEN = ("VR",)  # by phone or video (FHIR class)


@dataclass(frozen=True, slots=True)
class News:
    """What is dated on or after the day of the last visit."""

    labs: tuple[Measured, ...]
    started: tuple[MedicationRow, ...]
    stopped: tuple[MedicationRow, ...]
    problems: tuple[ConditionRow, ...]
    reports: tuple[ReportRow, ...]
    notes: tuple[NoteRow, ...]

    @property
    def is_empty(self) -> bool:
        parts = (self.labs, self.started, self.stopped, self.problems, self.reports, self.notes)
        return not any(parts)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A current medicine that a recorded allergy speaks against. Shown, never settled here."""

    allergy: AllergyRow
    medicine: MedicationRow


@dataclass(frozen=True, slots=True)
class Overview:
    last_visit: EncounterRow | None
    conflicts: tuple[Conflict, ...]
    news: News
    problems: tuple[ConditionRow, ...]
    past_problems: int
    medicines: tuple[MedicationRow, ...]
    past_medicines: int
    labs: tuple[Measured, ...]
    notes: tuple[NoteRow, ...]


def overview(chart: Chart, today: date | None = None) -> Overview:
    day = today or timezone.localdate()
    with transaction.atomic():  # one sealing of the audit lines, not one for each kind
        problems, medicines = rows.conditions(chart), rows.medications(chart)
        visits, notes, measured = rows.encounters(chart), rows.notes(chart), labs.measured(chart)
        reports, allergies = rows.reports(chart), rows.allergies(chart)
    last = _last_visit(visits, day)
    measured = [one for one in measured if one.series.latest.category in _MEASURED]
    active = tuple(row for row in problems if row.is_active)
    current = tuple(row for row in medicines if is_current_medicine(row))
    return Overview(
        last_visit=last,
        conflicts=tuple(_conflicts(allergies_of(allergies).current, current)),
        news=_news(last, measured, medicines, problems, reports, notes),
        problems=active,
        past_problems=len(problems) - len(active),
        medicines=current,
        past_medicines=len(medicines) - len(current),
        labs=tuple(sorted(measured, key=_weight)[:SHOWN_LABS]),
        notes=tuple(notes[:SHOWN_NOTES]),
    )


def _last_visit(visits: Sequence[EncounterRow], today: date) -> EncounterRow | None:
    """The last time the person was seen; a call is counted only where there was nothing else."""
    past = [visit for visit in visits if visit.start and visit.start.day <= today]
    return next((visit for visit in past if visit.kind not in _NOT_SEEN), past[0] if past else None)


def _conflicts(allergies: Sequence[AllergyRow], medicines: Sequence[MedicationRow]) -> Iterator[Conflict]:
    for allergy in allergies:
        terms = allergen_terms(allergy)
        for medicine in medicines:
            if any(is_drug(term, medicine) for term in terms):
                yield Conflict(allergy, medicine)


def _news(
    visit: EncounterRow | None,
    measured: Sequence[Measured],
    medicines: Sequence[MedicationRow],
    problems: Sequence[ConditionRow],
    reports: Sequence[ReportRow],
    notes: Sequence[NoteRow],
) -> News:
    if visit is None or visit.start is None:
        return News((), (), (), (), (), ())
    day = visit.start.day

    def new(when: SourceDate | None) -> bool:
        return when is not None and when.day >= day

    return News(
        labs=tuple(sorted((one for one in measured if new(one.series.latest.effective) and _tells(one)), key=_weight)),
        started=tuple(row for row in medicines if new(row.authored) and is_current_medicine(row)),
        stopped=tuple(row for row in medicines if new(row.ended) and not is_current_medicine(row)),
        problems=tuple(row for row in problems if new(row.onset or row.recorded) and row.is_active),
        reports=tuple(row for row in reports if new(row.effective) and row.conclusion),
        notes=tuple(row for row in notes if new(row.written)),
    )


def _tells(one: Measured) -> bool:
    """Laboratory values that moved or are new, and whatever is out of range: a height that stayed is no news."""
    series = one.series
    return series.flag.is_out or (series.latest.category == "laboratory" and series.change != Change.SAME)


def _weight(one: Measured) -> tuple[bool, bool, int, str]:
    """Critical first, then out of range, then the most recent."""
    latest = one.series.latest.effective
    age = -latest.day.toordinal() if latest else 0
    return not one.series.flag.is_critical, not one.series.flag.is_out, age, one.series.name
