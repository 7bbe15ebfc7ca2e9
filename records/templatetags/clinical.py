"""How chart facts are worded on pages: dates in the reader's language, coded words, masked numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from records.engine.dates import SourceDate
from records.engine.flags import Flag, flag_of
from records.engine.rows import ObservationRow
from records.models import Role
from records.selectors.as_rows import source_date
from records.selectors.who_looked import Look

register = template.Library()

# Codes as the record stores them, in words.
WORDS: dict[str, Promise] = {
    "female": _("female"),
    "male": _("male"),
    "other": _("other sex"),
    "unknown": _("unknown"),
    "active": _("active"),
    "recurrence": _("recurred"),
    "relapse": _("relapsed"),
    "inactive": _("inactive"),
    "remission": _("in remission"),
    "resolved": _("resolved"),
    "confirmed": _("confirmed"),
    "unconfirmed": _("unconfirmed"),
    "provisional": _("provisional"),
    "differential": _("a possibility"),
    "completed": _("completed"),
    "stopped": _("stopped"),
    "on-hold": _("on hold"),
    "in-progress": _("in progress"),
    "intended": _("intended"),
    "finished": _("finished"),
    "planned": _("planned"),
    "arrived": _("arrived"),
    "final": _("final"),
    "preliminary": _("preliminary"),
    "registered": _("registered, no result yet"),
    "partial": _("partial"),
    "amended": _("amended"),
    "corrected": _("corrected"),
    "appended": _("added to"),
    "signed": _("signed"),
    "superseded": _("superseded"),
    "draft": _("draft"),
    "low": _("low"),
    "high": _("high"),
    "abnormal": _("abnormal"),
    "critically low": _("critically low"),
    "critically high": _("critically high"),
    "critically abnormal": _("critically abnormal"),
    "unable-to-assess": _("risk unknown"),
    "food": _("food"),
    "medication": _("medicine"),
    "environment": _("environment"),
    "biologic": _("biologic"),
    "AMB": _("outpatient"),
    "EMER": _("emergency"),
    "IMP": _("inpatient"),
    "ACUTE": _("inpatient, acute"),
    "NONAC": _("inpatient, not acute"),
    "OBSENC": _("observation"),
    "SS": _("short stay"),
    "HH": _("home visit"),
    "VR": _("by phone or video"),
    "PRENC": _("before admission"),
    "FLD": _("in the field"),
}


# What somebody did with a chart, as its patient is told; by action and basis, or by action alone.
LOOKS: dict[tuple[str, str], Promise] = {
    ("open", "care_team"): _("opened your record as part of your care team"),
    ("open", "break_glass"): _("opened your record with a reason, from outside your care team"),
    ("open", "service"): _("read your record to keep the search up to date"),
    ("open", ""): _("opened your record"),
    ("ask", ""): _("asked a question about your record"),
    ("break_glass", ""): _("gave a reason to open your record from outside your care team"),
    ("export", ""): _("saved a copy from your record"),
    ("import", ""): _("brought in entries from another system"),
    ("change", ""): _("changed your record"),
    ("sign", ""): _("signed a note in your record"),
}


@register.filter
def look_sentence(look: Look) -> str:
    found = LOOKS.get((look.action, look.basis)) or LOOKS.get((look.action, ""))
    return str(found) if found is not None else look.action


@register.filter
def role_word(role: str) -> str:
    return str(Role(role).label) if role in Role.values else ""


PURPOSES: dict[str, Promise] = {
    "treatment": _("treatment"),
    "emergency": _("emergency"),
    "patient_request": _("at the patient's request"),
    "operations": _("running the clinic"),
    "privacy": _("privacy oversight"),
    "care_team": _("care team"),
    "break_glass": _("opened with a reason"),
    "self": _("own record"),
    "service": _("service account"),
}


@register.filter
def purpose_word(code: str) -> str:
    found = PURPOSES.get(code)
    return str(found) if found is not None else code


# What an audit line is about; class names are for programs.
THINGS: dict[str, Promise] = {
    "Patient": _("personal details"),
    "Observation": _("results"),
    "Medication": _("medicines"),
    "Condition": _("problems"),
    "Allergy": _("allergies"),
    "Encounter": _("visits"),
    "Procedure": _("procedures"),
    "Immunization": _("immunizations"),
    "DiagnosticReport": _("reports"),
    "Note": _("notes"),
    "ImagingStudy": _("images"),
    "ImagingFile": _("an image"),
    "Consent": _("consents"),
    "Exchange": _("a question"),
    "LiteratureDocument": _("literature"),
    "BreakGlass": _("emergency access"),
    "AuditEntry": _("the audit trail"),
    "ImportRun": _("an import"),
    "Chart": _("the whole chart"),
    "my_patients": _("list of own patients"),
    "patient_search": _("finder"),
    "page": _("a page of another role"),
    "status": _("system status"),
}


@register.filter
def thing_word(object_type: str) -> str:
    found = THINGS.get(object_type)
    return str(found) if found is not None else object_type


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """A mapping's value for a key that a template holds; the key itself when it is not there."""
    return mapping.get(key, key)


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


_NEWS = {
    "observation": _("results"),
    "note": _("a note"),
    "medication": _("a medicine order"),
    "condition": _("a problem"),
}


@register.filter
def news_words(kinds: Sequence[str]) -> str:
    return ", ".join(str(_NEWS[kind]) for kind in kinds if kind in _NEWS)
