"""Immunizations and procedures: when last, when first, which, how often, why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.engine.mind.draft import Draft, Line, cite
from assistant.engine.mind.matching import immunizations, procedures
from assistant.engine.mind.names import plain
from assistant.engine.mind.plan import Aspect, Plan, within
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import holds, in_users_words, tokens
from assistant.engine.mind.vocabulary import Kind, Term
from assistant.engine.types import Progress, Tools
from records.engine.dates import SourceDate
from records.engine.rows import ImmunizationRow, ProcedureRow

T = TypeVar("T")
Event = ImmunizationRow | ProcedureRow


@dataclass(frozen=True, slots=True)
class _Words:
    last: str
    first: str
    yes: str
    listed: str
    none: str
    nothing: str


_GIVEN = _Words("given", "first_given", "given_yes", "vaccines", "no_vaccine", "no_vaccines")
_PERFORMED = _Words("performed", "first_performed", "performed_yes", "procedures", "no_procedure", "no_procedures")


def immunization(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(parts=[Progress("Looking up immunizations")])
    rows = [r for r in tools.immunizations() if r.status in ("completed", "")]
    asked = [t for t in plan.terms if t.kind is Kind.VACCINE]
    for one in [replace(plan, terms=(t,), subject=_called(t, plan)) for t in asked] if len(asked) > 1 else [plan]:
        _answer(draft, one, rows, _chosen(one, rows, immunizations(one, rows)), _GIVEN, say)
    if len(asked) > 1 and any(isinstance(p, Line) and p.sentence.citations for p in draft.parts):
        draft.status = draft.status.ANSWERED  # one of them is on record, and of the others it is said that none is
    return draft


def _called(term: Term, plan: Plan) -> str:
    """As the question calls it."""
    said = next((name for name in term.names if holds(name, tokens(plan.question))), term.names[0])
    return in_users_words(" ".join(said), plan.question)


def procedure(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(parts=[Progress("Looking up procedures")])
    rows = tools.procedures()
    return _answer(draft, plan, rows, _chosen(plan, rows, procedures(plan, rows)), _PERFORMED, say)


def _chosen(plan: Plan, rows: Sequence[T], fitting: Sequence[T]) -> Sequence[T]:
    return rows if not plan.words or (plan.listing and not fitting and not plan.notes_first) else fitting


def _when(row: Event) -> SourceDate | None:
    return row.given if isinstance(row, ImmunizationRow) else row.performed


def _answer(
    draft: Draft, plan: Plan, rows: Sequence[Event], fitting: Sequence[Event], words: _Words, say: Say
) -> Draft:
    kept = [fitting[i] for i in within(plan.window, (_when(r) for r in fitting))]
    if not rows:
        draft.missing(say(words.nothing) if not plan.words else say(words.none, name=plan.subject))
    elif not kept or plan.offset >= len(kept):
        draft.missing(say(words.none, name=plan.subject or say.word("that")))
    else:
        _ASPECTS.get(plan.aspect, _last)(draft, plan, kept, words, say)
    return draft


def _last(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    row = rows[plan.offset]
    draft.line(say(words.last, name=plain(row.name), date=_shown(row)), cite(row))
    for other in rows[plan.offset + 1 : plan.offset + 4]:
        draft.line(f"{plain(other.name)}, {_shown(other)}", cite(other), detail=True)


def _shown(row: Event) -> str:
    when = _when(row)
    return when.display if when else "?"


def _first(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    row = rows[-1]
    draft.line(say(words.first, name=plain(row.name), date=_shown(row)), cite(row))


def _exists(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    draft.line(say(words.yes, name=plain(rows[0].name), date=_shown(rows[0])), cite(rows[0]))


def _count(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    text = say("times", name=plain(rows[0].name), count=len(rows), date=_shown(rows[0]))
    draft.line(text, cite(rows[0]), computed=[len(rows)])


def _list(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    draft.line(say(words.listed, count=len(rows)), computed=[len(rows)])
    for row in rows:
        draft.line(f"{plain(row.name)}, {_shown(row)}", cite(row))


def _why(draft: Draft, plan: Plan, rows: Sequence[Event], words: _Words, say: Say) -> None:
    row = rows[plan.offset]
    reason = row.reason if isinstance(row, ProcedureRow) else ""
    if reason:
        draft.line(say("event_reason", name=plain(row.name), date=_shown(row), reason=plain(reason)), cite(row))
    else:
        draft.missing(say("event_no_reason", name=plain(row.name), date=_shown(row)))


_ASPECTS: dict[Aspect, Callable[[Draft, Plan, Sequence[Event], _Words, Say], None]] = {
    Aspect.FIRST: _first,
    Aspect.COUNT: _count,
    Aspect.LIST: _list,
    Aspect.PAST: _list,
    Aspect.WHY: _why,
    Aspect.EXISTS: _exists,
}
