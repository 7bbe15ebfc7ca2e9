"""Have summaries made, and find them again. Each is made by a job of its own kind (`summary_making`).

A chart and a note have one unsigned summary: a newer one takes its place. What became a note stays, so that
suggested and signed text can be compared."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action, Outcome
from records.errors import NotFound, UserError
from records.models import Encounter, Note, Patient, User
from records.selectors import note_pages
from triage.engine.summary.handout import GRADES
from triage.models import Job, StoredSummary, SummaryKind
from triage.services import jobs

SUMMARIZE_CHART = "summarize_chart"
SUMMARIZE_DIALOGUE = "summarize_dialogue"
SUMMARIZE_NOTE = "summarize_note"
SUMMARIZE_STAY = "summarize_stay"
WRITE_HANDOUT = "write_handout"
JOB_OF = {
    SummaryKind.CHART: SUMMARIZE_CHART,
    SummaryKind.DIALOGUE: SUMMARIZE_DIALOGUE,
    SummaryKind.NOTE: SUMMARIZE_NOTE,
    SummaryKind.DISCHARGE: SUMMARIZE_STAY,
    SummaryKind.HANDOUT: WRITE_HANDOUT,
}
MOST = 200_000  # characters of a dialogue
FRAMES = ("en", "zh-hans")  # languages of a handout's headings
LISTED = 20


def submit_chart(owner: User, patient_id: UUID) -> Job:
    return jobs.submit(SUMMARIZE_CHART, owner, patient=Patient(pk=patient_id), subject_id=patient_id)


def submit_note(chart: Chart, note_id: UUID) -> Job:
    """Raises NotFound for a draft and for what is not in the chart."""
    chart.must_be_writable()
    note_pages.note_page(chart, note_id)
    return jobs.submit(SUMMARIZE_NOTE, chart.actor.user, patient=chart.patient, subject_id=note_id)


def submit_dialogue(chart: Chart, text: str) -> StoredSummary:
    """Raises UserError for an empty or too long dialogue."""
    chart.must_be_writable()
    if not text.strip() or len(text) > MOST:
        raise UserError(_("Paste the dialogue: some text, at most 200,000 characters."))
    return _submit(chart, SummaryKind.DIALOGUE, given=text.replace("\0", ""))


def submit_stay(chart: Chart, visit_id: str) -> StoredSummary:
    """A discharge summary of one stay or visit. Raises UserError for none, NotFound for one of another chart."""
    chart.must_be_writable()
    if not visit_id:
        raise UserError(_("Choose the stay or visit that it is about."))
    return _submit(chart, SummaryKind.DISCHARGE, about_visit=_visit(chart, visit_id))


def submit_handout(chart: Chart, visit_id: str, grade: str, frame: str) -> StoredSummary:
    """About one visit, or, with an empty `visit_id`, about the chart as it is. Raises UserError for a grade or a
    language that is not offered."""
    chart.must_be_writable()
    if grade not in map(str, GRADES) or frame not in FRAMES:
        raise UserError(_("Choose a reading grade and a language from the lists."))
    visit = _visit(chart, visit_id) if visit_id else None
    return _submit(chart, SummaryKind.HANDOUT, about_visit=visit, grade=int(grade), frame=frame)


def latest(chart: Chart) -> StoredSummary | None:
    """The newest summary of the chart."""
    return _shown(chart, kind=SummaryKind.CHART).first()


def latest_of_note(chart: Chart, note_id: UUID | str) -> StoredSummary | None:
    return _shown(chart, kind=SummaryKind.NOTE, about_note_id=note_id).first()


def made_before(chart: Chart, kind: SummaryKind) -> list[StoredSummary]:
    """Newest first."""
    return list(_shown(chart, kind=kind).select_related("about_visit", "owner")[:LISTED])


def find(chart: Chart, summary_id: UUID) -> StoredSummary:
    """One of this chart; a dialogue is its owner's alone. Raises NotFound."""
    every = StoredSummary.objects.select_related("note", "about_visit", "owner", "handed_by")
    found = every.filter(patient=chart.patient, pk=summary_id).first()
    if found is None or (found.kind == SummaryKind.DIALOGUE and found.owner_id != chart.actor.user.pk):
        chart.note(Action.READ, "StoredSummary", summary_id, Outcome.REFUSED)
        raise NotFound(_("This summary is not there. A newer one may have taken its place."))
    chart.note(Action.READ, "StoredSummary", found.pk)
    return found


def made_of(chart: Chart, note: UUID | str) -> StoredSummary | None:
    """The suggestion that this note was made of, if it was."""
    return StoredSummary.objects.filter(patient=chart.patient, note_id=note).first()


def subject_of(summary: StoredSummary) -> UUID:
    """What the job that makes it is about."""
    if summary.kind == SummaryKind.CHART:
        return summary.patient_id
    if summary.kind == SummaryKind.NOTE and summary.about_note_id:
        return summary.about_note_id
    return summary.pk


def _submit(chart: Chart, kind: SummaryKind, **fields: object) -> StoredSummary:
    with transaction.atomic():
        made = StoredSummary.objects.create(patient=chart.patient, kind=kind, owner=chart.actor.user, **fields)
        chart.note(Action.CREATE, "StoredSummary", made.pk, detail={"kind": kind})
        jobs.submit(JOB_OF[kind], chart.actor.user, patient=chart.patient, subject_id=made.pk)
    return made


def _visit(chart: Chart, visit_id: str) -> Encounter:
    visit = chart.row(Encounter, visit_id)
    if visit.withheld:
        raise NotFound(_("This visit is not in the chart."))
    return visit


def _shown(chart: Chart, **wanted: object) -> QuerySet[StoredSummary]:
    chart.note(Action.READ, "StoredSummary")
    found = StoredSummary.objects.filter(patient=chart.patient, **wanted)
    return found.select_related("note").order_by("-created_at")


def note_is_signed(note: Note | None) -> bool:
    return note is not None and note.signed_at is not None
