"""The conversation without scripts, and the parts that the page asks for: sources, lists, exports."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistant.models import Exchange
from assistant.selectors import chat, sources
from assistant.services import conversations, export
from records import access
from records.access import Chart
from records.errors import NotFound, UserError


def open_chart(request: HttpRequest, patient_id: UUID) -> Chart:
    chart = access.open_chart(access.actor_for(request.user, access.Channel.WEB), patient_id, quiet=True)
    chart.must_be_for_treatment()
    return chart


@login_required
@require_POST
def ask(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    chart = open_chart(request, patient_id)
    wanted = access.as_uuid(request.POST.get("conversation", ""))
    exchange = conversations.ask(chart, request.POST.get("question", ""), wanted)
    return _to_exchange(chart, exchange)


@login_required
@require_POST
def again(request: HttpRequest, patient_id: UUID, exchange_id: UUID) -> HttpResponse:
    chart = open_chart(request, patient_id)
    return _to_exchange(chart, conversations.ask_again(chart, exchange_id, request.POST.get("question")))


@login_required
@require_POST
def stop(request: HttpRequest, patient_id: UUID, exchange_id: UUID) -> HttpResponse:
    chart = open_chart(request, patient_id)
    conversations.stop(chart, exchange_id)
    return _to_exchange(chart, conversations.own_exchange(chart, exchange_id))


@login_required
@require_POST
def rate(request: HttpRequest, patient_id: UUID, exchange_id: UUID) -> HttpResponse:
    chart = open_chart(request, patient_id)
    try:
        thumb = int(request.POST.get("thumb", ""))
    except ValueError:
        raise UserError(_("This rating is not known. Reload the page and try again.")) from None
    exchange = conversations.rate(
        chart, exchange_id, thumb, request.POST.get("reason", ""), request.POST.get("comment", "")
    )
    if not request.headers.get("HX-Request"):
        return _to_exchange(chart, exchange)
    return render(request, "assistant/chat/foot.html", {"item": chat.shown_one(chart, exchange)})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def conversation_list(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Searching posts its words: they may name the patient, and addresses are logged."""
    chart = open_chart(request, patient_id)
    words = request.POST.get("words", "")
    context = {"patient": chart.patient, "conversations": chat.search(chart, words), "words": words}
    return render(request, _part(request, "assistant/chat/conversations"), context)


@login_required
@never_cache
@require_GET
def conversation(request: HttpRequest, patient_id: UUID, conversation_id: UUID) -> HttpResponse:
    """One conversation as a page to read and print, with numbered sources at its end."""
    chart = open_chart(request, patient_id)
    return render(request, "assistant/chat/print.html", export.document(chart, conversation_id).context())


@login_required
@never_cache
@require_GET
def download(request: HttpRequest, patient_id: UUID, conversation_id: UUID, form: str) -> HttpResponse:
    """The conversation as Markdown or PDF."""
    chart = open_chart(request, patient_id)
    file = export.as_file(chart, conversation_id, form)
    response = HttpResponse(file.data, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


@login_required
@never_cache
@require_GET
def citation(request: HttpRequest, patient_id: UUID, exchange_id: UUID, mark: str) -> HttpResponse:
    """The source behind a mark, with the very span highlighted."""
    chart = open_chart(request, patient_id)
    exchange = conversations.own_exchange(chart, exchange_id)
    all_of_it = list(exchange.citations.order_by("series", "number"))
    place = next((at for at, one in enumerate(all_of_it) if one.mark == mark), None)
    if place is None:
        raise NotFound(_("This source is not part of the answer."))
    source = sources.opened(chart, all_of_it[place])
    context = {
        "patient": chart.patient,
        "exchange": exchange,
        "citation": all_of_it[place],
        "previous": all_of_it[place - 1] if place else None,
        "next": next(iter(all_of_it[place + 1 :]), None),
        "source": source,
        "note_url": _note_address(chart, source),
    }
    return render(request, _part(request, "assistant/chat/citation"), context)


@login_required
@never_cache
@require_GET
def answer_text(request: HttpRequest, patient_id: UUID, exchange_id: UUID) -> HttpResponse:
    """One answer with its sources as plain text, to copy."""
    chart = open_chart(request, patient_id)
    return HttpResponse(export.one_answer(chart, exchange_id), content_type="text/plain; charset=utf-8")


def _note_address(chart: Chart, source: sources.OpenedSource) -> str:
    """The whole note with the cited span marked; empty for what is no note."""
    if not source.note_id:
        return ""
    address = reverse("assistant:note", args=[chart.patient.pk, source.note_id])
    return f"{address}?start={source.start}&end={source.end}#cited" if source.end else address


def _part(request: HttpRequest, name: str) -> str:
    """htmx and the sheet get the part, a plain link the whole page around it."""
    return f"{name}_part.html" if request.headers.get("HX-Request") else f"{name}.html"


def _to_exchange(chart: Chart, exchange: Exchange) -> HttpResponse:
    address = reverse("assistant:patient", args=[chart.patient.pk])
    return cast(HttpResponse, redirect(f"{address}?conversation={exchange.conversation_id}&tab=ask#x-{exchange.pk}"))
