"""A chart without names to take away: ask for it, watch it being made, fetch it."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from assistant.views.frame import chart_page, section
from records.access import Chart
from records.errors import Forbidden
from triage.services import deidentification, deidentified_exports


@require_http_methods(["GET", "POST"])
@chart_page
def page(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST asks for an export, with `purpose`."""
    if request.method == "POST":
        deidentified_exports.submit(chart, request.POST.get("purpose", ""))
        return cast(HttpResponse, redirect("assistant:deidentified", chart.patient.pk))
    recall, spans = deidentification.measured()
    context: dict[str, object] = {"recall": recall, "spans": spans, "limit": deidentified_exports.PURPOSE_LENGTH}
    try:
        deidentified_exports.must_be_allowed(chart)
    except Forbidden as refusal:
        context["refusal"] = refusal.message
    else:
        exports = list(deidentified_exports.own(chart))
        context |= {"exports": exports, "waiting": any(job and not job.is_over for _one, job in exports)}
    return section(request, chart, "overview", "assistant/patient/deidentified.html", context)


@require_POST
@chart_page
def fetch(request: HttpRequest, chart: Chart, export_id: UUID) -> HttpResponse:
    response = HttpResponse(deidentified_exports.fetch(chart, export_id), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="deidentified-{str(export_id)[:8]}.json"'
    return response
