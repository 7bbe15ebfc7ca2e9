"""Which of the chart's measurements a question means, never a neighbour of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.engine.mind.draft import cite
from assistant.engine.mind.families import covers
from assistant.engine.mind.names import measured_as
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.text import Tokens
from assistant.engine.mind.vocabulary import Kind, Term, vocabulary
from assistant.engine.types import Citation, Tools
from records.engine.rows import ObservationKind, ObservationRow

# Words that make a measurement another one: a plain question about glucose never means urine.
_SPECIMENS = {
    "urine",
    "urinary",
    "stool",
    "fecal",
    "feces",
    "csf",
    "cerebrospinal",
    "pleural",
    "saliva",
    "synovial",
    "semen",
}
_QUALIFIERS = _SPECIMENS | {
    "percentile",
    "fasting",
    "free",
    "ionized",
    "direct",
    "conjugated",
    "ratio",
    "antibody",
    "ige",
    "fetal",
    "cord",
    "clearance",
    "corrected",
    "24h",
    "reactive",
}
_UNIMPORTANT = {
    "in",
    "blood",
    "serum",
    "plasma",
    "or",
    "by",
    "automated",
    "count",
    "of",
    "total",
    "calculation",
    "body",
    "manual",
    "level",
}
_PRESSURE = "blood pressure"
_PARTS = {"systolic blood pressure": "8480-6", "diastolic blood pressure": "8462-4"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing asked for: its rows newest first, and for a part of a panel row the row it came from."""

    label: str
    rows: tuple[ObservationRow, ...]
    whole: tuple[ObservationRow, ...] = ()

    def cite(self, row: ObservationRow) -> Citation:
        """A part of a panel row is cited by the whole row, with the part's own name."""
        whole = next((w for w in self.whole if w.ref == row.ref), None)
        return cite(whole, also=f"{row.name} {row.shown_value}") if whole else cite(row)


@dataclass(frozen=True, slots=True)
class Found:
    measures: tuple[Measure, ...]
    choices: tuple[str, ...] = ()  # several kinds fit a name that the vocabulary does not know


def find(plan: Plan, tools: Tools) -> Found:
    kinds = tools.observation_kinds()
    terms = [t for t in plan.terms if t.kind in (Kind.LAB, Kind.VITAL, Kind.PANEL)]
    qualified = set(plan.words) & _QUALIFIERS - {w for t in terms for name in t.names for w in name}
    if terms and not qualified:
        return Found(tuple(m for t in terms for m in _measures(t, kinds, tools)))
    fitting = [k for k in kinds if covers(measured_as(k.name), _asked(plan, terms, qualified))]
    if not fitting:
        return Found((Measure(plan.subject, ()),))
    return _named(plan, fitting, tools)


def _asked(plan: Plan, terms: Sequence[Term], qualified: set[str]) -> Iterable[str]:
    return {*terms[0].names[0], *qualified} if terms else plan.words


def _named(plan: Plan, fitting: Sequence[ObservationKind], tools: Tools) -> Found:
    exact = [k for k in fitting if measured_as(k.name) == plan.words]
    names = {k.name for k in exact or fitting}
    chosen = [k for k in fitting if k.name in plan.chosen]
    if chosen:
        return Found((Measure(chosen[0].name, _rows(chosen, tools)),))
    if len(names) > 1:
        return Found((), tuple(sorted(names)))
    return Found((Measure((exact or fitting)[0].name, _rows(exact or fitting, tools)),))


def _measures(term: Term, kinds: Sequence[ObservationKind], tools: Tools) -> list[Measure]:
    if term.kind is Kind.PANEL:
        members = [vocabulary().measured(m) for m in term.members]
        found = [m for t in members if t for m in _measures(t, kinds, tools) if m.rows]
        return found or [Measure(" ".join(term.names[0]), ())]
    own = [k for k in kinds if _is(term, k)]
    if own:
        return [Measure(own[0].name, _rows(own, tools))]
    if term.id in _PARTS:
        return [_part_of_pressure(term.id, kinds, tools)]
    if term.id == _PRESSURE:
        parts = [m for p in _PARTS if (t := vocabulary().measured(p)) for m in _measures_of_part(t, kinds, tools)]
        return parts or [Measure(term.id, ())]
    return [Measure(" ".join(term.names[0]), ())]


def _measures_of_part(term: Term, kinds: Sequence[ObservationKind], tools: Tools) -> list[Measure]:
    own = [k for k in kinds if _is(term, k)]
    return [Measure(own[0].name, _rows(own, tools))] if own else []


def _part_of_pressure(part: str, kinds: Sequence[ObservationKind], tools: Tools) -> Measure:
    term = vocabulary().measured(_PRESSURE)
    whole = _rows([k for k in kinds if term and _is(term, k)], tools)
    rows = [
        replace(c, ref=row.ref, effective=row.effective)
        for row in whole
        for c in row.components
        if c.code == _PARTS[part]
    ]
    return Measure(rows[0].name if rows else part, tuple(rows), whole)


def _is(term: Term, kind: ObservationKind) -> bool:
    """By code where both have one. A name decides only for codes that the vocabulary does not know."""
    if kind.code in term.codes:
        return True
    if kind.code in _known_codes():
        return False
    name = measured_as(kind.name)
    if not term.specimen and set(name) & _SPECIMENS:
        return False
    return name in term.names or _core(name) in {_core(n) for n in term.names}


def _core(name: Tokens) -> Tokens:
    return tuple(w for w in name if w not in _UNIMPORTANT) or name


@lru_cache(maxsize=1)
def _known_codes() -> frozenset[str]:
    return frozenset(c for t in vocabulary().terms if t.kind in (Kind.LAB, Kind.VITAL) for c in t.codes)


def _rows(kinds: Sequence[ObservationKind], tools: Tools) -> tuple[ObservationRow, ...]:
    """By code, whatever each row calls it (names of one code differ in spelling); by name without one."""
    codes = sorted({k.code for k in kinds if k.code})
    uncoded = sorted({k.name for k in kinds if not k.code})
    return tuple(tools.observations(codes, uncoded))
