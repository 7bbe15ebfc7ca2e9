"""The differential of a chart: a case in, a suggested list out, and what the clinician decides about it.

Everything is posted: no word of a case is part of an address, and nothing is kept until something is decided.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistant.selectors.differential import board, conditions_named, own_list
from assistant.views.frame import chart_page, section
from records.access import Chart
from records.errors import UserError
from triage.engine.differential.counterfactual import counterfactuals
from triage.engine.differential.types import SETTINGS
from triage.models import ReviewAction
from triage.services import differential_reviews
from triage.services.chart_case import chart_case, diagnosed
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

    @property
    def own_text(self) -> str:
        return "\n".join(self.own)


@require_http_methods(["GET", "POST"])
@chart_page
def page(request: HttpRequest, chart: Chart) -> HttpResponse:
    """POST the case; with it `accept` or `wrong` (a condition's id), `add` (a name), or `who` to change sex and age.
    `edit` shows the form again."""
    asked = _asked(request)
    context: dict[str, object] = {"asked": asked, "settings": SETTINGS, "longest": LONGEST}
    status = 200
    if request.method == "POST" and "edit" not in request.POST:
        try:
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
    )


def _answer(request: HttpRequest, chart: Chart, asked: Asked) -> dict[str, object]:
    if not asked.text and not asked.with_chart:
        raise UserError(_("Describe the case, or let the chart be used."))
    if len(asked.text) > LONGEST:
        raise UserError(_("The case is too long. Shorten it to %(count)d characters.") % {"count": LONGEST})
    case = chart_case(chart, asked.text, asked.setting, asked.with_chart)
    found = diagnosed(chart, case)
    context: dict[str, object] = {}
    try:
        _decide(request, chart, differential_reviews.Shown(case, found, asked.own))
    except UserError as refused:
        context["refused"] = refused.message
    if "who" in request.POST:
        context["others"] = list(counterfactuals(diagnose, case, found))
    decisions = differential_reviews.decisions(chart)
    return context | {"decisions": decisions, "board": board(case, found, asked.own, decisions)}


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
