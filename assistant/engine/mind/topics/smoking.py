"""Smoking status as it was last recorded."""

from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.names import measured_as
from assistant.engine.mind.plan import Aspect, Plan
from assistant.engine.mind.say import Say
from assistant.engine.types import Progress, Tools
from records.engine.rows import ObservationRow

_STATUS = "72166-2"


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up smoking status"))
    rows = _rows(tools)
    if not rows:
        return _from_problems(draft, tools, say)
    shown = rows if plan.aspect is Aspect.TREND else rows[plan.offset : plan.offset + 1] or rows[-1:]
    for row in shown:
        draft.line(say("smoking", value=row.shown_value, on=say.on(row.effective)), cite(row))
    changed = next((r for r in rows if r.shown_value != shown[0].shown_value), None)
    if changed and len(shown) == 1:
        draft.line(say("previous", value=changed.shown_value, on=say.on(changed.effective)), cite(changed), detail=True)
    return draft


def _rows(tools: Tools) -> list[ObservationRow]:
    kinds = [
        k for k in tools.observation_kinds() if k.code == _STATUS or {"smoking", "status"} <= set(measured_as(k.name))
    ]
    names = {k.name for k in kinds}
    rows = tools.observations(sorted({k.code for k in kinds if k.code}), sorted(k.name for k in kinds if not k.code))
    return [r for r in rows if r.name in names]


def _from_problems(draft: Draft, tools: Tools, say: Say) -> Draft:
    problems = [c for c in tools.conditions() if any(w in c.name.lower() for w in ("smok", "tobacco"))]
    if not problems:
        draft.missing(say("no_smoking"))
    for row in problems:
        draft.line(say("has_active", name=row.name, status=row.clinical_status, since=""), cite(row))
    return draft
