"""Diagnostic reports and what they conclude."""

from collections.abc import Sequence

from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.families import covers
from assistant.engine.mind.names import plain, said
from assistant.engine.mind.plan import Plan, within
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import holds
from assistant.engine.types import Progress, Tools
from records.engine.rows import ReportRow

_LISTED = 20


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(parts=[Progress("Looking up reports")])
    fitting = _fitting(plan, tools.reports())
    if not fitting:
        draft.missing(say("no_report", name=plan.subject) if plan.words else say("no_reports"))
        return draft
    for row in fitting[:1] if plan.words else fitting[:_LISTED]:
        date = row.effective.display if row.effective else "?"
        if row.conclusion:
            draft.line(say("report", name=plain(row.name), date=date, conclusion=row.conclusion), cite(row))
        else:
            draft.line(say("report_values", name=plain(row.name), date=date), cite(row))
    return draft


def _fitting(plan: Plan, rows: Sequence[ReportRow]) -> list[ReportRow]:
    kept = [rows[i] for i in within(plan.window, (r.effective for r in rows))]
    if not plan.words:
        return kept
    names = [n for t in plan.terms for n in (*t.names, *t.holds)]
    return [r for r in kept if covers(said(r.name), plan.words) or any(holds(n, said(r.name)) for n in names)]
