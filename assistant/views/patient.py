"""Pages of one chart: each reads one thing and shows it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from assistant.selectors.overview import overview as overview_of
from assistant.views.frame import chart_page, section
from records.access import Chart
from records.engine.current import is_current_medicine
from records.selectors import images as imaging
from records.selectors import labs as measurements
from records.selectors import proposals, rows
from records.selectors.timeline import USUAL
from records.selectors.timeline import timeline as timeline_of

KINDS = {
    "encounter": _("Visits"),
    "note": _("Notes"),
    "report": _("Reports"),
    "condition": _("Problems"),
    "medication": _("Medicines"),
    "procedure": _("Procedures"),
    "immunization": _("Immunizations"),
    "allergy": _("Allergies"),
    "imaging": _("Images"),
}
CATEGORIES = {
    "laboratory": _("Laboratory"),
    "vital-signs": _("Vital signs"),
    "": _("Other measurements"),
}


@chart_page
def overview(request: HttpRequest, chart: Chart) -> HttpResponse:
    return section(request, chart, "overview", "assistant/patient/overview.html", {"overview": overview_of(chart)})


@chart_page
def timeline(request: HttpRequest, chart: Chart) -> HttpResponse:
    kind = request.GET.get("kind", "")
    wanted = (kind,) if kind in KINDS else USUAL
    page = timeline_of(chart, wanted, _whole(request.GET.get("page", "")))
    context = {"page": page, "kinds": KINDS, "kind": kind if kind in KINDS else ""}
    return section(request, chart, "timeline", "assistant/patient/timeline.html", context)


@chart_page
def labs(request: HttpRequest, chart: Chart) -> HttpResponse:
    """All kinds of measurement, or with `?show=out` those whose latest value is out of range."""
    only_out = request.GET.get("show") == "out"
    every = measurements.measured(chart)
    shown = [one for one in every if one.series.flag.is_out] if only_out else every
    context = {"groups": _by_category(shown), "only_out": only_out, "total": len(every)}
    return section(request, chart, "labs", "assistant/patient/labs.html", context)


@chart_page
def lab(request: HttpRequest, chart: Chart, series_id: str) -> HttpResponse:
    context = {"one": measurements.one_series(chart, series_id)}
    return section(request, chart, "labs", "assistant/patient/lab.html", context)


@chart_page
def medicines(request: HttpRequest, chart: Chart) -> HttpResponse:
    listed = rows.medications(chart)
    context = {
        "current": [row for row in listed if is_current_medicine(row)],
        "past": [row for row in listed if not is_current_medicine(row)],
        "drafts": proposals.own_drafts(chart, "medication"),
        "origins": proposals.made_from(chart, "medication"),
    }
    return section(request, chart, "medicines", "assistant/patient/medicines.html", context)


@chart_page
def problems(request: HttpRequest, chart: Chart) -> HttpResponse:
    listed = rows.conditions(chart)
    context = {
        "active": [row for row in listed if row.is_active],
        "past": [row for row in listed if not row.is_active],
        "allergies": rows.allergies(chart),
        "drafts": proposals.own_drafts(chart, "condition", "allergy"),
        "origins": proposals.made_from(chart, "condition", "allergy"),
    }
    return section(request, chart, "problems", "assistant/patient/problems.html", context)


@chart_page
def procedures(request: HttpRequest, chart: Chart) -> HttpResponse:
    context = {"procedures": rows.procedures(chart), "immunizations": rows.immunizations(chart)}
    return section(request, chart, "procedures", "assistant/patient/procedures.html", context)


@chart_page
def images(request: HttpRequest, chart: Chart) -> HttpResponse:
    return section(request, chart, "images", "assistant/patient/images.html", {"studies": imaging.studies(chart)})


@chart_page
def image(request: HttpRequest, chart: Chart, file_id: UUID) -> HttpResponse:
    """The picture itself; what a browser cannot show is a download."""
    media_type, content = imaging.image_bytes(chart, file_id)
    response = HttpResponse(content, content_type=media_type)
    if media_type not in imaging.SHOWN_BY_BROWSERS:
        response["Content-Disposition"] = f'attachment; filename="{file_id}.dcm"'
    return response


def _by_category(found: list[measurements.Measured]) -> list[dict[str, object]]:
    groups: dict[str, list[measurements.Measured]] = {category: [] for category in CATEGORIES}
    for one in sorted(found, key=lambda one: one.series.name.casefold()):
        category = one.series.latest.category
        groups[category if category in CATEGORIES else ""].append(one)
    return [{"id": key or "other", "label": CATEGORIES[key], "rows": rows} for key, rows in groups.items() if rows]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1
