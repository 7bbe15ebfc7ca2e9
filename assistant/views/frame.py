"""The frame that every page of a chart has: banner, sections, the conversation beside it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from assistant.selectors import chat
from records import access
from records.access import Basis, Chart
from records.selectors.chart_head import chart_head
from triage.selectors.alerts import alert_count

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Chart, Given], HttpResponse]

# Section, its address, its name, its icon, and which count stands beside it.
SECTIONS = (
    ("overview", "assistant:patient", gettext_lazy("Overview"), "list", ""),
    ("alerts", "assistant:alerts", gettext_lazy("Alerts"), "bell", "alerts"),
    ("summary", "assistant:summary", gettext_lazy("Summary"), "scan-line", ""),
    ("timeline", "assistant:timeline", gettext_lazy("Timeline"), "history", ""),
    ("notes", "assistant:notes", gettext_lazy("Notes"), "file-text", "notes"),
    ("labs", "assistant:labs", gettext_lazy("Labs"), "flask-conical", ""),
    ("medicines", "assistant:medicines", gettext_lazy("Medicines"), "pill", ""),
    ("problems", "assistant:problems", gettext_lazy("Problems"), "clipboard-list", ""),
    ("reconcile", "assistant:reconcile", gettext_lazy("Check lists"), "arrow-down-up", ""),
    ("procedures", "assistant:procedures", gettext_lazy("Procedures and immunizations"), "syringe", ""),
    ("differential", "assistant:differential", gettext_lazy("Differential"), "stethoscope", ""),
    ("scores", "assistant:scores", gettext_lazy("Scores"), "calculator", ""),
    ("images", "assistant:images", gettext_lazy("Images"), "image", "studies"),
)


def chart_page(view: View[Given]) -> Callable[..., HttpResponse]:
    """Opens the chart for the signed-in user before the view runs; nothing of the reply is kept by browsers."""

    @wraps(view)
    @login_required
    @never_cache
    def opened(request: HttpRequest, patient_id: UUID, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        chart = access.open_chart(access.actor_for(request.user, access.Channel.WEB), patient_id)
        if chart.basis == Basis.SELF:
            return redirect("records:my_record")
        chart.must_be_for_treatment()
        return view(request, chart, *args, **kwargs)

    return opened


def section(
    request: HttpRequest, chart: Chart, name: str, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """One section in its frame; alone for the side sheet; with the navigation when it is swapped in."""
    shown = {"patient": chart.patient, "section": name, "section_template": template, **context}
    part = request.headers.get("HX-Request") == "true"
    if part and request.headers.get("HX-Target") != "chart":
        return render(request, template, shown, status=status)
    head = chart_head(chart)
    alerts = alert_count(chart)
    counts = {"notes": head.notes, "studies": head.studies, "alerts": alerts.loud}
    shown |= {"head": head, "alerts": alerts, "sections": _navigation(counts, name)}
    if part:
        return render(request, "assistant/patient/swap.html", shown, status=status)
    # Last, so that what the section says of itself cannot be taken for the panel's.
    shown |= chat.panel(chart, request.GET.get("conversation", ""))
    return render(request, "assistant/patient/frame.html", shown, status=status)


def _navigation(counts: Mapping[str, int], current: str) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "address": address,
            "label": label,
            "icon": icon,
            "count": counts.get(counted),
            "current": name == current,
        }
        for name, address, label, icon, counted in SECTIONS
    ]
