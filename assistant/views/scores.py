"""Bedside scores, filled in from a chart or by hand. What is filled in is posted and counted; nothing of it is kept."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistant.forms.scores import ScoreForm
from assistant.selectors.scores import Told, told_by_chart
from assistant.views.frame import chart_page, section
from assistant.views.knowledge import for_readers
from records.access import Actor, Chart
from records.errors import NotFound
from triage.engine.scores.catalogue import SHEETS
from triage.engine.scores.types import Sheet


@require_GET
@chart_page
def in_chart(request: HttpRequest, chart: Chart) -> HttpResponse:
    return section(request, chart, "scores", "assistant/scores/in_chart.html", {"sheets": SHEETS.values()})


@require_http_methods(["GET", "POST"])
@chart_page
def of_chart(request: HttpRequest, chart: Chart, score_id: str) -> HttpResponse:
    sheet = _sheet(score_id)
    context = _filled(request, sheet, told_by_chart(chart, sheet))
    return section(request, chart, "scores", "assistant/scores/of_chart.html", context)


@require_GET
@for_readers
def every(request: HttpRequest, actor: Actor) -> HttpResponse:
    return render(request, "assistant/scores/every.html", {"sheets": SHEETS.values()})


@require_http_methods(["GET", "POST"])
@for_readers
def by_hand(request: HttpRequest, actor: Actor, score_id: str) -> HttpResponse:
    return render(request, "assistant/scores/by_hand.html", _filled(request, _sheet(score_id), {}))


def _sheet(score_id: str) -> Sheet:
    if score_id not in SHEETS:
        raise NotFound(_("There is no such score."))
    return SHEETS[score_id]


def _filled(request: HttpRequest, sheet: Sheet, told: Mapping[str, Told]) -> dict[str, object]:
    form = ScoreForm(sheet, told, request.POST if request.method == "POST" else None)
    return {"sheet": sheet, "form": form, "score": form.score() if form.is_valid() else None}
