"""A patient's own record: what it says, who looked at it, and what may be done with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from records import access
from records.access import Actor, Chart
from records.engine.current import is_current_medicine
from records.errors import NotFound
from records.models import ConsentScope, Role
from records.selectors import rows
from records.selectors.chart_head import allergies_of
from records.selectors.labs import measured
from records.selectors.look_days import by_day
from records.selectors.note_pages import note_page
from records.selectors.who_looked import who_looked
from records.services import consent
from records.services.export import chart_as_json
from records.views.page import page_for

RESULT_CATEGORIES = ("laboratory", "vital-signs")


@page_for(Role.PATIENT)
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    chart = _own_chart(actor)
    medicines, problems = rows.medications(chart), rows.conditions(chart)
    context = {
        "problems": [row for row in problems if row.is_active],
        "past_problems": [row for row in problems if not row.is_active],
        "medicines": [row for row in medicines if is_current_medicine(row)],
        "past_medicines": [row for row in medicines if not is_current_medicine(row)],
        "allergies": allergies_of(rows.allergies(chart)),
        "immunizations": rows.immunizations(chart),
        "visits": rows.encounters(chart),
    }
    return _page(request, "overview", context)


@page_for(Role.PATIENT)
def results(request: HttpRequest, actor: Actor) -> HttpResponse:
    found = [one for one in measured(_own_chart(actor)) if one.series.latest.category in RESULT_CATEGORIES]
    return _page(request, "results", {"results": found})


@page_for(Role.PATIENT)
def notes(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _page(request, "notes", {"notes": rows.notes(_own_chart(actor))})


@page_for(Role.PATIENT)
def note(request: HttpRequest, actor: Actor, own_note_id: UUID) -> HttpResponse:
    return _page(request, "notes", {"page": note_page(_own_chart(actor), own_note_id)}, "records/my_record/note.html")


@page_for(Role.PATIENT)
def lookers(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _page(request, "lookers", {"days": by_day(who_looked(_own_chart(actor)))})


@page_for(Role.PATIENT)
def choices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """POST decides one scope: `scope` and `given` (yes or no)."""
    chart = _own_chart(actor)
    if request.method == "POST":
        scope = request.POST.get("scope", "")
        if scope in ConsentScope.values:
            decide = consent.give if request.POST.get("given") == "yes" else consent.withdraw
            decide(chart, ConsentScope(scope))
            messages.success(request, _("Your choice is saved. It counts from now on."))
        return redirect("records:my_choices")
    return _page(request, "choices", {"decisions": consent.latest(chart)})


@require_POST
@page_for(Role.PATIENT)
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    response = HttpResponse(chart_as_json(_own_chart(actor)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="my-record-{timezone.localdate().isoformat()}.json"'
    return response


def _own_chart(actor: Actor) -> Chart:
    """Raises NotFound where no chart is linked to the account."""
    own = access.my_patients(actor).first()
    if own is None:
        raise NotFound(_("No record is linked to your account yet. Ask the clinic to link it."))
    if own.replaced_by_id is not None:
        raise NotFound(_("Your record was merged with another one. Ask the clinic to link your account to it."))
    return access.open_chart(actor, own.pk)


def _page(request: HttpRequest, current: str, context: dict[str, object], template: str = "") -> HttpResponse:
    tabs = [
        ("overview", "records:my_record", _("My record")),
        ("results", "records:my_results", _("Results")),
        ("notes", "records:my_notes", _("Notes")),
        ("lookers", "records:my_lookers", _("Who looked")),
        ("choices", "records:my_choices", _("My choices")),
    ]
    context["tabs"] = [
        {"label": label, "href": reverse(address), "current": name == current} for name, address, label in tabs
    ]
    return render(request, template or f"records/my_record/{current}.html", context)
