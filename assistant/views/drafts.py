"""Entries of a list that are made from a note: a draft to look over, then signed or discarded."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assistant.forms.rows import FORMS, RowForm
from assistant.views.frame import chart_page, section
from records.access import Chart
from records.engine.rows import AllergyRow, ConditionRow, MedicationRow
from records.models import Provenance
from records.selectors import note_pages, rows
from records.services import proposals
from triage.services import proposing

LISTS = {"condition": "problems", "medication": "medicines", "allergy": "problems"}


@require_POST
@chart_page
def propose(request: HttpRequest, chart: Chart, mark_id: UUID) -> HttpResponse:
    made = proposing.propose(chart, mark_id, request.POST.get("kind", ""))
    return cast(HttpResponse, redirect("assistant:draft", chart.patient.pk, made.pk))


@require_http_methods(["GET", "POST"])
@chart_page
def draft(request: HttpRequest, chart: Chart, proposal_id: UUID) -> HttpResponse:
    """POST `action` is save, sign or discard."""
    proposal = proposals.own_proposal(chart, proposal_id)
    page = LISTS[proposal.kind]
    if request.POST.get("action") == "discard":
        proposals.discard(chart, proposal)
        messages.success(request, _("The draft is discarded. The note and its marks stay."))
        return cast(HttpResponse, redirect(f"assistant:{page}", chart.patient.pk))
    form = FORMS[proposal.kind](request.POST or None, initial=_initial(chart, proposal))
    if request.method == "POST" and form.is_valid():
        return _saved(request, chart, proposal, form)
    note = note_pages.note_page(chart, proposal.note_id)
    context = {
        "form": form,
        "proposal": proposal,
        "quote": note.row.text[proposal.start : proposal.end],
        "note": note.row,
        "already": _already(chart, proposal),
    }
    return section(request, chart, page, "assistant/patient/draft.html", context)


def _saved(request: HttpRequest, chart: Chart, proposal: Provenance, form: RowForm) -> HttpResponse:
    if request.POST.get("action") == "sign":
        proposing.sign(chart, proposal, form.cleaned_data)
        messages.success(request, _("The entry is signed and is part of the record."))
        return cast(HttpResponse, redirect(f"assistant:{LISTS[proposal.kind]}", chart.patient.pk))
    proposals.revise(chart, proposal, form.cleaned_data)
    messages.success(request, _("The draft is saved. Only you can see it until you sign it."))
    return cast(HttpResponse, redirect("assistant:draft", chart.patient.pk, proposal.pk))


def _initial(chart: Chart, proposal: Provenance) -> dict[str, object]:
    values = proposals.values_of(chart, proposal)
    reactions = values.get("reactions")
    return {**values, "reactions": ", ".join(reactions)} if isinstance(reactions, list) else values


def _already(chart: Chart, proposal: Provenance) -> list[str]:
    """Entries of the list that have the same name."""
    listed: Sequence[ConditionRow | MedicationRow | AllergyRow]
    match proposal.kind:
        case "condition":
            listed = rows.conditions(chart)
        case "medication":
            listed = rows.medications(chart)
        case _:
            listed = rows.allergies(chart)
    name = str(proposal.suggested.get("name", "")).casefold()
    return [row.display for row in listed if name and name in row.name.casefold()]
