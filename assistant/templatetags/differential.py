"""A differential in words: chances, urgency, cost and harm; and where its sources are opened."""

from collections.abc import Mapping

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from assistant.selectors.differential import span_id
from assistant.words import reader
from triage.engine.differential import Evidence
from triage.engine.knowledge import is_stale
from triage.engine.knowledge.types import Review
from triage.services.chart_case import Answered
from triage.services.knowledge import knowledge

register = template.Library()

# From which chance on a word holds.
_CHANCES = (
    (0.75, _("very likely")),
    (0.40, _("likely")),
    (0.15, _("possible")),
    (0.03, _("unlikely")),
    (0.0, _("very unlikely")),
)
_ACUITY: dict[int, Promise] = {
    1: _("1 of 5: act now"),
    2: _("2 of 5: act within minutes"),
    3: _("3 of 5: act within hours"),
    4: _("4 of 5: act within days"),
    5: _("5 of 5: can wait"),
}
_BECAUSE: dict[str, Promise] = {
    "emergency": _("emergencies are likely on this list"),
    "urgent": _("urgent conditions are on this list"),
    "soon": _("what is likely should be seen to soon"),
    "routine": _("what is likely is not urgent"),
}
_URGENCY: dict[str, Promise] = {
    "emergency": _("emergency"),
    "urgent": _("urgent"),
    "soon": _("soon"),
    "routine": _("routine"),
}
_COST: dict[str, Promise] = {"low": _("low cost"), "medium": _("medium cost"), "high": _("high cost")}
_HARM: dict[str, Promise] = {
    "none": _("no harm"),
    "low": _("low harm"),
    "medium": _("medium harm"),
    "high": _("high harm"),
}
_SETTINGS: dict[str, Promise] = {
    "primary": _("general practice"),
    "emergency": _("emergency department"),
    "inpatient": _("hospital ward"),
}
# How often a finding is met in a condition: the classes of the knowledge.
_OFTEN: dict[str, Promise] = {
    "always": _("nearly always"),
    "most": _("in most, about 80 %"),
    "often": _("often, about 55 %"),
    "some": _("in some, about 30 %"),
    "few": _("in few, about 10 %"),
    "rare": _("rarely, about 3 %"),
    "never": _("hardly ever: speaks against it"),
}
_RISK: dict[str, Promise] = {
    "strong": _("strong risk, odds about 8 times"),
    "moderate": _("moderate risk, odds about 3 times"),
    "weak": _("weak risk, odds about 1.5 times"),
}
_SYSTEMS: dict[str, Promise] = {
    "allergy": _("allergy"),
    "cardiology": _("heart and vessels"),
    "dermatology": _("skin"),
    "emergency": _("emergencies"),
    "endocrine": _("hormones and metabolism"),
    "ent": _("ear, nose and throat"),
    "gastroenterology": _("digestion and liver"),
    "general": _("general"),
    "genetics": _("inherited"),
    "gynecology": _("gynecology"),
    "hematology": _("blood"),
    "infectious": _("infections"),
    "nephrology": _("kidney"),
    "neurology": _("nervous system"),
    "obstetrics": _("pregnancy and birth"),
    "oncology": _("cancer"),
    "ophthalmology": _("eye"),
    "orthopedics": _("bones and joints"),
    "pediatrics": _("children"),
    "psychiatry": _("mind"),
    "respiratory": _("lung and airways"),
    "rheumatology": _("rheumatology"),
    "toxicology": _("poisoning"),
    "urology": _("urinary tract"),
}
_DRUG_WORDS: dict[str, Promise] = {
    "contraindicated": _("contraindicated"),
    "major": _("major"),
    "moderate": _("moderate"),
    "caution": _("caution"),
    "avoid": _("avoid"),
    "reduce": _("reduce the dose"),
    "safe": _("taken as safe"),
}
_HARDLY = 0.005  # a change that the page's whole percents do not show
_FILTERS = {
    "urgency_word": _URGENCY,
    "cost_word": _COST,
    "harm_word": _HARM,
    "setting_word": _SETTINGS,
    "often_word": _OFTEN,
    "risk_word": _RISK,
    "system_word": _SYSTEMS,
    "drug_word": _DRUG_WORDS,
}
for _name, _words in _FILTERS.items():
    register.filter(_name, reader(_words))


@register.filter
def chance_word(chance: float) -> str:
    return str(next(word for least, word in _CHANCES if chance >= least))


@register.filter
def chance(share: float) -> str:
    return "< 1 %" if share < 0.01 else f"{100 * share:.0f} %"


@register.filter
def acuity_word(level: int) -> str:
    return str(_ACUITY[level])


@register.filter
def acuity_reason(code: str) -> str:
    """A code, or the finding that alone decides."""
    if code in _BECAUSE:
        return str(_BECAUSE[code])
    return finding_name(code)


@register.filter
def finding_name(id_: str) -> str:
    finding = knowledge().findings.get(id_)
    return finding.name if finding else id_


@register.filter
def is_due(review: Review) -> bool:
    return is_stale(review, timezone.localdate())


@register.filter
def as_sent(one: Answered) -> str:
    """An answer as a form carries it."""
    return f"{one.finding}:{'unknown' if one.present is None else 'yes' if one.present else 'no'}"


@register.simple_tag
def answer_in_words(one: Answered) -> str:
    name = knowledge().findings[one.finding].name
    if one.present is None:
        return _text("%(name)s not known") % {"name": name}
    return name if one.present else _text("no %(name)s") % {"name": name}


@register.simple_tag
def moved(before: float, now: float) -> str:
    """Which way a chance went: up, down or empty."""
    if abs(now - before) < _HARDLY:
        return ""
    return "up" if now > before else "down"


@register.simple_tag
def source_address(addresses: Mapping[str, str], one: Evidence) -> str:
    """Where the words of the case or the row of the chart are opened; empty where neither tells it."""
    return f"#{span_id(one.span)}" if one.span else addresses.get(one.source, "")
