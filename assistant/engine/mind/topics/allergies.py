"""Allergies. A recorded "no known allergies" is an answer; no entry at all is not."""

from collections.abc import Sequence

from assistant.engine.mind.conflicts import allergen_terms, allergy_conflicts
from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.families import covers
from assistant.engine.mind.names import plain, said
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.reacted import reactions_in_notes
from assistant.engine.mind.reading import of_kind
from assistant.engine.mind.say import Say
from assistant.engine.mind.topics.medications import is_current
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Progress, Tools
from records.engine.rows import AllergyRow

_CATEGORIES = {"food": "food", "environmental": "environment", "environment": "environment"}


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up allergies"))
    rows = tools.allergies()
    real = [r for r in rows if not r.none_known]
    if not rows:
        draft.missing(say("no_allergy_entry"))
    elif not real:
        for row in rows:
            draft.line(say("none_known", name=row.name, on=say.on(row.recorded)), cite(row))
    elif _subject(plan) and not (plan.listing and not _fitting(plan, real)):
        _about(draft, plan, real, tools, say)
    else:
        _lists(draft, plan, real, tools, say)
    drugs = list(of_kind(plan.terms, Kind.DRUG, Kind.DRUG_CLASS))
    if drugs or not _subject(plan):
        reactions_in_notes(draft, rows, drugs, tools, say)
    return draft


def _subject(plan: Plan) -> bool:
    return any(w not in _CATEGORIES for w in plan.words)


def _about(draft: Draft, plan: Plan, rows: Sequence[AllergyRow], tools: Tools, say: Say) -> None:
    fitting = _fitting(plan, rows)
    for row in fitting:
        details = "".join(
            f", {d}" for d in (*row.reactions, f"{row.criticality} criticality" if row.criticality else "") if d
        )
        if row.clinical_status in ("active", ""):
            draft.line(say("allergic", name=plain(row.name), details=details), cite(row))
        else:
            draft.line(
                say("inactive_allergy", name=plain(row.name), status=row.clinical_status),
                cite(row, also=row.clinical_status),
            )
        if row.recorded:
            draft.line(say("recorded", date=row.recorded), cite(row), detail=True)
    if fitting:
        allergy_conflicts(draft, [m for m in tools.medications() if is_current(m)], tools, say)
        return
    names = say.listed([plain(r.name) for r in rows])
    draft.line(say("not_allergic", name=plan.subject, names=names), *(cite(r) for r in rows))


def _fitting(plan: Plan, rows: Sequence[AllergyRow]) -> list[AllergyRow]:
    return [r for r in rows if covers(said(r.name), plan.words) or _same_drug(plan, r)]


def _same_drug(plan: Plan, row: AllergyRow) -> bool:
    spoken = allergen_terms(row)
    return any(t.id == s.id for t in plan.terms for s in spoken)


def _lists(draft: Draft, plan: Plan, rows: Sequence[AllergyRow], tools: Tools, say: Say) -> None:
    wanted = {_CATEGORIES[w] for w in plan.words if w in _CATEGORIES}
    wanted |= (
        {"medication"} if wanted and ("drug" in plan.question.lower() or "medic" in plan.question.lower()) else set()
    )
    listed = [r for r in rows if not wanted or not r.category or r.category in wanted]
    if not listed:
        names = say.listed([plain(r.name) for r in rows])
        draft.line(say("not_allergic", name=" ".join(sorted(wanted)), names=names), *(cite(r) for r in rows))
        return
    draft.line(say("allergies" if len(listed) > 1 else "allergy", count=len(listed)), computed=[len(listed)])
    for row in listed:
        status = "" if row.clinical_status in ("active", "") else row.clinical_status
        parts = (plain(row.name), *row.reactions, f"{row.criticality} criticality" if row.criticality else "", status)
        draft.line(", ".join(p for p in parts if p), cite(row, also=status))
    allergy_conflicts(draft, [m for m in tools.medications() if is_current(m)], tools, say)
