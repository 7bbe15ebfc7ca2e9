"""Rows of the chart that a subject means: by the chart's own name first, then by the vocabulary."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.engine.mind.common import telling
from assistant.engine.mind.families import covers
from assistant.engine.mind.names import brand, ingredients, plain, said, substance
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.reading import corrected
from assistant.engine.mind.text import Tokens, holds, tokens
from assistant.engine.mind.vocabulary import Kind, Term, vocabulary
from records.engine.rows import ConditionRow, ImmunizationRow, MedicationRow, ProcedureRow

T = TypeVar("T")
# What follows these words in a condition's name is not the condition itself.
_ATTACHED = {"due", "secondary", "associated", "caused", "following", "complicating", "without", "co"}


def by_name(rows: Sequence[T], plan: Plan, name: Callable[[T], Tokens]) -> list[T]:
    """Rows whose whole name stands in the question, else those called so, else those whose name holds
    every word."""
    words, asked = plan.words, tokens(plan.question)
    whole = [r for r in rows if holds(name(r), asked)]
    longest = max((len(name(r)) for r in whole), default=0)
    if longest > 1:
        return [r for r in whole if len(name(r)) == longest]
    fitting = [r for r in rows if covers(name(r), words)] or [r for r in rows if covers(name(r), telling(words))]
    exact = [r for r in fitting if set(name(r)) - {"of", "the"} <= set(words) | {"with", "no", "in", "and", "to"}]
    return exact or fitting


# Medications ------------------------------------------------------------------------------------------


def drugs(plan: Plan, rows: Sequence[MedicationRow]) -> list[MedicationRow]:
    if plan.chosen:
        return [r for r in rows if r.name in plan.chosen]
    terms = [t for t in plan.terms if t.kind in (Kind.DRUG, Kind.DRUG_CLASS)]
    if not terms:
        return [r for r in rows if covers((*said(r.name), *brand(r.name)), plan.words)]
    fitting = [r for r in rows if any(is_drug(t, r) for t in terms)]
    known = {w for t in terms for name in t.names for w in name}
    extra = [w for w in plan.words if w not in known]
    telling = [w for w in extra if any(w in said(r.name) for r in fitting)]
    return [r for r in fitting if all(w in said(r.name) for w in telling)]


def is_drug(term: Term, row: MedicationRow) -> bool:
    if term.kind is Kind.DRUG_CLASS:
        return any(is_drug(member, row) for member in class_members(term))
    words = tuple(corrected(w) for part in ingredients(row.name) for w in _named_part(part))
    return any(holds(name, words) or holds(name, brand(row.name)) for name in term.names)


def _named_part(part: Tokens) -> Tokens:
    """The words that name the substance: a potassium salt of penicillin is not potassium."""
    return substance(part) if len(part) > 1 else part


def class_members(term: Term) -> list[Term]:
    known = (vocabulary().of(Kind.DRUG, m) or Term(Kind.DRUG, m, (tokens(m),)) for m in term.members)
    return list(known)


def substances(row: MedicationRow) -> frozenset[Tokens]:
    return frozenset(substance(part) for part in ingredients(row.name))


def salts(row: MedicationRow) -> frozenset[Tokens]:
    return frozenset(ingredients(row.name))


# Conditions, procedures, immunizations ----------------------------------------------------------------


def conditions(plan: Plan, rows: Sequence[ConditionRow]) -> list[ConditionRow]:
    if plan.chosen:
        return [r for r in rows if plain(r.name) in plan.chosen]
    named = by_name(rows, plan, lambda r: said(r.name))
    if not named:
        named = [r for r in rows if any(_means(t, said(r.name)) for t in plan.terms if t.kind is Kind.CONDITION)]
    excluded = [x for t in plan.terms for x in t.excludes]
    kept = [r for r in named if not any(holds(x, said(r.name)) for x in excluded)] or named
    heads = [r for r in kept if _in_head(plan, said(r.name))]
    return heads or kept


def _means(term: Term, name: Tokens) -> bool:
    return any(holds(h, name) for h in (*term.holds, *term.names)) and not any(holds(x, name) for x in term.excludes)


def _in_head(plan: Plan, name: Tokens) -> bool:
    cut = next((i for i, w in enumerate(name) if i and w in _ATTACHED), len(name))
    head = name[:cut]
    return covers(head, plan.words) or any(_means(t, head) for t in plan.terms if t.kind is Kind.CONDITION)


def procedures(plan: Plan, rows: Sequence[ProcedureRow]) -> list[ProcedureRow]:
    named = by_name(rows, plan, lambda r: said(r.name))
    if named:
        return named
    whole = [r for r in rows if len(said(r.name)) > 1 and covers(plan.words, said(r.name))]
    terms = [t for t in plan.terms if t.kind is Kind.PROCEDURE]
    return whole or [r for r in rows if any(_means_procedure(t, said(r.name)) for t in terms)]


def _means_procedure(term: Term, name: Tokens) -> bool:
    endings = tuple(h[0] for h in term.holds if len(h) == 1 and len(h[0]) >= 5)
    return _means(term, name) or any(w.endswith(endings) for w in name if endings)


def immunizations(plan: Plan, rows: Sequence[ImmunizationRow]) -> list[ImmunizationRow]:
    terms = [t for t in plan.terms if t.kind is Kind.VACCINE]
    if not terms:
        return by_name(rows, plan, lambda r: said(r.name))
    return [r for r in rows if any(r.code in t.codes or _means(t, said(r.name)) for t in terms)]
