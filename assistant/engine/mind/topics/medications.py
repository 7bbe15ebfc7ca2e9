"""Medications: what is taken, since when, how much, why; conflicts with allergies are shown."""

from collections.abc import Sequence

from assistant.engine.mind.common import telling
from assistant.engine.mind.conflicts import allergy_conflicts, differing_doses
from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.matching import drugs, salts, substances
from assistant.engine.mind.plan import Aspect, Plan, oldest_first, within
from assistant.engine.mind.quoting import asks_whether
from assistant.engine.mind.say import Say
from assistant.engine.mind.stopped import stopped_in_notes
from assistant.engine.mind.text import holds, tokens
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Progress, Tools
from records.engine.rows import MedicationRow

CURRENT = ("active", "on-hold", "intended")


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up medications"))
    rows = tools.medications()
    if any(t.kind is Kind.CONDITION for t in plan.terms) and not _drug_terms(plan):
        return _for_reason(draft, plan, rows, say)
    fitting = drugs(plan, rows) if plan.words else []
    if not plan.words or (plan.listing and not fitting and not plan.notes_first) or _asks_list(plan, fitting):
        return _lists(draft, plan, rows, tools, say)
    if not fitting:
        draft.missing(say("never_ordered", name=plan.subject))
        return draft
    _SUBJECT.get(plan.aspect, _taking)(draft, plan, fitting, say)
    if draft.status is draft.status.ANSWERED and any(is_current(r) for r in fitting):
        current = [r for r in fitting if is_current(r)]
        allergy_conflicts(draft, current, tools, say)
        stopped_in_notes(draft, current, tools, say)
    return draft


def _asks_list(plan: Plan, fitting: Sequence[MedicationRow]) -> bool:
    """Words that can be no drug's name, asked for as a list: `everything she takes`."""
    listed = plan.aspect in (Aspect.LIST, Aspect.PAST, Aspect.EXISTS) and not asks_whether(plan)
    return listed and not fitting and not plan.terms and not telling(plan.words)


def is_current(row: MedicationRow) -> bool:
    return row.status in CURRENT


def _drug_terms(plan: Plan) -> bool:
    return any(t.kind in (Kind.DRUG, Kind.DRUG_CLASS) for t in plan.terms)


def _lists(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], tools: Tools, say: Say) -> Draft:
    if plan.aspect is Aspect.LATEST and rows:
        row = rows[min(plan.offset, len(rows) - 1)]
        draft.line(say("last_ordered", name=row.name, date=row.authored), cite(row))
        return draft
    current = [r for r in rows if is_current(r)]
    past = plan.aspect is Aspect.PAST
    listed = [r for r in rows if not is_current(r)] if past else current
    if plan.window:
        listed = [(rows if not past else listed)[i] for i in within(plan.window, (r.authored for r in rows))]
    if not listed:
        draft.missing(say("no_past_meds" if past else "no_active_meds"))
        return draft
    _listed(draft, listed, past, say)
    if not past:
        differing_doses(draft, current, say)
        allergy_conflicts(draft, current, tools, say)
        stopped_in_notes(draft, current, tools, say)
    return draft


def _listed(draft: Draft, rows: Sequence[MedicationRow], past: bool, say: Say) -> None:
    newest: dict[str, MedicationRow] = {}
    for row in rows:
        newest.setdefault(row.name, row)
    key = "past_meds" if past else "active_meds" if len(newest) > 1 else "active_med"
    draft.line(say(key, count=len(newest)), computed=[len(newest)])
    for row in newest.values():
        dosage = f", {row.dosage}" if row.dosage else ""
        draft.line(f"{row.name}{dosage}", cite(row))


