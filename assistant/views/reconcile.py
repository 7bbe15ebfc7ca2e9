"""Where a chart's notes, lists and dates do not agree."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistant.selectors.reconcile import difference, reconciliation
from assistant.selectors.row_links import row_addresses
from assistant.views.frame import chart_page, section
from records.access import Chart
from triage.services import dismissals


@require_http_methods(["GET", "POST"])
@chart_page
def page(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST `key` with `reason` dismisses a difference, with `back` brings it back. Keys are posted and never
    part of an address: they may name what the chart holds."""
    if request.method == "POST":
        key = request.POST.get("key", "")
        if "back" in request.POST:
            dismissals.bring_back(chart, key)
        else:
            dismissals.dismiss(chart, difference(chart, key), request.POST.get("reason", ""))
            messages.success(request, _("Dismissed. It stays listed below with your reason."))
        return cast(HttpResponse, redirect("assistant:reconcile", chart.patient.pk))
    found = reconciliation(chart)
    addresses = row_addresses(chart, {one.row for one in (*found.conflicts, *found.not_noted)})
    context = {"found": found, "addresses": addresses}
    return section(request, chart, "reconcile", "assistant/patient/reconcile.html", context)
