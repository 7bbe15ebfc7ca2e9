"""What our rules say against a drug in this chart: allergies, problems, what is taken already, the kidneys.

`Any reason not to give ibuprofen?` is answered neither by an order for it nor by the lack of one. Whether to give it
stays the clinician's to decide: this only brings together what must not be overlooked.
"""

import re
from dataclasses import replace

from assistant.engine.mind.draft import BY_RULE, LOOKED_UP, Draft, cite, cite_shown
from assistant.engine.mind.matching import class_members, drugs
from assistant.engine.mind.plan import Plan, Topic
from assistant.engine.mind.reading import of_kind
from assistant.engine.mind.say import Say
from assistant.engine.mind.topics import texts
from assistant.engine.mind.vocabulary import Kind, Term
from assistant.engine.types import Progress, Status, Tools
from triage.engine.alerts.types import Alert, OrderCheck
from triage.engine.alerts.types import Kind as AlertKind

_HE = r"(?:he|she|they|pt|(?:the |this |my )?patient)"
_ASKED = re.compile(
    r"\b(?:any|what|which|is there an?y?|are there(?: any)?)\b[\w ]{0,20}"
    r"\b(?:reason|contra-?indication|problem|concern|objection|issue|risk|harm|danger)s?\b[\w ]{0,20}"
    r"\b(?:not|against|with|if|to|giving|taking|starting|adding|using|in)\b"
    r"|\bcontra-?indicat"
    r"|\binteract"
    r"|^\W*to (?:give|start|use|prescribe|add)\b"  # `ok to give …`, its polite words taken off
    r"|\b(?:ok|okay|safe|fine|all ?right|allowed)\s+(?:to|for|with|in)\b"
    rf"|\b(?:can|may|could|should)\s+{_HE}\s+(?:have|get|tolerate|be (?:given|put|started))\b"
    r"|(?:有|是否有|有没有).{0,6}禁忌|相互作用|能(?:不能)?(?:用|吃|给)|可以(?:用|吃|给)",
    re.IGNORECASE,
)
_AMONG_THEMSELVES = re.compile(r"\binteract|\bcontra-?indicat|相互作用|禁忌", re.IGNORECASE)
_ENDED = ("stopped", "completed", "cancelled")
_SHOWN = 2
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def asks_against(plan: Plan) -> bool:
    return plan.topic is not Topic.LITERATURE and bool(drug_terms(plan)) and _ASKED.search(plan.question) is not None


def asks_interactions(plan: Plan) -> bool:
    """Among what is taken, no drug being named."""
    general = plan.topic is not Topic.LITERATURE and not plan.terms
    return general and _AMONG_THEMSELVES.search(plan.question) is not None


def drug_terms(plan: Plan) -> list[Term]:
    return list(of_kind(plan.terms, Kind.DRUG, Kind.DRUG_CLASS))


def against(draft: Draft, plan: Plan, tools: Tools, say: Say) -> None:
    """Adds what the rules find against the named drugs, nothing for drugs that they do not know, and whether one of
    them was given before; that comes first where the rules find nothing."""
    draft.parts.append(Progress("Checking against the chart"))
    names = [" ".join(m.names[0]) for t in drug_terms(plan) for m in _each(t)]
    checked = tools.order_check(names) if names else OrderCheck()
    if any(t.kind is Kind.DRUG_CLASS for t in drug_terms(plan)):  # nobody asks for all of a class at once
        checked = replace(checked, alerts=tuple(alert for alert in checked.alerts if alert.rows))
    if not checked.alerts:
        _given_before(draft, plan, tools, say)
    if checked.drugs:
        named = say.listed([" ".join(term.names[0]) for term in drug_terms(plan)])
        draft.line(say("rules_against" if checked.alerts else "rules_nothing", name=named))
        _tell(draft, checked.alerts, say)
        draft.status = Status.ANSWERED
        draft.badges.append(BY_RULE)
    if checked.alerts:
        _given_before(draft, plan, tools, say)


def _given_before(draft: Draft, plan: Plan, tools: Tools, say: Say) -> None:
    """An order that ended may have ended for a reason that speaks against the next one; notes tell it."""
    rows = drugs(plan, tools.medications())
    ended = [row for row in rows if row.status in _ENDED]
    if not ended or any(row.status == "active" for row in rows):
        return
    draft.status = Status.ANSWERED
    draft.badges.append(LOOKED_UP)
    for row in ended[:_SHOWN]:
        draft.line(say("given_before", name=row.name, status=row.status), cite(row))
    told = texts.notes(replace(plan, question=f"why was {plan.subject} stopped"), tools, say)
    if told.status is Status.ANSWERED:
        draft.parts += [p for p in told.parts if not isinstance(p, Progress)]
        draft.badges += told.badges


def interactions(tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[BY_RULE], parts=[Progress("Checking against the chart")])
    found = tools.order_check(()).alerts
    draft.line(say("rules_taken") if found else say("rules_taken_nothing"))
    _tell(draft, found, say)
    return draft


def _each(term: Term) -> list[Term]:
    return class_members(term) if term.kind is Kind.DRUG_CLASS else [term]


def _tell(draft: Draft, alerts: tuple[Alert, ...], say: Say) -> None:
    """A class is checked member by member: what rests on the same rows is told once."""
    told = {(alert.kind, alert.rows): alert for alert in reversed(alerts)}
    for alert in reversed(told.values()):
        title = f"{alert.title[:1].upper()}{alert.title[1:]}"
        if alert.kind is AlertKind.ALLERGY:
            title = say("rule_allergy", name=next(row.display for row in alert.rows if row.source == "allergy"))
        text = f"{title}. {alert.why}"
        sources = [cite_shown(row.source, row.ref, row.display) for row in alert.rows]
        draft.line(text, *sources, computed=_NUMBERS.findall(text), ruled=text)
