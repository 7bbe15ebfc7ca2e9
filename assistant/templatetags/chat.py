"""What chat templates draw: citation marks and the trend of an answer."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assistant.models import Exchange

register = template.Library()


@register.simple_tag
def citation_mark(exchange: Exchange, mark: str) -> SafeString:
    """A link that opens the source in the side sheet, or as a page without scripts."""
    href = reverse("assistant:citation", args=[exchange.conversation.patient_id, exchange.pk, mark])
    literature = mark.startswith("L")
    title = _("Source %(mark)s: literature") if literature else _("Source %(mark)s: chart")
    return format_html(
        '<a class="cite{}" href="{}" data-sheet="{}" data-cite aria-haspopup="dialog" aria-label="{}">{}</a>',
        " cite--literature" if literature else "",
        href,
        title % {"mark": mark},
        title % {"mark": mark},
        mark,
    )


@register.filter
def trend_values(payload: dict[str, Any]) -> list[float]:
    """The numbers of a trend piece, oldest first."""
    return [float(value) for _day, value in payload["points"]]


@register.filter
def trend_label(payload: dict[str, Any]) -> str:
    """The trend in words, for screen readers."""
    values = trend_values(payload)
    return _("%(name)s, %(count)d values from %(first)s to %(last)s %(unit)s") % {
        "name": payload["name"],
        "count": len(values),
        "first": f"{values[0]:g}" if values else "",
        "last": f"{values[-1]:g}" if values else "",
        "unit": payload["unit"],
    }
