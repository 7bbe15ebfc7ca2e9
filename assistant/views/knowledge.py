"""Pages of the knowledge base, and changes that clinicians propose to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assistant.selectors.knowledge import catalogue, condition_entry, drug_entry, may_read
from records import access
from records.access import Actor
from records.errors import UserError
from triage.models import EntryKind
from triage.selectors.knowledge_proposals import open_count, proposals
from triage.services.knowledge_proposals import LONGEST, propose, settle

QUERY_LENGTH = 80


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Clinicians and administrators only; the view gets who acts."""

    @wraps(view)
    @login_required
    @never_cache
    def opened(request: HttpRequest, **named: Any) -> HttpResponse:
        actor = access.actor_for(request.user, access.Channel.WEB)
        may_read(actor)
        return view(request, actor, **named)

    return opened


@require_GET
@for_readers
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())[:QUERY_LENGTH]
    return render(request, "assistant/knowledge/index.html", {"found": catalogue(query), "longest": QUERY_LENGTH})


@require_http_methods(["GET", "POST"])
@for_readers
def condition(request: HttpRequest, actor: Actor, condition_id: str) -> HttpResponse:
    """POST `text` proposes a change."""
    context: dict[str, object] = {"entry": condition_entry(condition_id)}
    return _entry(request, actor, EntryKind.CONDITION, condition_id, context)


@require_http_methods(["GET", "POST"])
@for_readers
def drug(request: HttpRequest, actor: Actor, drug_id: str) -> HttpResponse:
    return _entry(request, actor, EntryKind.DRUG, drug_id, {"entry": drug_entry(drug_id)})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def proposal_list(request: HttpRequest) -> HttpResponse:
    """For administrators. POST `proposal` with `state` notes what became of it."""
    actor = access.actor_for(request.user, access.Channel.WEB)
    error, status = "", 200
    if request.method == "POST":
        try:
            settle(actor, _id(request.POST.get("proposal", "")), request.POST.get("state", ""))
            return cast(HttpResponse, redirect("assistant:knowledge_proposals"))
        except UserError as refused:
            error, status = refused.message, refused.status
    context = {"proposals": proposals(actor), "error": error}
    return render(request, "assistant/knowledge/proposals.html", context, status=status)


def _id(text: str) -> UUID:
    found = access.as_uuid(text)
    if found is None:
        raise UserError(_("This proposal is already settled."))
    return found


def _entry(request: HttpRequest, actor: Actor, kind: EntryKind, entry: str, context: dict[str, object]) -> HttpResponse:
    status = 200
    if request.method == "POST":
        try:
            propose(actor, kind, entry, request.POST.get("text", ""))
            messages.success(request, _("Your proposal is kept for review. Until then the entry stays as it is."))
            return cast(HttpResponse, redirect(request.path))
        except UserError as refused:
            context |= {"error": refused.message, "text": request.POST.get("text", "")}
            status = refused.status
    context |= {"open": open_count(kind, entry), "longest": LONGEST}
    return render(request, f"assistant/knowledge/{kind}.html", context, status=status)
