"""How chart facts are worded on pages: dates in the reader's language, coded words, masked numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext

from records.engine.dates import SourceDate
from records.engine.flags import Flag, flag_of
from records.engine.rows import ObservationRow
from records.models import Role
from records.selectors.as_rows import source_date
from records.selectors.who_looked import Look
from records.words import LOOKS, NEWS, PURPOSES, THINGS, WORDS

register = template.Library()


@register.filter
def look_sentence(look: Look) -> str:
    found = LOOKS.get((look.action, look.basis)) or LOOKS.get((look.action, ""))
    return str(found) if found is not None else look.action


@register.filter
def role_word(role: str) -> str:
    return str(Role(role).label) if role in Role.values else ""


@register.filter
def purpose_word(code: str) -> str:
    found = PURPOSES.get(code)
    return str(found) if found is not None else code


@register.filter
def thing_word(object_type: str) -> str:
    found = THINGS.get(object_type)
    return str(found) if found is not None else object_type


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """A mapping's value for a key that a template holds; the key itself when it is not there."""
    return mapping.get(key, key)


@register.filter
def found(mapping: Mapping[str, object] | None, key: str) -> object:
    """A mapping's value for a key that a template holds; None when it is not there."""
    return mapping.get(key) if mapping else None


@register.filter
def word(code: str) -> str:
    """The word for a stored code; a code that is not listed is shown as it is."""
    found = WORDS.get(str(code))
    return str(found) if found is not None else str(code)


@register.filter
def day(value: SourceDate | date | str | None) -> str:
    """As precise as the source was: a day, a month or a year. Empty for no date."""
    if not value:
        return ""
    if isinstance(value, date):
        return formats.date_format(value, _pattern(10), use_l10n=False)
    known = source_date(value) if isinstance(value, str) else value
    if known is None:
        return str(value)
    return formats.date_format(known.day, _pattern(len(known.text)), use_l10n=False)


@register.filter
def clock(value: SourceDate | None) -> str:
    """The source's own wall-clock time, where it gave one."""
    return value.text[11:16] if value and len(value.text) >= 16 else ""


@register.filter
def machine(value: SourceDate | date | None) -> str:
    """For the datetime attribute."""
    return value.text if isinstance(value, SourceDate) else value.isoformat() if value else ""


@register.filter
def masked(number: str) -> str:
    """Enough of a record number to compare it, not enough to use it elsewhere."""
    return f"…{number[-4:]}" if number else ""


@register.filter
def flag(row: ObservationRow) -> Flag:
    return flag_of(row)


@register.filter
def limits(row: ObservationRow) -> str:
    """`3.5–5.1`, `≤ 200`, or the source's own words; the unit stands beside the value."""
    low, high = (_number(limit) for limit in (row.low, row.high))
    if low and high:
        return f"{low}–{high}"
    if low or high:
        return f"≥ {low}" if low else f"≤ {high}"
    return row.range_text


@register.filter
def normal_range(row: ObservationRow) -> str:
    """The limits with their unit, for a sentence."""
    known = row.low is not None or row.high is not None
    return f"{limits(row)} {row.unit}".strip() if known else row.range_text


@register.filter
def age(years: int | None) -> str:
    return gettext("age unknown") if years is None else str(years)


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _pattern(length: int) -> str:
    chinese = _is_chinese()
    if length == 4:
        return "Y年" if chinese else "Y"
    if length == 7:
        return "Y年n月" if chinese else "M Y"
    return "Y年n月j日" if chinese else "j M Y"


@register.filter
def moment(value: datetime) -> str:
    """A point of time in the clinic's own time zone."""
    pattern = "Y年n月j日 H:i" if _is_chinese() else "j M Y, H:i"
    return formats.date_format(timezone.localtime(value), pattern, use_l10n=False)


@register.filter
def news_words(kinds: Sequence[str]) -> str:
    return ", ".join(str(NEWS[kind]) for kind in kinds if kind in NEWS)
