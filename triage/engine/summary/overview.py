"""One patient on one screen: problem by problem, what changed since the last visit, what is open."""

import re
from collections.abc import Iterable
from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import EncounterRow, NoteRow
from triage.engine.summary.chart import conflict, from_ended, from_note, from_rows, summary
from triage.engine.summary.matching import conflicts, current_medications
from triage.engine.summary.parts import told
from triage.engine.summary.problems import is_out_of_range, latest_for, medicines_for
from triage.engine.summary.types import ChartRows, ChartSentence, ChartSummary, SectionKey

MOST_CHANGES, MOST_QUESTIONS, NOTES_READ = 12, 8, 3
_WAITING = re.compile(
    r"\b(?:pending|awaiting|await|follow[- ]?up|return in|repeat|recheck|will (?:order|obtain|refer|schedule)|referral|"
    r"to be (?:scheduled|done)|call back|outstanding)\b",
    re.I,
)


def overview(rows: ChartRows, today: date) -> ChartSummary:
    """From rows alone but for the open questions, which also quote the newest notes."""
    last = last_visit(rows.encounters, today)
    return summary(
        (
            (SectionKey.PATIENT, [from_rows(rows.patient.display, rows.patient)]),
            (SectionKey.PROBLEMS, _problems(rows)),
            (SectionKey.ALLERGIES, [from_rows(row.display, row) for row in rows.allergies]),
            (SectionKey.MEDICATIONS, _other_medicines(rows)),
            (SectionKey.CHANGES, _changes(rows, last)),
            (SectionKey.QUESTIONS, _questions(rows)[:MOST_QUESTIONS]),
        ),
        rows,
    )


def last_visit(encounters: Iterable[EncounterRow], today: date) -> EncounterRow | None:
    """The newest visit that has begun."""
    begun = [
        (row.start.instant, index, row) for index, row in enumerate(encounters) if row.start and row.start.day <= today
    ]
    return max(begun)[2] if begun else None


def _problems(rows: ChartRows) -> list[ChartSentence]:
    """Each active problem once, with its medicines and its newest measurement."""
    lines: list[ChartSentence] = []
    seen: set[str] = set()
    for problem in rows.conditions:
        if not problem.is_active or problem.name.lower() in seen:
            continue
        seen.add(problem.name.lower())
        medicines, latest = medicines_for(problem, rows), latest_for(problem, rows)
        parts = [
            f"{problem.name}, {problem.clinical_status}" + (f" since {problem.onset.display}" if problem.onset else "")
        ]
        parts += [f"on {', '.join(row.name for row in medicines)}"] if medicines else []
        parts += [latest.display] if latest else []
        lines.append(from_rows("; ".join(parts), problem, *medicines, *([latest] if latest else [])))
    return lines


def _other_medicines(rows: ChartRows) -> list[ChartSentence]:
    """Current medicines that no active problem claims."""
    claimed = {m.ref for problem in rows.conditions if problem.is_active for m in medicines_for(problem, rows)}
    return [from_rows(row.display, row) for row in current_medications(rows.medications) if row.ref not in claimed]


def _changes(rows: ChartRows, last: EncounterRow | None) -> list[ChartSentence]:
    """Dated on or after the last visit's day."""
    if last is None or last.start is None:
        return []
    since = last.start.day

    def new(when: SourceDate | None) -> bool:
        return when is not None and when.day >= since

    news = [from_rows(f"Last visit: {last.display}", last)]
    news += [from_rows(f"New problem: {row.display}", row) for row in rows.conditions if new(row.recorded or row.onset)]
    news += [from_rows(f"Resolved: {row.display}", row) for row in rows.conditions if new(row.abated)]
    news += [
        from_rows(f"Started: {row.display}", row) for row in current_medications(rows.medications) if new(row.authored)
    ]
    news += [
        from_ended(f"Stopped: {row.name}, {row.ended.display}", row)
        for row in rows.medications
        if row.ended and new(row.ended)
    ]
    news += [from_rows(row.display, row) for row in rows.observations if new(row.effective) and is_out_of_range(row)]
    news += [from_rows(row.display, row) for row in rows.reports if new(row.effective) and row.conclusion]
    news += [from_rows(row.display, row) for row in rows.procedures if new(row.performed)]
    return news[:MOST_CHANGES]


def _questions(rows: ChartRows) -> list[ChartSentence]:
    """Medicines that something speaks against, medicines without a reason, and what notes wait for."""
    asked = [conflict(row, other) for row, other in conflicts(rows)]
    current = current_medications(rows.medications)
    asked += [from_rows(f"Reason still to be recorded: {row.name}", row) for row in current if not row.reason]
    return asked + [sentence for note in rows.notes[:NOTES_READ] for sentence in _waiting(note)]


def _waiting(note: NoteRow) -> list[ChartSentence]:
    spans = [one.span for one in told(note.text)]
    return [from_note(note, span) for span in spans if _WAITING.search(note.text[span.start : span.end])]
