"""What chat templates draw: citation marks, tables and the trend of an answer."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assistant.models import Exchange
from assistant.selectors.wording import in_words
from records.engine.dates import SourceDate

register = template.Library()
register.filter(in_words)


@register.simple_tag
def citation_mark(exchange: Exchange, mark: str) -> SafeString:
    """A link that opens the source in the side sheet, or as a page without scripts."""
    literature = mark.startswith("L")
    title = _("Source %(mark)s: literature") if literature else _("Source %(mark)s: chart")
    return format_html(
        '<a class="cite{}" href="{}" data-sheet="{}" data-cite aria-haspopup="dialog" aria-label="{}">{}</a>',
        " cite--literature" if literature else "",
        citation_address(exchange, mark),
        title % {"mark": mark},
        title % {"mark": mark},
        mark,
    )


@register.simple_tag
def citation_address(exchange: Exchange, mark: str) -> str:
    return reverse("assistant:citation", args=[exchange.conversation.patient_id, exchange.pk, mark])


@register.filter
def table_rows(payload: dict[str, Any]) -> list[tuple[list[str], str]]:
    """Each row with its own mark; without marks where they cannot be told apart by row."""
    rows, marks = payload["rows"], payload["marks"]
    own = marks if len(marks) == len(rows) else [""] * len(rows)
    return list(zip(rows, own, strict=True))


@dataclass(frozen=True, slots=True)
class DrawnTrend:
    values: list[float]
    label: str
    first: str
    first_day: str
    last: str
    last_day: str


@register.filter
def drawn_trend(payload: dict[str, Any]) -> DrawnTrend | None:
    """A trend piece as it is drawn, oldest first, with its ends in words; None when there is no point."""
    if not payload["points"]:
        return None
    (first_day, first), (last_day, last) = payload["points"][0], payload["points"][-1]
    label = _("%(name)s, %(count)d values from %(first)s to %(last)s %(unit)s") % {
        "name": payload["name"],
        "count": len(payload["points"]),
        "first": f"{first:g}",
        "last": f"{last:g}",
        "unit": payload["unit"],
    }
    values = [float(value) for _day, value in payload["points"]]
    return DrawnTrend(values, label, f"{first:g}", _on(first_day), f"{last:g}", _on(last_day))


def _on(day: str) -> str:
    return SourceDate(day).display
