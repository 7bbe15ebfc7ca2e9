"""A discharge summary from one stay's rows and notes: why, what was found and done, what goes home, what is open."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from records.engine.rows import EncounterRow, MedicationRow, NoteRow
from triage.engine.summary.chart import conflict, from_note, from_rows, from_stay, summary
from triage.engine.summary.matching import conflicts
from triage.engine.summary.note import best
from triage.engine.summary.parts import Told, told
from triage.engine.summary.problems import is_out_of_range
from triage.engine.summary.stay import medicines_of, notes_of, problems_of, within
from triage.engine.summary.types import ChartRows, ChartSentence, ChartSummary, SectionKey

MOST_RESULTS, MOST_OF_COURSE, MOST_OF_PLAN, MOST_PENDING = 10, 10, 8, 6
OPEN = ("registered", "preliminary", "partial")  # FHIR statuses of a result that is still to come
_COURSE = ("HISTORY OF PRESENT ILLNESS", "COURSE", "ASSESSMENT")
_PLAN = ("PLAN",)
_BOTH = "ASSESSMENT AND PLAN"
_TO_DO = re.compile(
    r"^\s*(?:[-*•]|\d+[.)])?\s*(?:continue|start|stop|increase|decrease|hold|repeat|recheck|check|follow|return|refer\w*|"
    r"order|schedule|arrange|call|discharge|advise|plan|see|taper|complete|avoid|monitor)\b|"
    r"\b(?:will|should|to be|follow[- ]?up|return)\b",
    re.I,
)
_AWAITED = re.compile(
    r"\b(?:pending|await(?:ing|ed)?|outstanding|to follow|not yet (?:back|resulted|available|reported))\b", re.I
)


def discharge_summary(rows: ChartRows, stay: EncounterRow) -> ChartSummary:
    """From what is dated within `stay`; a stay without an end reaches to the newest row. Rows first, then
    sentences of the stay's notes, each quoted as it stands."""
    notes = notes_of(rows, stay)
    course = _quoted(notes, _COURSE)
    return summary(
        (
            (SectionKey.PATIENT, [from_rows(rows.patient.display, rows.patient)]),
            (SectionKey.REASON, _once([_stay(stay), *_quoted(notes, ("CHIEF COMPLAINT",))[:2]])),
            (SectionKey.PROBLEMS, [from_rows(row.display, row) for row in problems_of(rows, stay)]),
            (SectionKey.COURSE, [one for one in course if not _AWAITED.search(one.text)][:MOST_OF_COURSE]),
            (SectionKey.EXAM, _quoted(notes[:1], ("PHYSICAL EXAM",))[:2]),
            (SectionKey.RESULTS, _results(rows, stay)),
            (SectionKey.PROCEDURES, [from_rows(r.display, r) for r in rows.procedures if within(r.performed, stay)]),
            (SectionKey.ALLERGIES, [from_rows(row.display, row) for row in rows.allergies]),
            (SectionKey.MEDICATIONS, list(_medicines(rows, stay))),
            (SectionKey.PENDING, pending(rows, stay, notes)),
            (SectionKey.FOLLOW_UP, follow_up(rows, stay, notes)[:MOST_OF_PLAN]),
            (SectionKey.QUESTIONS, [conflict(row, other) for row, other in conflicts(rows)]),
        ),
        rows,
    )


def pending(rows: ChartRows, stay: EncounterRow, notes: Sequence[NoteRow]) -> list[ChartSentence]:
    """Results without their last word, and what notes of the stay say is awaited."""
    results = [row for row in rows.observations if row.status in OPEN and within(row.effective, stay)]
    reports = [row for row in rows.reports if row.status in OPEN and within(row.effective, stay)]
    awaited = [
        from_note(note, one.span)
        for note in notes
        for one in told(note.text)
        if _AWAITED.search(note.text[one.span.start : one.span.end])
    ]
    found = [from_rows(f"Awaited: {row.display}", row) for row in results]
    found += [from_rows(f"Awaited: {row.display}", row) for row in reports]
    return _once([*found, *awaited])[:MOST_PENDING]


def follow_up(rows: ChartRows, stay: EncounterRow | None, notes: Sequence[NoteRow]) -> list[ChartSentence]:
    """Visits that are booked for after the stay, then what the notes plan, newest first."""
    booked = [row for row in rows.encounters if row.status == "planned" and row.start]
    later = [row for row in reversed(booked) if stay is None or not within(row.start, stay)]
    plan = [one for one in _quoted(notes, _PLAN, newest_first=True) if not _AWAITED.search(one.text)]
    return [*(from_rows(f"Booked: {row.display}", row) for row in later), *plan]


def _stay(stay: EncounterRow) -> ChartSentence:
    until = f", until {stay.end.display}" if stay.end and stay.start and stay.end.day != stay.start.day else ""
    return from_stay(f"{stay.display}{until}", stay)


def _quoted(notes: Sequence[NoteRow], parts: Collection[str], *, newest_first: bool = False) -> list[ChartSentence]:
    """The most telling sentences of these parts, verbatim, oldest note first; one that was copied forward is told
    once. What stands under a heading that turns its meaning is not quoted."""
    found = []
    for note in notes if newest_first else reversed(notes):
        grouped: dict[str, list[Told]] = {}
        for one in told(note.text):
            part = _part_of(note.text, one)
            if part in parts and not one.turned:
                grouped.setdefault(part, []).append(one)
        chosen = [one for own in grouped.values() for one in best(note.text, own, own[0].part.most)]
        found += [from_note(note, one.span) for one in sorted(chosen, key=lambda one: one.span.start)]
    return _once(found)


def _part_of(text: str, one: Told) -> str:
    """A sentence under `Assessment and plan` is plan where it says what to do."""
    if one.part.heading != _BOTH:
        return one.part.heading
    return "PLAN" if _TO_DO.search(text[one.span.start : one.span.end]) else "ASSESSMENT"


def _once(sentences: Iterable[ChartSentence]) -> list[ChartSentence]:
    return list({s.text.lower(): s for s in reversed(list(sentences))}.values())[::-1]


def _results(rows: ChartRows, stay: EncounterRow) -> list[ChartSentence]:
    """Out of range first, then conclusions of reports."""
    measured = [row for row in rows.observations if within(row.effective, stay) and is_out_of_range(row)]
    reports = [row for row in rows.reports if within(row.effective, stay) and row.conclusion]
    told = [from_rows(row.display, row) for row in measured] + [from_rows(row.display, row) for row in reports]
    return told[:MOST_RESULTS]


def _medicines(rows: ChartRows, stay: EncounterRow) -> Iterator[ChartSentence]:
    """What is new, changed and stopped, then what goes on."""
    found = medicines_of(rows, stay)
    yield from (from_rows(f"New: {row.display}", row) for row in found.new)
    yield from (from_rows(f"Changed: {row.display}; before: {_dose(old)}", row, old) for row, old in found.changed)
    yield from (from_rows(f"Stopped: {row.name}", row) for row in found.stopped)
    yield from (from_rows(f"Continued: {row.display}", row) for row in found.going_on)
    yield from (from_rows(f"Given in this time only: {row.display}", row) for row in found.given)


def _dose(row: MedicationRow) -> str:
    return f"{row.name}, {row.dosage}" if row.dosage else row.name
