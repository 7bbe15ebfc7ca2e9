"""Let a model mark what a signed note speaks of. The work of `mark_note` and `mark_chart` jobs.

Each note is stored in one transaction that first asks whether the claim still holds: a killed worker
leaves whole notes behind, and its successor goes on with the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from records.access import Chart
from records.audit import Action
from records.engine.rows import NoteRow
from records.errors import NotFound
from records.models import Patient, User
from records.selectors import charts, note_pages, rows
from triage.engine import context
from triage.engine.linking import Link
from triage.engine.types import Entity, ModelInfo
from triage.engine.windows import windows
from triage.errors import CannotRun
from triage.models import Job, MarkState, NoteMark, NoteMarking
from triage.services import jobs
from triage.services.extraction import recogniser
from triage.services.job_chart import opened
from triage.services.jobs import Run
from triage.services.linking import links

MARK_NOTE = "mark_note"
MARK_CHART = "mark_chart"
AT_ONCE = 4  # pieces of a note between two looks at whether to go on


def submit_note(owner: User, patient_id: UUID, note_id: UUID) -> Job:
    return jobs.submit(MARK_NOTE, owner, patient=Patient(pk=patient_id), subject_id=note_id)


def submit_chart(owner: User, patient_id: UUID) -> Job:
    """All notes that no model has read yet."""
    return jobs.submit(MARK_CHART, owner, patient=Patient(pk=patient_id), subject_id=patient_id)


def mark_note(run: Run) -> None:
    chart = opened(run)
    try:
        page = note_pages.note_page(chart, run.job.subject_id or "")
    except NotFound:
        raise CannotRun("The note is not in the chart any more, so it was not read.") from None
    _mark(chart, run, page.row, 0, 100)


def mark_chart(run: Run) -> None:
    chart = opened(run)
    missing = charts.note_stamps(chart).keys() - set(_marked(chart))
    notes = [row for row in rows.notes(chart, with_text=True) if row.id in missing]
    for place, row in enumerate(notes):
        _mark(chart, run, row, 100 * place // len(notes), 100 * (place + 1) // len(notes))


def _marked(chart: Chart) -> Iterator[str]:
    found = NoteMarking.objects.filter(patient=chart.patient).values_list("note_id", flat=True)
    return (str(note_id) for note_id in found)


def _mark(chart: Chart, run: Run, row: NoteRow, begin: int, end: int) -> None:
    """`begin` and `end`: the job's progress in percent before and after this note."""
    model = recogniser("clinical")
    run.job.model_name, run.job.model_revision = model.info.name, model.info.revision
    run.job.save(update_fields=["model_name", "model_revision"])
    chart.note(Action.MODEL_INPUT, "Note", row.id, detail={"model": model.info.name})
    pieces = list(windows(row.text))
    found: list[Entity] = []
    for at in range(0, len(pieces), AT_ONCE):
        run.step(begin + (end - begin) * at // len(pieces), "Reading notes")
        some = pieces[at : at + AT_ONCE]
        marked = model.find([row.text[piece.start : piece.end] for piece in some])
        for piece, entities in zip(some, marked, strict=True):
            found += [replace(one, start=one.start + piece.start, end=one.end + piece.start) for one in entities]
    _store(chart, run, row, context.apply(row.text, found), model.info)


def _store(chart: Chart, run: Run, row: NoteRow, found: Sequence[Entity], info: ModelInfo) -> None:
    with transaction.atomic():
        run.check()
        marking, made = NoteMarking.objects.select_for_update().get_or_create(
            note_id=row.id,
            defaults={"patient": chart.patient, "model_name": info.name, "model_revision": info.revision},
        )
        if not made and not _may_be_replaced(marking, info):
            return
        marking.marks.all().delete()
        marking.model_name, marking.model_revision = info.name, info.revision
        marking.save(update_fields=["model_name", "model_revision"])
        NoteMark.objects.bulk_create(_marks(marking, found))
        chart.note(Action.CREATE, "NoteMarking", marking.pk, detail={"marks": len(found), "model": info.name})


def _may_be_replaced(marking: NoteMarking, info: ModelInfo) -> bool:
    """By another model, and only while nobody has decided about anything in it."""
    same = (marking.model_name, marking.model_revision) == (info.name, info.revision)
    decided = marking.reviewed_at is not None or marking.marks.exclude(state=MarkState.SUGGESTED).exists()
    return not same and not decided


def _marks(marking: NoteMarking, found: Sequence[Entity]) -> Iterator[NoteMark]:
    """One for a span: of two kinds for the very same words the surer one."""
    best: dict[tuple[int, int], Entity] = {}
    for one in sorted(found, key=lambda one: one.score):
        best[one.start, one.end] = one
    ordered = sorted(best.values(), key=lambda one: (one.start, one.end))
    for one, link in zip(ordered, links(ordered), strict=True):
        yield NoteMark(marking=marking, start=one.start, end=one.end, suggested={**_as_json(one), **_code(link)})


def _code(link: Link | None) -> dict[str, object]:
    """Nothing for what has no code, which is an answer."""
    if link is None or not link.target.code:
        return {}
    return {"code": link.target.code, "system": link.target.system, "code_score": round(link.score, 3)}


def _as_json(entity: Entity) -> dict[str, object]:
    return {
        "label": entity.label,
        "score": round(entity.score, 3),
        "negated": entity.negated,
        "temporality": entity.temporality,
        "experiencer": entity.experiencer,
    }
