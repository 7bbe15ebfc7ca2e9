"""The finder, and opening somebody else's patient with a reason.

What is typed is posted: names and birth dates must not stand in addresses, which are logged.
"""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from records import access
from records.access import Actor
from records.forms.break_glass import BreakGlassForm
from records.models import Role
from records.selectors.patient_search import search
from records.selectors.standing import standings
from records.services import break_glass as emergencies
from records.views.page import page_for

MIN_LETTERS = 3  # fewer find only whole names


@require_http_methods(["GET", "POST"])
@page_for(Role.CLINICIAN)
def finder(request: HttpRequest, actor: Actor) -> HttpResponse:
    """GET shows the empty box; POST the results, alone for htmx."""
    text = request.POST.get("q", "").strip()
    context: dict[str, object] = {"text": text}
    if text:
        context |= _found(actor, text)
    template = "records/finder_results.html" if request.headers.get("HX-Request") else "records/finder.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@page_for(Role.CLINICIAN)
def break_glass(request: HttpRequest, actor: Actor, wanted_id: UUID) -> HttpResponse:
    """The form looks nothing up, so it tells nobody whether this chart exists."""
    form = BreakGlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        access.break_glass(actor, wanted_id, form.full_reason)
        return redirect("assistant:patient", wanted_id)
    context = {"form": form, "wanted_id": wanted_id, "hours": settings.BREAK_GLASS_SECONDS // 3600}
    return render(request, "records/break_glass.html", context)


@require_POST
@page_for(Role.CLINICIAN)
def break_glass_close(request: HttpRequest, actor: Actor, patient_id: UUID) -> HttpResponse:
    chart = access.open_chart(actor, patient_id, quiet=True)
    while running := access.open_break_glass(chart):  # it may have been opened twice
        emergencies.close(actor, running.pk)
    messages.success(request, _("The chart is closed. A privacy officer will review that you opened it."))
    return redirect("assistant:home")


def _found(actor: Actor, text: str) -> dict[str, object]:
    finding = search(actor, text)
    ids = [one.patient_id for one in finding.found]
    if finding.stranger:
        ids.append(finding.stranger.patient_id)
    known = standings(actor, ids)
    return {
        "finding": finding,
        "keep_typing": finding.too_vague or (len(text) < MIN_LETTERS and not finding.found),
        "found": [(one, known[one.patient_id]) for one in finding.found],
        "stranger": finding.stranger,
        "stranger_standing": known[finding.stranger.patient_id] if finding.stranger else None,
    }