def _for_reason(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> Draft:
    names = [n for t in plan.terms if t.kind is Kind.CONDITION for n in (*t.names, *t.holds)]
    fitting = [r for r in rows if any(holds(n, tokens(r.reason)) for n in names)]
    if not fitting:
        draft.missing(say("never_ordered", name=plan.subject))
        return draft
    for row in [r for r in fitting if is_current(r)] or fitting:
        draft.line(say("reason", name=row.name, reason=row.reason), cite(row, also=row.reason))
    return draft


def _start(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    dated = oldest_first(rows, lambda r: r.authored)
    firsts: dict[object, MedicationRow] = {}
    for row in dated:
        firsts.setdefault(salts(row), row)
    found = list(firsts.values())
    if not found:
        draft.missing(say("never_ordered", name=plan.subject))
        return
    if not plan.definite and _unclear(plan, found):
        draft.unclear(say("which_drug"), [r.name for r in found])
        return
    draft.line(say("first_ordered", name=found[0].name, date=found[0].authored), cite(found[0]))
    for row in found[1:]:
        draft.line(say("also_ordered", name=row.name, date=row.authored), cite(row), detail=not plan.definite)


def _unclear(plan: Plan, firsts: Sequence[MedicationRow]) -> bool:
    """Different salts of one substance, or different drugs of one class, with different dates. A drug
    alone and in a combination is one drug: its first order counts."""
    if len({r.authored.day for r in firsts if r.authored}) < 2:
        return False
    if any(t.kind is Kind.DRUG_CLASS for t in plan.terms):
        return len({substances(r) for r in firsts}) > 1
    alone = [r for r in firsts if len(salts(r)) == 1]
    return any(substances(a) == substances(b) for i, a in enumerate(alone) for b in alone[i + 1 :])


def _last(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    row = rows[min(plan.offset, len(rows) - 1)]
    draft.line(say("last_ordered", name=row.name, date=row.authored or "?"), cite(row))


def _end(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    for row in rows[:1] if len({r.name for r in rows}) == 1 else rows:
        if row.ended:
            draft.line(say("stopped_on", name=row.name, date=row.ended), cite(row, also=f"ended {row.ended}"))
        elif is_current(row):
            draft.line(say("still_on", name=row.name, date=row.authored), cite(row))
        else:
            draft.line(say("no_end", name=row.name, status=row.status), cite(row))


def _dose(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    current = [r for r in rows if is_current(r)]
    differing_doses(draft, current, say)
    for row in current or rows[:1]:
        if row.dosage:
            draft.line(say("dose", name=row.name, dosage=row.dosage), cite(row))
        else:
            draft.line(say("strength", name=row.name, status=row.status), cite(row))


def _why(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    reasons: dict[str, MedicationRow] = {}
    for row in rows:
        if row.reason:
            reasons.setdefault(row.reason, row)
    for reason, row in reasons.items():
        draft.line(say("reason", name=row.name, reason=reason), cite(row, also=reason))
    if not reasons:
        draft.missing(say("no_reason", name=plan.subject))


def _who(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    known = [r for r in rows if r.prescriber]
    for row in known[:1]:
        text = say("prescribed_by", name=row.name, who=row.prescriber, date=row.authored)
        draft.line(text, cite(row, also=row.prescriber))
    if not known:
        draft.missing(say("no_prescriber", name=plan.subject))


def _taking(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    current = [r for r in rows if is_current(r)]
    for row in current:
        draft.line(say("taking", name=row.name, date=row.authored), cite(row))
    if not current:
        row = rows[0]
        draft.line(say("not_taking", name=row.name, status=row.status, date=row.authored), cite(row))


def _count(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    draft.line(say("order_count", name=rows[0].name, count=len(rows)), cite(rows[0]), computed=[len(rows)])


def _history(draft: Draft, plan: Plan, rows: Sequence[MedicationRow], say: Say) -> None:
    """How it changed: every order in turn."""
    dated = oldest_first(rows, lambda r: r.authored)
    if len(dated) < 2:
        _taking(draft, plan, rows, say)
        return
    draft.line(say("dose_history", count=len(dated)), computed=[len(dated)])
    for row in dated:
        ended = f"ended {row.ended.display}" if row.ended else ""
        draft.line(", ".join(filter(None, [row.display, ended])), cite(row, also=ended))


_SUBJECT = {
    Aspect.TREND: _history,
    Aspect.START: _start,
    Aspect.LATEST: _last,
    Aspect.END: _end,
    Aspect.DOSE: _dose,
    Aspect.WHY: _why,
    Aspect.WHO: _who,
    Aspect.COUNT: _count,
    Aspect.EXISTS: _taking,
}
