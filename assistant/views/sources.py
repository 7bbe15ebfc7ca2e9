"""One row of a chart in full, for whatever names it: opened beside the page, or as a page of its own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assistant.selectors.row_links import SECTIONS
from assistant.selectors.sources import of_row
from assistant.views.frame import chart_page
from records.access import Chart
from records.errors import NotFound
from records.selectors.citations import find_row


@require_GET
@chart_page
def row(request: HttpRequest, chart: Chart, source: str, row_id: UUID) -> HttpResponse:
    if source not in SECTIONS:
        raise NotFound(_("This entry is not in the chart."))
    found = find_row(chart, source, str(row_id))
    context = {
        "patient": chart.patient,
        "source": of_row(found, getattr(found, "name", "")),
        "note_url": reverse(SECTIONS[source], args=[chart.patient.pk]),
        "note_label": _("All of its kind in the chart"),
    }
    part = "_part" if request.headers.get("HX-Request") else ""
    return render(request, f"assistant/chat/citation{part}.html", context)
