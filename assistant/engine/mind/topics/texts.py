"""Answers that quote: notes of this chart, and the literature."""

from assistant.engine.mind.draft import FROM_LITERATURE, FROM_NOTES, Draft
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.quoting import LOOKED_AT, best, ideas, quote
from assistant.engine.mind.say import Say
from assistant.engine.types import Considered, Progress, Tools

_LITERATURE_ENOUGH = 0.66


def notes(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[FROM_NOTES], parts=[Progress("Searching notes")])
    passages = tools.search_notes(plan.question, LOOKED_AT)
    inside = [p for p in passages if plan.window is None or plan.window.holds(p.date)]
    found = best(ideas(plan), inside) if plan.words else []
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages)))
    if not found:
        draft.missing(say("no_note", words=plan.subject or plan.question))
    return draft


def literature(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[FROM_LITERATURE], parts=[Progress("Searching literature")])
    passages = tools.search_literature(plan.subject or plan.question, LOOKED_AT)
    found = best(ideas(plan), passages, _LITERATURE_ENOUGH) if plan.words else []
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages)))
    if not found:
        draft.missing(say("no_literature", words=plan.subject or plan.question))
    return draft
