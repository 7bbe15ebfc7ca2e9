"""Make summaries of a chart and notes of a dialogue, and let a clinician make a note of either.

The work of `summarize_chart` and `summarize_dialogue` jobs. A chart has one unsigned summary: a newer one
takes its place; what became a note stays, so that suggested and signed text can be compared.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import access
from records.access import Chart
from records.audit import Action, Outcome
from records.errors import NotFound, UserError
from records.models import Note, Patient, User
from records.selectors import charts, rows
from records.services import notes
from triage.engine.summary.dialogue import weights
from triage.engine.summary.overview import overview
from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import ChartRows, ChartSummary, Kind, LeftOut, Summary
from triage.engine.types import ModelInfo
from triage.errors import CannotRun
from triage.models import Job, Review, ReviewAction, StoredSummary, Subject, SummaryKind
from triage.services import jobs
from triage.services.jobs import Run

SUMMARIZE_CHART = "summarize_chart"
SUMMARIZE_DIALOGUE = "summarize_dialogue"
BY_RULE = ModelInfo("chart overview by rule", "1")
MOST = 200_000  # characters of a dialogue


def submit_chart(owner: User, patient_id: UUID) -> Job:
    return jobs.submit(SUMMARIZE_CHART, owner, patient=Patient(pk=patient_id), subject_id=patient_id)


def submit_dialogue(chart: Chart, text: str) -> StoredSummary:
    """Raises UserError for an empty or too long dialogue."""
    chart.must_be_writable()
    if not text.strip() or len(text) > MOST:
        raise UserError(_("Paste the dialogue: some text, at most 200,000 characters."))
    made = StoredSummary.objects.create(
        patient=chart.patient, kind=SummaryKind.DIALOGUE, owner=chart.actor.user, given=text.replace("\0", "")
    )
    chart.note(Action.CREATE, "StoredSummary", made.pk)
    jobs.submit(SUMMARIZE_DIALOGUE, chart.actor.user, patient=chart.patient, subject_id=made.pk)
    return made


def summarize_chart(run: Run) -> None:
    chart = _open_chart(run)
    run.step(10, "Reading the chart")
    version = charts.version(chart)
    made = overview(chart_rows(chart), timezone.localdate())
    chart.note(Action.MODEL_INPUT, "Chart", detail={"model": BY_RULE.name})
    with transaction.atomic():
        run.check()
        StoredSummary.objects.filter(patient=chart.patient, kind=SummaryKind.CHART, note=None).delete()
        StoredSummary.objects.create(
            patient=chart.patient,
            kind=SummaryKind.CHART,
            owner=run.job.owner,
            content=_chart_json(made),
            model_name=BY_RULE.name,
            model_revision=BY_RULE.revision,
            chart_version=version,
            made_at=timezone.now(),
        )


def summarize_dialogue(run: Run) -> None:
    chart = _open_chart(run)
    stored = StoredSummary.objects.filter(pk=run.job.subject_id or run.job.pk, patient=chart.patient).first()
    if stored is None:
        raise CannotRun("The dialogue is not there any more.")
    run.step(10, "Reading the dialogue")
    info = _writer()
    chart.note(Action.MODEL_INPUT, "StoredSummary", stored.pk, detail={"model": info.name})
    made = summarize(stored.given, Kind.DIALOGUE)
    with transaction.atomic():
        run.check()
        stored.content, stored.made_at = _text_json(made), timezone.now()
        stored.model_name, stored.model_revision = info.name, info.revision
        stored.save(update_fields=["content", "made_at", "model_name", "model_revision"])


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
        )


def as_draft(chart: Chart, summary: StoredSummary, text: str, *, title: str, kind: str) -> Note:
    """A draft note of the acting clinician with the text as they edited it; both texts are kept."""
    with transaction.atomic():
        note = notes.draft(chart, title=title, kind=kind, text=text)
        StoredSummary.objects.filter(pk=summary.pk).update(note=note)
        Review.objects.create(
            patient=chart.patient,
            subject=Subject.SUMMARY,
            subject_id=summary.pk,
            action=ReviewAction.ACCEPT if text.split() == plain_text(summary).split() else ReviewAction.CHANGE,
            suggested={"text": plain_text(summary)},
            decided={"text": text},
            model_name=summary.model_name,
            model_revision=summary.model_revision,
            by=chart.actor.user,
        )
        chart.note(Action.REVIEW, "StoredSummary", summary.pk)
    return note


def latest(chart: Chart) -> StoredSummary | None:
    """The newest summary of the chart."""
    chart.note(Action.READ, "StoredSummary")
    found = StoredSummary.objects.filter(patient=chart.patient, kind=SummaryKind.CHART)
    return found.select_related("note").order_by("-created_at").first()


def find(chart: Chart, summary_id: UUID) -> StoredSummary:
    """One of this chart; a dialogue is its owner's alone. Raises NotFound."""
    found = StoredSummary.objects.filter(patient=chart.patient, pk=summary_id).select_related("note").first()
    if found is None or (found.kind == SummaryKind.DIALOGUE and found.owner_id != chart.actor.user.pk):
        chart.note(Action.READ, "StoredSummary", summary_id, Outcome.REFUSED)
        raise NotFound(_("This summary is not there. A newer one may have taken its place."))
    chart.note(Action.READ, "StoredSummary", found.pk)
    return found


def plain_text(summary: StoredSummary) -> str:
    """With headings for a note of a dialogue; one section a paragraph."""
    parts = []
    for section in summary.content.get("sections", []):
        body = " ".join(sentence["text"] for sentence in section["sentences"])
        heading = section["heading"] if summary.kind == SummaryKind.DIALOGUE else section["heading"].upper()
        parts.append(f"{heading}\n{body}" if heading else body)
    return "\n\n".join(parts)


def _open_chart(run: Run) -> Chart:
    if run.job.patient_id is None:
        raise CannotRun("The job names no chart.")
    try:
        actor = access.actor_for(run.job.owner, access.Channel.TASK)
        return access.open_chart(actor, run.job.patient_id, quiet=True)
    except NotFound:
        raise CannotRun("You no longer have access to this chart, so it was not summarised.") from None


def _writer() -> ModelInfo:
    try:
        return weights.info()
    except FileNotFoundError:
        raise CannotRun("The packaged model for dialogues is missing: put back the folder weights/summary.") from None


def _chart_json(made: ChartSummary) -> dict[str, object]:
    sections = [
        {
            "heading": str(section.key),
            "sentences": [
                {
                    "text": sentence.text,
                    "sources": [
                        {"kind": str(one.kind), "ref": one.ref, "quote": one.quote, "start": one.start, "end": one.end}
                        for one in sentence.sources
                    ],
                }
                for sentence in section.sentences
            ],
        }
        for section in made.sections
    ]
    return {"sections": sections, "left_out": _left_out(made.left_out), "withheld": made.withheld}


def _left_out(left: LeftOut) -> dict[str, list[str]]:
    return {
        "problems": [row.display for row in left.problems],
        "allergies": [row.display for row in left.allergies],
        "medications": [row.display for row in left.medications],
    }


def _text_json(made: Summary) -> dict[str, object]:
    sections = [
        {
            "heading": heading,
            "sentences": [
                {"text": one.text, "spans": [[span.start, span.end] for span in one.sources]} for one in sentences
            ],
        }
        for heading, sentences in made.sections
    ]
    return {"sections": sections, "withheld": made.withheld}
