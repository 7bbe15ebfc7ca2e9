"""Visits and admissions: when, why, with whom, where, how many."""

import re
from collections.abc import Callable, Sequence

from assistant.engine.mind.draft import FROM_NOTES, Draft, cite
from assistant.engine.mind.everyday import callings
from assistant.engine.mind.families import covers
from assistant.engine.mind.matching import conditions
from assistant.engine.mind.names import plain
from assistant.engine.mind.plan import Aspect, Plan, within
from assistant.engine.mind.quoting import opening, quote, quote_notes_of
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import holds, tokens
from assistant.engine.mind.topics.changes import PLANNED
from assistant.engine.types import Progress, Tools
from records.engine.rows import EncounterRow

_SETTINGS = {"EMER": {"EMER"}, "IMP": {"IMP", "ACUTE", "NONAC", "OBSENC"}}
_MANY = 30
# Words of specialties that tell as well what a visit was about: `the last physical`, `the visit for the kidneys`.
_ALSO_A_REASON = frozenset("kidney renal lung respiratory physical surgery surgical infectious".split())
_TO_COME = re.compile(
    r"\b(?:next|upcoming|future|scheduled|booked)\b[\w ]{0,12}\b(?:appointment|appt|visit)s?\b|下次(?:就诊|预约)",
    re.IGNORECASE,
)


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(parts=[Progress("Looking up visits")])
    if _TO_COME.search(plan.question):
        return _to_come(draft, plan, tools, say)
    fitting = _fitting(plan, tools.encounters(), tools)
    kind = say.word(plan.setting or "visit")
    named = [] if plan.setting else callings([w for w in plan.words if w not in _ALSO_A_REASON])
    called = frozenset[str]().union(*named)
    if called and not any(called & set(_all_words(r)) for r in fitting):
        return _of_a_specialty(draft, plan, called, tools, say)
    if not fitting or plan.offset >= len(fitting):
        draft.missing(say("no_visit", kind=kind))
    elif _unclear(plan, fitting):
        draft.unclear(say("which_visit"), [_shown(r) for r in reversed(fitting)])
    else:
        _ASPECTS.get(plan.aspect, _last)(draft, plan, fitting, say)
        if plan.aspect is Aspect.CONTENT:
            quote_notes_of(draft, fitting[plan.offset].start, plan, tools, say)
    return draft


def _of_a_specialty(draft: Draft, plan: Plan, called: frozenset[str], tools: Tools, say: Say) -> Draft:
    """No visit is named so; a note whose author is of the specialty tells who it was and when."""
    theirs = [n for n in tools.notes() if called & set(tokens(f"{n.author.partition(',')[2]} {n.title}"))]
    if plan.aspect is Aspect.FIRST:
        theirs.reverse()
    begun = opening(tools.read_notes([theirs[0].ref]))[:1] if theirs else []
    if not begun:
        draft.missing(say("no_visit_to", name=plan.subject))
        return draft
    note = theirs[0]
    date = note.written.display if note.written else "?"
    draft.line(say("note_of_specialty", date=date, title=note.title, author=note.author), begun[0].cite())
    quote(draft, begun, say)
    draft.badges.append(FROM_NOTES)
    return draft


def _to_come(draft: Draft, plan: Plan, tools: Tools, say: Say) -> Draft:
    """The record holds visits that were; one planned is there only where the import brought it."""
    planned = [r for r in tools.encounters() if r.status in PLANNED]
    if not planned:
        draft.missing(say("no_appointment"))
        return draft
    for row in planned:
        draft.line(_shown(row), cite(row))
    return draft


def _fitting(plan: Plan, rows: Sequence[EncounterRow], tools: Tools) -> list[EncounterRow]:
    kept = [rows[i] for i in within(plan.window, (r.start for r in rows))]
    if plan.chosen:
        return [r for r in kept if _shown(r) in plan.chosen]
    if plan.setting:
        kept = [r for r in kept if r.kind in _SETTINGS[plan.setting]]
    if plan.terms:
        names = [n for t in plan.terms for n in (*t.names, *t.holds)]
        told = [r for r in kept if any(holds(n, tokens(f"{r.name} {r.reason}")) for n in names)]
        return told or _at_onset(plan, kept, tools)
    narrowed = [r for r in kept if covers(_all_words(r), plan.words)]
    if narrowed or not _a_specialty(plan):
        return narrowed or kept
    return []


