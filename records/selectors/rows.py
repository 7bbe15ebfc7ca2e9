"""An open chart's rows as plain data, newest first; each function is one audited read.

Only current facts: what was entered in error, refuted, cancelled or superseded is left out.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from records.access import Chart
from records.audit import Action
from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImagingRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationKind,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from records.models import (
    Allergy,
    Condition,
    DiagnosticReport,
    Encounter,
    ImagingStudy,
    Immunization,
    Medication,
    Note,
    NoteStatus,
    Observation,
    Procedure,
)
from records.selectors import as_rows

Row = TypeVar("Row")
_NEVER = datetime.min.replace(tzinfo=UTC)


def patient_facts(chart: Chart) -> PatientFacts:
    chart.note(Action.READ, "Patient", chart.patient.pk)
    return as_rows.patient_facts(chart.patient)


def observation_kinds(chart: Chart) -> list[ObservationKind]:
    """What was measured in this chart, most often first. The name is the newest row's."""
    rows = chart.rows(Observation)
    found = [*_coded_kinds(rows.exclude(code="")), *_uncoded_kinds(rows.filter(code=""))]
    return sorted(found, key=lambda kind: -kind.count)


def _coded_kinds(rows: QuerySet[Observation]) -> Iterable[ObservationKind]:
    """One row of each kind is fetched, so that few names need decrypting."""
    kind = [F("code"), F("category"), F("unit")]
    newest = rows.annotate(
        place=Window(RowNumber(), partition_by=kind, order_by=F("effective").desc()),
        total=Window(Count("*"), partition_by=kind),
    ).filter(place=1)
    for row in newest.only("id", "code", "category", "unit", "name"):
        yield ObservationKind(row.code, row.name, row.category, row.unit, row.total)


def _uncoded_kinds(rows: QuerySet[Observation]) -> Iterable[ObservationKind]:
    counts: dict[tuple[str, str, str], int] = {}
    for row in rows.only("id", "category", "unit", "name"):
        key = (row.name, row.category, row.unit)
        counts[key] = counts.get(key, 0) + 1
    return (ObservationKind("", *key, count) for key, count in counts.items())


def observations(chart: Chart, codes: Sequence[str], names: Sequence[str] = ()) -> list[ObservationRow]:
    """Rows whose code is in `codes`, or, for rows without a code, whose name is in `names`."""
    rows = chart.rows(Observation)
    found = list(rows.filter(code__in=[code for code in codes if code]))
    if names:
        found += [row for row in rows.filter(code="") if row.name in names]
    return _newest_first(map(as_rows.observation_row, found), lambda row: row.effective)


def all_observations(chart: Chart) -> list[ObservationRow]:
    """For tables and exports; look-ups ask by code."""
    return _newest_first(map(as_rows.observation_row, chart.rows(Observation)), lambda row: row.effective)


def medications(chart: Chart) -> list[MedicationRow]:
    return _newest_first(map(as_rows.medication_row, chart.rows(Medication)), lambda row: row.authored)


def conditions(chart: Chart) -> list[ConditionRow]:
    return _newest_first(map(as_rows.condition_row, chart.rows(Condition)), lambda row: row.onset or row.recorded)


def allergies(chart: Chart) -> list[AllergyRow]:
    return _newest_first(map(as_rows.allergy_row, chart.rows(Allergy)), lambda row: row.recorded)


def procedures(chart: Chart) -> list[ProcedureRow]:
    return _newest_first(map(as_rows.procedure_row, chart.rows(Procedure)), lambda row: row.performed)


def immunizations(chart: Chart) -> list[ImmunizationRow]:
    return _newest_first(map(as_rows.immunization_row, chart.rows(Immunization)), lambda row: row.given)


def encounters(chart: Chart) -> list[EncounterRow]:
    return _newest_first(map(as_rows.encounter_row, chart.rows(Encounter)), lambda row: row.start)


def reports(chart: Chart) -> list[ReportRow]:
    return _newest_first(map(as_rows.report_row, chart.rows(DiagnosticReport)), lambda row: row.effective)


def notes(chart: Chart, *, with_text: bool = False) -> list[NoteRow]:
    """All but drafts."""
    rows = chart.rows(Note).exclude(status=NoteStatus.DRAFT)
    found = map(as_rows.note_row, rows) if with_text else map(as_rows.note_header, rows.defer("text"))
    return _newest_first(found, lambda row: row.written)


def imaging(chart: Chart) -> list[ImagingRow]:
    rows = chart.rows(ImagingStudy).annotate(images=Count("files", filter=Q(files__isnull=False)))
    return _newest_first((as_rows.imaging_row(row, row.images) for row in rows), lambda row: row.started)


def _newest_first(rows: Iterable[Row], when: Callable[[Row], SourceDate | None]) -> list[Row]:
    """By instant, so that offsets count; rows without a date last."""

    def order(row: Row) -> datetime:
        date = when(row)
        return date.instant if date else _NEVER

    return sorted(rows, key=order, reverse=True)
