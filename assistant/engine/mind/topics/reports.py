"""Diagnostic reports and what they conclude."""

from collections.abc import Sequence

from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.everyday import Idea, alike, speaks_of
from assistant.engine.mind.names import plain, said
from assistant.engine.mind.plan import Aspect, Plan, within
from assistant.engine.mind.quoting import asks_whether, ideas
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import tokens
from assistant.engine.types import Progress, Tools
from records.engine.rows import ReportRow

_LISTED = 20
_NOT_FINAL = ("preliminary", "registered", "partial")
_ENOUGH = 0.6  # share of what was asked that a report must hold


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(parts=[Progress("Looking up reports")])
    fitting = _fitting(plan, tools.reports())
    if not fitting:
        draft.missing(say("no_report", name=plan.subject) if plan.words else say("no_reports"))
        return draft
    if plan.words and plan.offset >= len(fitting):
        draft.missing(say("no_earlier", name=plain(fitting[0].name)))
        return draft
    first = plan.aspect is Aspect.FIRST or "first" in tokens(plan.question)
    one = fitting[-1:] if first else fitting[plan.offset : plan.offset + 1]
    for row in one if plan.words else fitting[:_LISTED]:
        date = row.effective.display if row.effective else "?"
        if row.conclusion:
            flag = say("preliminary") if row.status in _NOT_FINAL else ""
            text = say("report", name=plain(row.name), date=date, flag=flag, conclusion=row.conclusion)
            draft.line(text, cite(row, also=row.status if flag else ""))
        else:
            draft.line(say("report_values", name=plain(row.name), date=date), cite(row))
    return draft


def speaking(plan: Plan, rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Reports on what was asked, newest first: its test stands in the name, findings in the conclusion.
    Of several the ones that hold most of it; a report must hold two thirds."""
    wanted = _asked(plan)
    worth = {row.ref: _worth(wanted, row) for row in rows}
    top = max(worth.values(), default=0.0)
    return [row for row in rows if worth[row.ref] == top] if top > 0 else []


def tells_all(plan: Plan, rows: Sequence[ReportRow]) -> bool:
    """One report speaks of everything that is asked."""
    wanted = _asked(plan)
    return bool(wanted) and any(
        all(speaks_of(idea, (*said(row.name), *tokens(row.conclusion))) for idea in wanted) for row in rows
    )


def _asked(plan: Plan) -> list[Idea]:
    """Whether a report speaks of a bleed, it may call it a hemorrhage. Other questions are asked in their own words:
    how somebody broke a bone is told by notes, not by the report on the fracture."""
    if not asks_whether(plan):
        return ideas(plan)
    return [tuple((w,) for w in alike(idea[0][0])) if sum(map(len, idea)) == 1 else idea for idea in ideas(plan)]


def _worth(wanted: Sequence[Idea], row: ReportRow) -> float:
    name, told = said(row.name), tokens(row.conclusion)
    named = [speaks_of(idea, name) for idea in wanted]
    held = [n or speaks_of(idea, told) for n, idea in zip(named, wanted, strict=True)]
    enough = sum(held) >= len(wanted) * _ENOUGH and (any(named) or all(held))
    return sum(held) + 0.5 * sum(named) if enough else 0.0


def _fitting(plan: Plan, rows: Sequence[ReportRow]) -> list[ReportRow]:
    kept = [rows[i] for i in within(plan.window, (r.effective for r in rows))]
    return speaking(plan, kept) if plan.words else kept