def _at_onset(plan: Plan, rows: Sequence[EncounterRow], tools: Tools) -> list[EncounterRow]:
    """A stay whose reason is a complaint (weak arm) was for the condition that began in it (stroke)."""
    onsets = [c.onset.day for c in conditions(plan, tools.conditions()) if c.onset]
    return [r for r in rows if r.start and any(r.start.day <= day <= (r.end or r.start).day for day in onsets)]


def _all_words(row: EncounterRow) -> tuple[str, ...]:
    return tokens(f"{row.name} {row.reason} {row.provider} {row.site}")


def _a_specialty(plan: Plan) -> bool:
    """`Dermatology visit` asks for one kind; other words around a visit (`healthcare`) do not."""
    return any(
        w.endswith(("ology", "ologist", "iatry", "iatrist", "ic surgeon", "therapist", "therapy")) for w in plan.words
    )


def _unclear(plan: Plan, rows: Sequence[EncounterRow]) -> bool:
    """Several visits fit a named time and the answer would differ."""
    about_one = plan.aspect in (Aspect.CONTENT, Aspect.WHY, Aspect.WHO, Aspect.WHERE)
    return about_one and plan.window is not None and not plan.definite and len(rows) > 1


def _shown(row: EncounterRow) -> str:
    return ", ".join(p for p in (row.start.display if row.start else "", plain(row.name), plain(row.reason)) if p)


def _date(row: EncounterRow) -> str:
    return row.start.display if row.start else "?"


def _days(row: EncounterRow, say: Say) -> str:
    """A stay of several days from its first to its last."""
    if row.start and row.end and row.end.day > row.start.day:
        return say("from_to", start=row.start.display, end=row.end.display)
    return _date(row)


def _last(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    row = rows[plan.offset]
    text = say("last_visit", kind=say.word(plan.setting or "visit"), date=_days(row, say), name=plain(row.name))
    draft.line(text, cite(row, also=row.end.display if row.end else ""))
    if row.reason:
        draft.line(
            say("event_reason", name=plain(row.name), date=_date(row), reason=plain(row.reason)), cite(row), detail=True
        )


def _first(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    row = rows[-1]
    draft.line(
        say("first_visit", kind=say.word(plan.setting or "visit"), date=_date(row), name=plain(row.name)), cite(row)
    )


def _count(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    draft.line(
        say("visit_count", count=len(rows), kind=_kinds(plan, rows, say), date=_date(rows[0])),
        cite(rows[0]),
        computed=[len(rows)],
    )


def _kinds(plan: Plan, rows: Sequence[EncounterRow], say: Say) -> str:
    return say.word(f"{plan.setting or 'visit'}{'s' if len(rows) > 1 else ''}")


def _list(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    draft.line(say("visits", count=len(rows), kind=_kinds(plan, rows, say)), computed=[len(rows)])
    for row in rows[:_MANY]:
        draft.line(_shown(row), cite(row))


def _why(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    row = rows[plan.offset]
    if row.reason:
        draft.line(say("event_reason", name=plain(row.name), date=_date(row), reason=plain(row.reason)), cite(row))
    else:
        draft.line(say("event_no_reason", name=plain(row.name), date=_date(row)), cite(row))


def _part(pick: Callable[[EncounterRow], str]) -> Callable[[Draft, Plan, Sequence[EncounterRow], Say], None]:
    def tell(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
        row = rows[plan.offset]
        key = "visit_with" if pick(row) else "visit_unknown"
        draft.line(say(key, date=_date(row), name=plain(row.name), who=pick(row)), cite(row))

    return tell


def _content(draft: Draft, plan: Plan, rows: Sequence[EncounterRow], say: Say) -> None:
    draft.line(_shown(rows[plan.offset]), cite(rows[plan.offset]))


_ASPECTS: dict[Aspect, Callable[[Draft, Plan, Sequence[EncounterRow], Say], None]] = {
    Aspect.FIRST: _first,
    Aspect.COUNT: _count,
    Aspect.LIST: _list,
    Aspect.EXISTS: _list,
    Aspect.WHY: _why,
    Aspect.WHO: _part(lambda r: r.provider),
    Aspect.WHERE: _part(lambda r: r.site),
    Aspect.CONTENT: _content,
}
