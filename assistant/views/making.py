"""A page that holds a summary, or will when a job has made it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assistant.selectors.summary import Making
from assistant.views.frame import section
from records.access import Chart

_PLACE = "summary-state"


def summary_page(
    request: HttpRequest, chart: Chart, name: str, template: str, context: dict[str, Any], making: Making | None
) -> HttpResponse:
    """The section; or of it the place that tells how far the work is, for the page that heard news of the job. Where a
    summary stands already, somebody may be reading it: the new one is offered. Else it comes by itself."""
    summary = context["summary"]
    ready = str(summary.id) if summary and summary.sections else ""
    whole = {**context, "making": making, "on_page": ready}
    if request.headers.get("HX-Target") != _PLACE:
        return section(request, chart, name, template, whole)
    on_page = request.GET.get("shown", "")
    if making and making.job.is_over and not on_page:
        reply = section(request, chart, name, template, whole)
        reply["HX-Retarget"], reply["HX-Reswap"] = "#chart", "innerHTML"
        return reply
    now = {"patient": chart.patient, "back": request.path, "on_page": on_page, "newer": ready != on_page}
    return render(request, "assistant/summary/state.html", {**whole, **now})
