"""The alerts of a chart: why each is there, and putting it off or overriding it."""

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistant.selectors.row_links import row_addresses
from assistant.views.frame import chart_page, section
from records import access
from records.access import Chart
from records.errors import UserError
from triage.selectors.alert_burden import burden
from triage.selectors.alerts import alert_board
from triage.services import alerts as deciding


@require_http_methods(["GET", "POST"])
@chart_page
def alerts(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST `decision` is snooze (with `until`) or override (with `reason`), about the alert `key`."""
    error, status = "", 200
    if request.method == "POST":
        try:
            _decide(chart, request)
            return _back(chart)
        except UserError as refused:
            error, status = refused.message, refused.status
    board = alert_board(chart)
    rows = {row.key for alert in (*board.loud, *board.notes, *board.due) for row in alert.rows}
    context = {
        "board": board,
        "addresses": row_addresses(chart, rows),
        "error": error,
        "about": request.POST.get("key", ""),
    }
    return section(request, chart, "alerts", "assistant/patient/alerts.html", context, status)


@require_POST
@chart_page
def take_back(request: HttpRequest, chart: Chart, review_id: UUID) -> HttpResponse:
    deciding.take_back(chart, review_id)
    messages.success(request, _("The alert is shown again."))
    return _back(chart)


@require_GET
@login_required
@never_cache
def alert_burden(request: HttpRequest) -> HttpResponse:
    actor = access.actor_for(request.user, access.Channel.WEB)
    return render(request, "assistant/alert_burden.html", {"burden": burden(actor)})


def _decide(chart: Chart, request: HttpRequest) -> None:
    key = request.POST.get("key", "")
    if request.POST.get("decision") == "override":
        deciding.override(chart, key, request.POST.get("reason", ""))
        messages.success(request, _("The alert is overridden. Your reason is kept."))
    else:
        deciding.snooze(chart, key, _day(request.POST.get("until", "")))
        messages.success(request, _("The alert is put off."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(_("Choose a day after today.")) from None


def _back(chart: Chart) -> HttpResponse:
    return cast(HttpResponse, redirect("assistant:alerts", chart.patient.pk))
