"""What a model marked in a note: reading it, deciding about it, having a note read."""

import json
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistant.views.frame import chart_page
from records.access import Chart, as_uuid
from records.errors import UserError
from records.selectors import note_pages
from triage.models import NoteMark
from triage.selectors.jobs import reading_job
from triage.selectors.marks import NoteMarks, ShownMark, find_mark, marks_of, shown
from triage.services import marking, reviewing


@require_http_methods(["GET", "POST"])
@chart_page
def mark(request: HttpRequest, chart: Chart, mark_id: UUID) -> HttpResponse:
    """One mark in detail. POST `decision` is accept, wrong or change (with `label`)."""
    if request.method == "POST":
        return _decided(request, chart, mark_id)
    found, note = find_mark(chart, mark_id)
    if request.headers.get("HX-Request") != "true":
        return _to_note(chart, note.pk, mark_id)
    context = {"patient": chart.patient, "mark": shown(found, note.text), "note_id": note.pk}
    return render(request, "assistant/marks/panel.html", context)


@require_POST
@chart_page
def undo(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    note = note_pages.note_page(chart, note_id)
    found = reviewing.undo(chart, as_uuid(note.row.id) or note_id)
    return _changed(request, chart, found)


@require_POST
@chart_page
def reviewed(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    note_pages.note_page(chart, note_id)
    reviewing.finish(chart, note_id, done=request.POST.get("done") != "no")
    return cast(HttpResponse, redirect("assistant:note", chart.patient.pk, note_id))


@require_POST
@chart_page
def read(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    """Have the note read by the model."""
    note_pages.note_page(chart, note_id)
    chart.must_be_writable()
    marking.submit_note(chart.actor.user, chart.patient.pk, note_id)
    return cast(HttpResponse, redirect("assistant:note", chart.patient.pk, note_id))


@require_GET
@chart_page
def reading(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    """How far the reading is: a part of the note's page, which asks for it when there is news of the job."""
    page = note_pages.note_page(chart, note_id)
    job = reading_job(chart, note_id)  # before its marks: it may end between the two reads
    marks = marks_of(chart, note_id, page.row.text)
    context = {"patient": chart.patient, "note_id": note_id, "job": job, "ready": marks}
    return render(request, "assistant/marks/reading.html", context)


def chosen(marks: NoteMarks | None, wanted: str) -> ShownMark | None:
    """Of `?mark=`, else none."""
    return next((one for one in marks.marks if str(one.id) == wanted), None) if marks else None


def _decided(request: HttpRequest, chart: Chart, mark_id: UUID) -> HttpResponse:
    match request.POST.get("decision"):
        case "accept":
            return _changed(request, chart, reviewing.accept(chart, mark_id), ahead=True)
        case "wrong":
            return _changed(request, chart, reviewing.say_wrong(chart, mark_id), ahead=True)
        case "change":
            return _changed(request, chart, reviewing.change(chart, mark_id, request.POST.get("label", "")))
    raise UserError(_("Choose what to do with this mark."))


def _changed(request: HttpRequest, chart: Chart, found: NoteMark, *, ahead: bool = False) -> HttpResponse:
    """The panel, the changed mark and the counts; without scripts the whole note. `ahead`: with the mark that is
    to be looked at next, which the page names where it does not show all types."""
    note_id = found.marking.note_id
    page = note_pages.note_page(chart, note_id)
    marks = marks_of(chart, note_id, page.row.text)
    changed = chosen(marks, str(found.pk))
    now = (ahead and _following(marks, found, request.POST.get("next", ""))) or changed
    if request.headers.get("HX-Request") != "true" or now is None:
        return _to_note(chart, note_id, now.id if now else found.pk)
    context = {"patient": chart.patient, "mark": now, "changed": changed, "marks": marks, "note_id": note_id}
    reply = render(request, "assistant/marks/panel.html", context)
    reply["HX-Trigger-After-Settle"] = json.dumps({"mark-shown": {"mark": str(now.id)}})
    return reply


def _following(marks: NoteMarks | None, found: NoteMark, wanted: str) -> ShownMark | None:
    if wanted:
        return chosen(marks, wanted)
    return next((one for one in marks.marks if one.start > found.start and one.is_open), None) if marks else None


def _to_note(chart: Chart, note_id: UUID, mark_id: UUID) -> HttpResponse:
    address = reverse("assistant:note", args=[chart.patient.pk, note_id])
    return cast(HttpResponse, redirect(f"{address}?mark={mark_id}#m-{mark_id}"))
