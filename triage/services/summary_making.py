"""The work of the jobs that make summaries. Each opens the chart as the job's owner, and stores what came back in
one transaction that first asks whether the claim still holds, so that a killed worker repeats nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from records.access import Chart
from records.audit import Action
from records.errors import NotFound
from records.models import Note
from records.selectors import as_rows, charts, note_pages, rows
from triage.engine.alerts.types import Kind as AlertKind
from triage.engine.alerts.types import Severity
from triage.engine.summary.discharge import discharge_summary
from triage.engine.summary.handout import handout
from triage.engine.summary.matching import left_out
from triage.engine.summary.overview import overview
from triage.engine.summary.types import ChartRows, Kind, LeftOut, RowKind, Summary
from triage.engine.types import ModelInfo
from triage.errors import CannotRun
from triage.models import StoredSummary, SummaryKind
from triage.selectors.alerts import alert_board
from triage.services import summary_content as content
from triage.services.job_chart import opened
from triage.services.jobs import Run
from triage.services.summarizers import summarizer

OVERVIEW = ModelInfo("chart overview by rule", "1")
DISCHARGE = ModelInfo("discharge summary by rule", "2")
PLAIN_WORDS = ModelInfo("plain words by rule", "3")
# Alerts for which a medicine is not told to a patient before somebody looked.
_SEVERE = {
    AlertKind.ALLERGY: (Severity.CRITICAL, Severity.WARNING),
    AlertKind.INTERACTION: (Severity.CRITICAL,),
    AlertKind.CONDITION: (Severity.CRITICAL, Severity.WARNING),
    AlertKind.PREGNANCY: (Severity.CRITICAL, Severity.WARNING),
}


@dataclass(frozen=True, slots=True)
class Made:
    content: dict[str, Any]
    info: ModelInfo
    version: str  # of the chart


def summarize_chart(run: Run) -> None:
    chart = opened(run)
    run.step(10, "Reading the chart")
    version = charts.version(chart)
    all_rows = chart_rows(chart)
    run.step(60, "Writing")
    made = overview(all_rows, timezone.localdate())
    chart.note(Action.MODEL_INPUT, "Chart", detail={"model": OVERVIEW.name})
    _replace(run, chart, SummaryKind.CHART, Made(content.of_chart(made), OVERVIEW, version))


def summarize_note(run: Run) -> None:
    chart = opened(run)
    run.step(10, "Reading notes")
    try:
        page = note_pages.note_page(chart, run.job.subject_id or "")
    except NotFound:
        raise CannotRun("The note is not in the chart any more, so it was not summarised.") from None
    writer = summarizer(Kind.NOTE)
    chart.note(Action.MODEL_INPUT, "Note", page.row.id, detail={"model": writer.info.name})
    version = charts.version(chart)
    made = writer.summarize(page.row.text, "")
    run.step(60, "Writing")
    stored = content.of_text(made, page.row.text, "note", page.row.ref, _missing(chart, made))
    _replace(run, chart, SummaryKind.NOTE, Made(stored, writer.info, version), UUID(page.row.id))


def summarize_dialogue(run: Run) -> None:
    chart = opened(run)
    stored = _stored(run, chart, "The dialogue is not there any more.")
    run.step(10, "Reading the dialogue")
    writer = summarizer(Kind.DIALOGUE)
    chart.note(Action.MODEL_INPUT, "StoredSummary", stored.pk, detail={"model": writer.info.name})
    made = writer.summarize(stored.given, "")
    run.step(80, "Reading the chart")
    told = content.of_text(made, stored.given, content.DIALOGUE, "", _missing(chart, made))
    _store(run, stored, Made(told, writer.info, ""))


def summarize_stay(run: Run) -> None:
    chart = opened(run)
    stored = _stored(run, chart, "The visit is not in the chart any more, so nothing was written.")
    if stored.about_visit is None:
        raise CannotRun("The visit is not in the chart any more, so nothing was written.")
    run.step(10, "Reading the chart")
    version = charts.version(chart)
    all_rows = chart_rows(chart)
    run.step(60, "Writing")
    chart.note(Action.MODEL_INPUT, "Chart", detail={"model": DISCHARGE.name})
    made = discharge_summary(all_rows, as_rows.encounter_row(stored.about_visit))
    _store(run, stored, Made(content.of_chart(made), DISCHARGE, version))


def write_handout(run: Run) -> None:
    chart = opened(run)
    stored = _stored(run, chart, "The handout was removed, so nothing was written.")
    run.step(10, "Reading the chart")
    version = charts.version(chart)
    all_rows = chart_rows(chart)
    run.step(60, "Putting it in plain words")
    chart.note(Action.MODEL_INPUT, "Chart", detail={"model": PLAIN_WORDS.name})
    visit = as_rows.encounter_row(stored.about_visit) if stored.about_visit else None
    made = handout(all_rows, visit, float(stored.grade or 0))
    _store(run, stored, Made(content.of_handout(made), PLAIN_WORDS, version))


def chart_rows(chart: Chart) -> ChartRows:
    with transaction.atomic():  # one sealing of the audit lines
        return ChartRows(
            patient=rows.patient_facts(chart),
            conditions=tuple(rows.conditions(chart)),
            medications=tuple(rows.medications(chart)),
            allergies=tuple(rows.allergies(chart)),
            observations=tuple(rows.all_observations(chart)),
            procedures=tuple(rows.procedures(chart)),
            immunizations=tuple(rows.immunizations(chart)),
            encounters=tuple(rows.encounters(chart)),
            reports=tuple(rows.reports(chart)),
            notes=tuple(rows.notes(chart, with_text=True)),
            against=_against(chart),
        )


def _against(chart: Chart) -> tuple[tuple[str, RowKind, str], ...]:
    """What the alert rules say against the orders of this chart, as far as it is severe; what only may cross-react, or
    is often combined on purpose, is not meant. An override settles it, but not for an allergy."""
    board = alert_board(chart)
    unsettled = [one.alert for one in board.settled if one.until or one.alert.kind is AlertKind.ALLERGY]
    found: list[tuple[str, RowKind, str]] = []
    for alert in (*board.loud, *unsettled):
        if alert.severity in _SEVERE.get(alert.kind, ()):
            medicine, *others = alert.rows
            found += [(medicine.ref, RowKind(other.source), other.ref) for other in others]
            found += [(other.ref, RowKind.MEDICATION, medicine.ref) for other in others if other.source == "medication"]
    return tuple(found)


def _missing(chart: Chart, made: Summary) -> LeftOut:
    """Of the lists of the chart, what the summary does not mention."""
    with transaction.atomic():
        lists = ChartRows(
            patient=rows.patient_facts(chart),
            conditions=tuple(rows.conditions(chart)),
            medications=tuple(rows.medications(chart)),
            allergies=tuple(rows.allergies(chart)),
        )
    return left_out(made.text, lists)


def _stored(run: Run, chart: Chart, gone: str) -> StoredSummary:
    found = StoredSummary.objects.select_related("about_visit")
    stored = found.filter(pk=run.job.subject_id or run.job.pk, patient=chart.patient).first()
    if stored is None:
        raise CannotRun(gone)
    return stored


def _store(run: Run, stored: StoredSummary, made: Made) -> None:
    with transaction.atomic():
        run.check()
        stored.content, stored.made_at, stored.chart_version = made.content, timezone.now(), made.version
        stored.model_name, stored.model_revision = made.info.name, made.info.revision
        stored.save(update_fields=["content", "made_at", "model_name", "model_revision", "chart_version"])


def _replace(run: Run, chart: Chart, kind: SummaryKind, made: Made, note_id: UUID | None = None) -> None:
    """In place of the one that nobody made a note of."""
    with transaction.atomic():
        run.check()
        about = Note(pk=note_id) if note_id else None
        StoredSummary.objects.filter(patient=chart.patient, kind=kind, about_note=about, note=None).delete()
        StoredSummary.objects.create(
            patient=chart.patient,
            kind=kind,
            owner=run.job.owner,
            about_note=about,
            content=made.content,
            model_name=made.info.name,
            model_revision=made.info.revision,
            chart_version=made.version,
            made_at=timezone.now(),
        )
