"""The patient on one screen, and a note made of a visit's dialogue: suggested, edited, signed."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistant.selectors import sources
from assistant.selectors.summary import shown, source
from assistant.views.frame import chart_page, section
from records.access import Chart
from triage.selectors.jobs import about
from triage.services import summaries


@require_http_methods(["GET", "POST"])
@chart_page
def summary(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST has it made anew."""
    if request.method == "POST":
        chart.must_be_writable()
        summaries.submit_chart(chart.actor.user, chart.patient.pk)
        return cast(HttpResponse, redirect("assistant:summary", chart.patient.pk))
    found = summaries.latest(chart)
    context = {
        "summary": shown(chart, found) if found else None,
        "job": about(summaries.SUMMARIZE_CHART, chart.patient.pk),
    }
    return section(request, chart, "summary", "assistant/summary/chart.html", context)


@require_GET
@chart_page
def summary_source(request: HttpRequest, chart: Chart, summary_id: UUID, number: int) -> HttpResponse:
    citation = source(summaries.find(chart, summary_id), number)
    opened = sources.opened(chart, citation)
    note = reverse("assistant:note", args=[chart.patient.pk, opened.note_id]) if opened.note_id else ""
    address = f"{note}?start={opened.start}&end={opened.end}#cited" if note and opened.end else note
    context = {"patient": chart.patient, "citation": citation, "source": opened, "note_url": address}
    part = "_part" if request.headers.get("HX-Request") else ""
    return render(request, f"assistant/chat/citation{part}.html", context)


@require_POST
@chart_page
def accept(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    """The text as it was edited becomes a draft note of the acting clinician, who signs it there."""
    found = summaries.find(chart, summary_id)
    dialogue = found.kind == "dialogue"
    title, kind = (_("Visit"), "Progress note") if dialogue else (_("Patient summary"), "Other")
    note = summaries.as_draft(chart, found, request.POST.get("text", ""), title=title, kind=kind)
    messages.success(request, _("The draft is saved. Only you can see it until you sign it."))
    return cast(HttpResponse, redirect("assistant:note_edit", chart.patient.pk, note.pk))


@require_http_methods(["GET", "POST"])
@chart_page
def dialogue(request: HttpRequest, chart: Chart) -> HttpResponse:
    """Paste what was said in a visit; a job writes it up."""
    if request.method == "POST":
        made = summaries.submit_dialogue(chart, request.POST.get("text", ""))
        return cast(HttpResponse, redirect("assistant:dialogue_note", chart.patient.pk, made.pk))
    return section(request, chart, "notes", "assistant/summary/dialogue.html", {})


@require_GET
@chart_page
def dialogue_note(request: HttpRequest, chart: Chart, summary_id: UUID) -> HttpResponse:
    found = summaries.find(chart, summary_id)
    context = {"summary": shown(chart, found), "job": about(summaries.SUMMARIZE_DIALOGUE, summary_id), "dialogue": True}
    return section(request, chart, "notes", "assistant/summary/written.html", context)
