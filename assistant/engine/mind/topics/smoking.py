"""Smoking status as it was last recorded."""

from assistant.engine.mind.draft import FROM_NOTES, Draft, cite
from assistant.engine.mind.names import measured_as
from assistant.engine.mind.plan import Aspect, Plan
from assistant.engine.mind.quoting import LOOKED_AT, best, newest_first, quote
from assistant.engine.mind.say import Say
from assistant.engine.types import Progress, Status, Tools
from records.engine.rows import ObservationRow

_STATUS = "72166-2"
_SMOKING = tuple((word,) for word in ("smoking", "smoke", "smoked", "smoker", "cigarette", "tobacco"))


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up smoking status"))
    rows = _rows(tools)
    if not rows:
        _from_problems(draft, tools, say)
        if draft.status is Status.NOT_IN_RECORD and _newer_note(draft, None, tools, say):
            draft.status = Status.ANSWERED
        return draft
    shown = rows if plan.aspect is Aspect.TREND else rows[plan.offset : plan.offset + 1] or rows[-1:]
    for row in shown:
        draft.line(say("smoking", value=row.shown_value, on=say.on(row.effective)), cite(row))
    changed = next((r for r in rows if r.shown_value != shown[0].shown_value), None)
    if changed and len(shown) == 1:
        draft.line(say("previous", value=changed.shown_value, on=say.on(changed.effective)), cite(changed), detail=True)
    _newer_note(draft, shown[0], tools, say)
    return draft


def _newer_note(draft: Draft, row: ObservationRow | None, tools: Tools, say: Say) -> bool:
    """People stop and start again: what a note says after the last recorded status is shown beside it."""
    passages = tools.search_notes("smoking cigarettes a day, stopped smoking", LOOKED_AT)
    known = row.effective if row else None
    later = [p for p in passages if p.date and (known is None or p.date.day > known.day)]
    found = newest_first(best([_SMOKING], later))
    if found:
        draft.line(say("notes_newer" if row else "notes_mention"))
        quote(draft, found[:2], say)
        draft.badges.append(FROM_NOTES)
    return bool(found)


def _rows(tools: Tools) -> list[ObservationRow]:
    kinds = [
        k for k in tools.observation_kinds() if k.code == _STATUS or {"smoking", "status"} <= set(measured_as(k.name))
    ]
    names = {k.name for k in kinds}
    rows = tools.observations(sorted({k.code for k in kinds if k.code}), sorted(k.name for k in kinds if not k.code))
    return [r for r in rows if r.name in names]


def _from_problems(draft: Draft, tools: Tools, say: Say) -> None:
    problems = [c for c in tools.conditions() if any(w in c.name.lower() for w in ("smok", "tobacco"))]
    if not problems:
        draft.missing(say("no_smoking"))
    for row in problems:
        draft.line(say("has_active", name=row.name, status=row.clinical_status, since=""), cite(row))
