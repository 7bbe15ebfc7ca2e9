"""Problems: the list, whether there is one, since when, until when."""

import re
from collections.abc import Sequence

from assistant.engine.mind.common import telling
from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.matching import conditions
from assistant.engine.mind.names import plain
from assistant.engine.mind.plan import Aspect, Plan, oldest_first, within
from assistant.engine.mind.quoting import asks_whether
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import holds, tokens
from assistant.engine.types import Progress, Tools
from records.engine.dates import SourceDate
from records.engine.rows import ConditionRow, EncounterRow

# `What chronic conditions` asks for the list: few names in a chart say that they are chronic.
_BEGAN = re.compile(r"\b(?:diagnos\w+|onset|start\w*|began|begin)\b|诊断|发病", re.IGNORECASE)
_GENERAL = {"chronic", "underlying", "significant", "serious", "important"}


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up problems"))
    rows = tools.conditions()
    fitting = conditions(plan, rows) if plan.words else []
    if (
        not plan.words
        or (plan.listing and _GENERAL.issuperset(plan.words))
        or (plan.listing and not fitting and not plan.notes_first)
        or (not fitting and not plan.terms and not asks_whether(plan) and not telling(plan.words))
    ):
        return _lists(draft, plan, rows, say)
    if not fitting:
        draft.missing(say("no_such_problem", name=plan.subject))
    elif plan.aspect is Aspect.LATEST and (visit := _came_for(plan, tools)):
        draft.line(
            say("event_reason", name=plain(visit.name), date=_day(visit), reason=plain(visit.reason)), cite(visit)
        )
    elif plan.aspect in (Aspect.START, Aspect.LATEST):
        _onset(draft, plan, fitting, say)
    elif plan.aspect is Aspect.END:
        _end(draft, fitting, say)
    else:
        _exists(draft, fitting, say)
    return draft


def _came_for(plan: Plan, tools: Tools) -> EncounterRow | None:
    """`The last seizure` is not the onset of the epilepsy: the newest visit whose reason is called so."""
    if _BEGAN.search(plan.question):
        return None
    named = [name for t in plan.terms for name in t.names if holds(name, tokens(plan.question))]
    wanted = named or [plan.words]
    return next((r for r in tools.encounters() if any(holds(n, tokens(r.reason)) for n in wanted)), None)


def _day(row: EncounterRow) -> str:
    return row.start.display if row.start else "?"


def _lists(draft: Draft, plan: Plan, rows: Sequence[ConditionRow], say: Say) -> Draft:
    past = plan.aspect is Aspect.PAST
    listed = [r for r in rows if r.is_active is not past]
    if plan.window:
        listed = [rows[i] for i in within(plan.window, (r.onset for r in rows))]
    unique = {plain(r.name): r for r in reversed(listed)}
    if not unique:
        draft.missing(say("no_past_problems" if past else "no_problems"))
        return draft
    key = "past_problems" if past else "problems" if len(unique) > 1 else "problem"
    draft.line(say(key, count=len(unique)), computed=[len(unique)])
    for name, row in sorted(unique.items(), key=lambda item: listed.index(item[1])):
        draft.line(
            f"{name}{_when('since', row.onset, say)}{_when('until', row.abated, say) if past else ''}", cite(row)
        )
    return draft


def _when(key: str, date: SourceDate | None, say: Say) -> str:
    return say(key, date=date.display) if date else ""


def _onset(draft: Draft, plan: Plan, rows: Sequence[ConditionRow], say: Say) -> None:
    ordered = oldest_first(rows, lambda r: r.onset)
    if not ordered:
        draft.missing(say("onset_unknown", name=plain(rows[0].name)))
        return
    names = {plain(r.name) for r in rows}
    if len(names) > 1 and not plan.definite and len({r.onset for r in ordered}) > 1:
        draft.unclear(say("which_problem"), [plain(r.name) for r in ordered])
        return
    if plan.aspect is Aspect.LATEST:
        ordered.reverse()
    first = ordered[min(plan.offset, len(ordered) - 1)]
    draft.line(say("onset", name=plain(first.name), date=first.onset), cite(first))
    for row in (r for r in ordered if r is not first):
        draft.line(say("onset", name=plain(row.name), date=row.onset), cite(row))


def _end(draft: Draft, rows: Sequence[ConditionRow], say: Say) -> None:
    for row in rows:
        if row.abated:
            draft.line(say("ended", name=plain(row.name), date=row.abated), cite(row))
        else:
            draft.line(say("not_ended", name=plain(row.name), status=row.clinical_status), cite(row))


def _exists(draft: Draft, rows: Sequence[ConditionRow], say: Say) -> None:
    ordered = sorted(rows, key=lambda r: not r.is_active)
    for row in ordered:
        since, until = _when("since", row.onset, say), _when("until", row.abated, say)
        key = "has_active" if row.is_active else "had"
        status = (
            row.clinical_status
            if row.verification in ("confirmed", "")
            else f"{row.clinical_status}, {row.verification}"
        )
        also = row.verification if row.verification not in ("confirmed", "") else ""
        draft.line(say(key, name=plain(row.name), status=status, since=since, until=until), cite(row, also=also))
