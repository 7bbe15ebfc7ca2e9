"""What templates draw but cannot compute: icons from the sprite, and small trend lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
# The sparkline's own coordinates; the style sheet decides how large it is drawn.
WIDTH, HEIGHT, EDGE = 80.0, 20.0, 2.0


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon (a word always stands beside it, or on the control as `aria-label`)."""
    sprite = static("vendor/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name)


@dataclass(frozen=True, slots=True)
class Sparkline:
    points: str
    last_x: float
    last_y: float
    band_y: float | None
    band_height: float | None


def _scale(values: Sequence[float], low: float | None, high: float | None) -> tuple[float, float]:
    """The range drawn: all values, and each normal limit that lies near enough not to flatten them."""
    bottom, top = min(values), max(values)
    reach = (top - bottom) or abs(top) * 0.1 or 1.0
    if low is not None and low > bottom - reach:
        bottom = min(bottom, low)
    if high is not None and high < top + reach:
        top = max(top, high)
    return (bottom, top) if top > bottom else (bottom - reach, top + reach)


def draw_sparkline(values: Sequence[float], low: float | None = None, high: float | None = None) -> Sparkline:
    """`values` oldest first, at least one; `low` and `high` are the normal limits, drawn as a band."""
    bottom, top = _scale(values, low, high)

    def y_of(value: float) -> float:
        share = (min(max(value, bottom), top) - bottom) / (top - bottom)
        return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)

    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    spots = [(round(EDGE + index * step, 1), y_of(value)) for index, value in enumerate(values)]
    banded = low is not None or high is not None
    upper = y_of(top if high is None else high)
    lower = y_of(bottom if low is None else low)
    return Sparkline(
        points=" ".join(f"{x},{y}" for x, y in spots),
        last_x=spots[-1][0],
        last_y=spots[-1][1],
        band_y=upper if banded else None,
        band_height=round(lower - upper, 1) if banded else None,
    )


@register.inclusion_tag("components/sparkline.html")
def sparkline(
    values: Sequence[float], label: str, low: float | None = None, high: float | None = None
) -> dict[str, object]:
    """`label` says in words what the line shows; it is what a screen reader reads. Nothing for no values."""
    return {"line": draw_sparkline(values, low, high) if values else None, "label": label}
