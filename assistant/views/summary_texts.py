"""Texts that a clinician edits and signs: a dialogue's note, a discharge summary, a handout for the patient."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistant.selectors.note_text import paragraphs, shown_sections
from assistant.selectors.summary import making, shown
from assistant.views.frame import chart_page, section
from assistant.views.making import summary_page
from records.access import Chart
from records.engine.dates import SourceDate
from records.errors import NotFound
from records.selectors import note_pages, rows
from records.selectors.chart_head import chart_head
from triage.engine.summary.handout import GRADES
from triage.engine.summary.readability import grade
from triage.models import StoredSummary, SummaryKind
from triage.services import summaries, summary_signing

# Kind of text: the section of the chart that it stands in, its title and kind as a note.
NOTES = {
    SummaryKind.CHART: ("summary", "Patient summary", "Other"),
    SummaryKind.NOTE: ("notes", "Summary of a note", "Other"),
    SummaryKind.DIALOGUE: ("notes", "Visit", "Progress note"),
    SummaryKind.DISCHARGE: ("summary", "Discharge summary", "Discharge summary"),
    SummaryKind.HANDOUT: ("summary", "Handout for the patient", "Patient handout"),
}


@require_http_methods(["GET", "POST"])
@chart_page
def dialogue(request: HttpRequest, chart: Chart) -> HttpResponse:
    """Paste what was said in a visit; a job writes it up."""
    if request.method == "POST":
        made = summaries.submit_dialogue(chart, request.POST.get("text", ""))
        return cast(HttpResponse, redirect("assistant:dialogue_note", chart.patient.pk, made.pk))
    return section(request, chart, "notes", "assistant/summary/dialogue.html", {})


@require_http_methods(["GET", "POST"])
@chart_page
def discharge(request: HttpRequest, chart: Chart) -> HttpResponse:
    """Choose a stay or visit (`visit`); a job writes its discharge summary."""
    if request.method == "POST":
        made = summaries.submit_stay(chart, request.POST.get("visit", ""))
        return cast(HttpResponse, redirect("assistant:written", chart.patient.pk, made.pk))
    return _chooser(request, chart, SummaryKind.DISCHARGE, {})


@require_http_methods(["GET", "POST"])
@chart_page
def handout(request: HttpRequest, chart: Chart) -> HttpResponse:
    """Choose a visit or the whole chart (`visit`), a reading `grade` and the language of the `frame`."""
    if request.method == "POST":
        wanted = (request.POST.get(name, "") for name in ("visit", "grade", "frame"))
        made = summaries.submit_handout(chart, *wanted)
        return cast(HttpResponse, redirect("assistant:written", chart.patient.pk, made.pk))
    frames = [("en", "English"), ("zh-hans", "简体中文")]
    return _chooser(request, chart, SummaryKind.HANDOUT, {"grades": GRADES, "frames": frames})


@require_GET
@chart_page
def written(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    """What a job wrote. `?start=&end=` marks a span of the dialogue it rests on, reached at `#cited`."""
    found = _text(chart, summary_id)
    made_by = making(chart, summaries.JOB_OF[SummaryKind(found.kind)], summaries.subject_of(found))
    found.refresh_from_db()  # a job that ended meanwhile must not look over with nothing written
    where, title, _kind = NOTES[SummaryKind(found.kind)]
    start, end = (request.GET.get(name, "") for name in ("start", "end"))
    inside = start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 10
    context = {
        "summary": shown(chart, found),
        "part": found.kind,
        "title": title,
        "cited": inside,
        "dialogue": shown_sections(found.given, int(start) if inside else 0, int(end) if inside else 0),
    }
    return summary_page(request, chart, where, "assistant/summary/written.html", context, made_by)


@require_POST
@chart_page
def accept(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    """The text becomes a draft note of the acting clinician, who edits and signs it there."""
    found = summaries.find(chart, summary_id)
    _where, title, kind = NOTES[SummaryKind(found.kind)]
    note = summary_signing.as_draft(chart, found, title=title, kind=kind)
    messages.success(request, _("The draft is saved. Only you can see it until you sign it."))
    return cast(HttpResponse, redirect("assistant:note_edit", chart.patient.pk, note.pk))


@require_GET
@chart_page
def changes(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    """Suggested and signed text side by side, word by word; a draft is its author's alone."""
    found = summaries.find(chart, summary_id)
    if found.note is None or (found.note.signed_at is None and found.note.author_id != chart.actor.user.pk):
        raise NotFound(_("No note was made of this text yet."))
    context = {
        "summary": shown(chart, found),
        "changes": summary_signing.changes(found),
        "part": found.kind,
    }
    where = NOTES[SummaryKind(found.kind)][0]
    return section(request, chart, where, "assistant/summary/changes.html", context)


@require_http_methods(["GET", "POST"])
@chart_page
def printed(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    """The signed handout on paper, in the language of its frame. POST says that the patient was given it."""
    found = _text(chart, summary_id)
    if found.kind != SummaryKind.HANDOUT or found.note is None or not summaries.note_is_signed(found.note):
        raise NotFound(_("This handout is not signed yet."))
    if request.method == "POST":
        summary_signing.hand_out(chart, found)
        messages.success(request, _("It is recorded that the patient was given this handout."))
        return cast(HttpResponse, redirect("assistant:handout_print", chart.patient.pk, found.pk))
    page = note_pages.note_page(chart, found.note.pk)
    context = {
        "patient": chart.patient,
        "head": chart_head(chart),
        "page": page,
        "summary": shown(chart, found),
        "paragraphs": paragraphs(page.row.text),
        "signed_on": SourceDate(timezone.localtime(page.signed_at).date().isoformat()) if page.signed_at else None,
        "grade": grade(page.row.text),
        "reader": get_language(),
    }
    with override(found.frame):
        return render(request, "assistant/summary/handout.html", context)


def _text(chart: Chart, summary_id: UUID) -> StoredSummary:
    """One that has a page of its own. Raises NotFound."""
    found = summaries.find(chart, summary_id)
    if found.kind in (SummaryKind.CHART, SummaryKind.NOTE):
        raise NotFound(_("This summary is not there. A newer one may have taken its place."))
    return found


def _chooser(request: HttpRequest, chart: Chart, kind: SummaryKind, more: dict[str, object]) -> HttpResponse:
    visits = rows.encounters(chart)
    context = {
        "stays": [row for row in visits if row.kind in ("IMP", "ACUTE", "NONAC", "OBSENC", "EMER")],
        "visits": [row for row in visits if row.kind not in ("IMP", "ACUTE", "NONAC", "OBSENC", "EMER")],
        "before": [shown(chart, one) for one in summaries.made_before(chart, kind)],
        "part": kind,
        **more,
    }
    return section(request, chart, "summary", f"assistant/summary/choose_{kind}.html", context)
