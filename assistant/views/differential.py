"""The differential of a chart: a case in, a suggested list out, and what the clinician decides about it.

Everything is posted: no word of a case is part of an address, and nothing is kept until something is decided.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from assistant.selectors import work_up
from assistant.selectors.differential import board, conditions_named, evidence, own_list
from assistant.selectors.row_links import row_addresses
from assistant.services import conversations
from assistant.views.frame import chart_page, section
from records import access
from records.access import Chart
from records.errors import UserError
from triage.engine.differential.counterfactual import counterfactuals
from triage.engine.differential.types import SETTINGS
from triage.models import ReviewAction
from triage.selectors.differential_quality import COUNTED, differential_hits
from triage.services import differential_reviews
from triage.services.chart_case import Answered, chart_case, diagnosed, with_answers
from triage.services.differential import diagnose

LONGEST = 10_000  # characters of a case
TEMPLATE = "assistant/patient/differential.html"
_DECISIONS = {"accept": ReviewAction.ACCEPT, "wrong": ReviewAction.WRONG}


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    setting: str
    with_chart: bool
    own: tuple[str, ...]
    answers: tuple[Answered, ...] = ()  # to questions of the conversation that the case comes from

    @property
    def own_text(self) -> str:
        return "\n".join(self.own)


@require_http_methods(["GET", "POST"])
@chart_page
def page(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST the case; with it `accept` or `wrong` (a condition's id), `add` (a name), or `who` to change the person.
    `edit` shows the form again, `converse` goes on by questions. GET `from` takes over an exchange's case."""
    asked = _asked(request) if request.method == "POST" else _from_conversation(chart, request.GET.get("from", ""))
    context: dict[str, object] = {"asked": asked, "settings": SETTINGS, "longest": LONGEST}
    status = 200
    if request.method == "POST" and "edit" not in request.POST:
        try:
            if "converse" in request.POST:
                return _to_conversation(request, chart, asked)
            context |= _answer(request, chart, asked)
        except UserError as refused:
            context["error"], status = refused.message, refused.status
    if "decisions" not in context:
        context["decisions"] = differential_reviews.decisions(chart)
    return section(request, chart, "differential", TEMPLATE, context, status)


def _asked(request: HttpRequest) -> Asked:
    posted = request.POST
    setting = posted.get("setting", "")
    text = posted.get("case", "").replace("\r\n", "\n").strip()
    return Asked(
        text=text,
        setting=setting if setting in SETTINGS else "",
        with_chart="with_chart" in posted,
        own=own_list(posted.get("own", "")),
        answers=tuple(work_up.answers_of(posted.getlist("answer"))),
    )


def _from_conversation(chart: Chart, exchange: str) -> Asked:
    """The case that was worked through in one of the user's own conversations; else an empty one."""
    case = work_up.case_of(chart, exchange)
    return Asked(case.text, "", case.with_chart, (), tuple(work_up.answers(case)))


def _to_conversation(request: HttpRequest, chart: Chart, asked: Asked) -> HttpResponse:
    """Begins a conversation that works the case through by questions, and goes there."""
    if not asked.text:
        exchange = conversations.ask(
            chart, "Differential for this patient" if asked.with_chart else "Work this through"
        )
    else:
        chosen = "with" if asked.with_chart else "without"
        exchange = conversations.ask(chart, f"Work through this case {chosen} the chart: {asked.text}")
    address = f"{reverse('assistant:patient', args=[chart.patient.pk])}?conversation={exchange.conversation_id}&tab=ask"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _answer(request: HttpRequest, chart: Chart, asked: Asked) -> dict[str, object]:
    if not asked.text and not asked.with_chart and not asked.answers:
        raise UserError(_("Describe the case, or let the chart be used."))
    if len(asked.text) > LONGEST:
        raise UserError(_("The case is too long. Shorten it to %(count)d characters.") % {"count": LONGEST})
    case = with_answers(chart_case(chart, asked.text, asked.setting, asked.with_chart), asked.answers)
    found = diagnosed(chart, case)
    context: dict[str, object] = {}
    try:
        _decide(request, chart, differential_reviews.Shown(case, found, asked.own))
    except UserError as refused:
        context["refused"] = refused.message
    if "who" in request.POST:
        context["others"] = list(counterfactuals(diagnose, case, found))
    decisions = differential_reviews.decisions(chart)
    return context | {
        "decisions": decisions,
        "board": board(case, found, asked.own, decisions),
        "addresses": row_addresses(chart, {one.source for one in evidence(found)}),
    }


def _decide(request: HttpRequest, chart: Chart, shown: differential_reviews.Shown) -> None:
    for name, action in _DECISIONS.items():
        if condition := request.POST.get(name, ""):
            differential_reviews.decide(chart, shown, condition, action)
            messages.success(request, _("Kept, with the case and the list that you saw."))
    if "add" in request.POST:
        added = request.POST["add"]
        known = conditions_named(added)
        differential_reviews.add(chart, shown, added, next(iter(known)) if len(known) == 1 else "")
        messages.success(request, _("Added, and kept with the case and the list that you saw."))


@require_GET
@login_required
@never_cache
def quality(request: HttpRequest) -> HttpResponse:
    hits = differential_hits(access.actor_for(request.user, access.Channel.WEB))
    context = {
        "hits": hits,
        "total": sum(one.decided for one in hits),
        "listed": sum(one.listed for one in hits),
        "counted": COUNTED,
    }
    return render(request, "assistant/differential_quality.html", context)
