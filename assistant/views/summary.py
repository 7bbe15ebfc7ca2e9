"""The patient on one screen, a note in short, the sources behind both, and how much of suggestions is kept."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assistant.selectors.summary import citation, making, opened, shown
from assistant.views.frame import chart_page
from assistant.views.making import summary_page
from records import access
from records.access import Chart
from records.selectors import note_pages
from triage.models import SummaryKind
from triage.selectors.summary_quality import kept_words
from triage.services import summaries


@require_http_methods(["GET", "POST"])
@chart_page
def summary(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST has it made anew."""
    if request.method == "POST":
        chart.must_be_writable()
        summaries.submit_chart(chart.actor.user, chart.patient.pk)
        return cast(HttpResponse, redirect("assistant:summary", chart.patient.pk))
    # The job first: one that ends between the two reads must not look over with nothing written.
    made_by = making(chart, summaries.SUMMARIZE_CHART, chart.patient.pk)
    found = summaries.latest(chart)
    context = {
        "summary": shown(chart, found) if found else None,
        "part": SummaryKind.CHART,
    }
    return summary_page(request, chart, "summary", "assistant/summary/chart.html", context, made_by)


@require_http_methods(["GET", "POST"])
@chart_page
def note_summary(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    """The part of a note's page that holds it in short. POST has it made."""
    if request.method == "POST":
        summaries.submit_note(chart, note_id)
    if request.method == "POST" or request.headers.get("HX-Request") != "true":
        return cast(HttpResponse, redirect("assistant:note", chart.patient.pk, note_id))
    note_pages.note_page(chart, note_id)
    context = {"patient": chart.patient, "note_id": note_id, **of_note(chart, note_id)}
    return render(request, "assistant/summary/of_note.html", context)


def of_note(chart: Chart, note_id: UUID) -> dict[str, object]:
    made_by = making(chart, summaries.SUMMARIZE_NOTE, note_id)  # first, as above
    found = summaries.latest_of_note(chart, note_id)
    return {"summary": shown(chart, found) if found else None, "making": made_by}


@require_GET
@chart_page
def summary_source(request: HttpRequest, chart: Chart, summary_id: UUID, number: int) -> HttpResponse:
    found = summaries.find(chart, summary_id)
    cited = citation(found, number)
    source = opened(chart, found, cited)
    whole, label = "", _("Open the whole note")
    if source.note_id:
        whole = reverse("assistant:note", args=[chart.patient.pk, source.note_id])
    elif found.kind == SummaryKind.DIALOGUE:
        whole, label = reverse("assistant:dialogue_note", args=[chart.patient.pk, found.pk]), _("In the whole dialogue")
    start, end = (source.start, source.end) if source.note_id else (cited.start, cited.end)
    context = {
        "patient": chart.patient,
        "citation": cited,
        "source": source,
        "note_url": f"{whole}?start={start}&end={end}#cited" if whole and end else whole,
        "note_label": label,
    }
    part = "_part" if request.headers.get("HX-Request") else ""
    return render(request, f"assistant/chat/citation{part}.html", context)


@require_GET
@login_required
@never_cache
def quality(request: HttpRequest) -> HttpResponse:
    actor = access.actor_for(request.user, access.Channel.WEB)
    kinds = kept_words(actor)
    return render(
        request, "assistant/summary_quality.html", {"kinds": kinds, "total": sum(one.signed for one in kinds)}
    )
