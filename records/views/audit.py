"""For privacy officers: the audit trail, whether it is whole, and emergency access to review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from records import audit
from records.access import Actor
from records.forms.audit import ACTIONS, OUTCOMES, ReviewForm, TrailForm
from records.models import Role
from records.selectors import oversight
from records.selectors.who_looked import audit_trail
from records.services import break_glass
from records.services.trail_check import check_trail
from records.views.page import page_for

PAGE_SIZE = 50


@require_GET
@page_for(Role.PRIVACY_OFFICER)
def trail(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = TrailForm(request.GET)
    text = request.GET.get("page", "")
    number = int(text) if text.isdecimal() and 0 < len(text) < 6 else 1
    start = (max(number, 1) - 1) * PAGE_SIZE
    lines = audit_trail(actor, form.wanted(), start, PAGE_SIZE + 1)
    context = {
        "form": form,
        "lines": lines[:PAGE_SIZE],
        "number": number,
        "has_more": len(lines) > PAGE_SIZE,
        "filtered": any(form.cleaned_data.values()),
        "sealed": audit.root()[0],
        "actions": {str(key): label for key, label in ACTIONS.items()},
        "outcomes": {str(key): label for key, label in OUTCOMES.items()},
    }
    return _page(request, "trail", context)


@require_POST
@page_for(Role.PRIVACY_OFFICER)
def find_patient(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Record numbers are posted; the address then carries the chart's own id."""
    found = oversight.patient_by_record_number(actor, request.POST.get("record_number", ""))
    if found is None:
        messages.warning(request, _("No single patient has this record number."))
        return redirect("records:audit")
    return redirect(f"{reverse('records:audit')}?patient={found}")


@require_POST
@page_for(Role.PRIVACY_OFFICER)
def verify(request: HttpRequest, actor: Actor) -> HttpResponse:
    checked = check_trail(actor)
    if checked.too_long:
        text = _("The trail has %(count)d lines, too many for a page. Run: python manage.py check_audit")
        messages.warning(request, text % {"count": checked.count})
    elif checked.broken:
        text = _("The trail is NOT whole. First fault at line %(line)d: %(reason)s. Change nothing and get help.")
        messages.error(request, text % {"line": checked.broken.sequence, "reason": checked.broken.reason})
    else:
        text = _("The trail is whole: all %(count)d lines are unchanged and in order.")
        messages.success(request, text % {"count": checked.count})
    return redirect("records:audit")


@require_GET
@page_for(Role.PRIVACY_OFFICER)
def reviews(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _reviews(request, actor)


@require_POST
@page_for(Role.PRIVACY_OFFICER)
def review(request: HttpRequest, actor: Actor, emergency_id: UUID) -> HttpResponse:
    form = ReviewForm(request.POST, auto_id=f"id_{emergency_id}_%s")
    if not form.is_valid():
        return _reviews(request, actor, wrong=(emergency_id, form))
    break_glass.review(actor, emergency_id, form.cleaned_data["note"])
    messages.success(request, _("The review is closed."))
    return redirect("records:reviews")


def _reviews(request: HttpRequest, actor: Actor, wrong: tuple[UUID, ReviewForm] | None = None) -> HttpResponse:
    listed = []
    for one in oversight.emergencies(actor):
        form = wrong[1] if wrong and wrong[0] == one.id else ReviewForm(auto_id=f"id_{one.id}_%s")
        listed.append((one, form))
    waiting = sum(1 for one, _form in listed if one.reviewed_at is None and not one.is_open)
    return _page(request, "reviews", {"listed": listed, "waiting": waiting})


def _page(request: HttpRequest, current: str, context: dict[str, object]) -> HttpResponse:
    tabs = [
        {"label": _("Audit trail"), "href": reverse("records:audit"), "current": current == "trail"},
        {
            "label": _("Emergency access"),
            "href": reverse("records:reviews"),
            "current": current == "reviews",
            "count": oversight.awaiting_review(),
        },
    ]
    return render(request, f"records/console/{current}.html", {"tabs": tabs, **context})
