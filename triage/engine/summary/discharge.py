"""A discharge summary from one stay's rows and notes: why, what was found and done, what goes home."""

from collections.abc import Iterable, Sequence
from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import EncounterRow, NoteRow
from triage.engine.summary.chart import from_note, from_rows, summary
from triage.engine.summary.matching import current_medications
from triage.engine.summary.note import from_note as note_summary
from triage.engine.summary.problems import is_out_of_range
from triage.engine.summary.types import ChartRows, ChartSentence, ChartSummary, SectionKey

MOST_RESULTS, MOST_OF_COURSE, MOST_OF_PLAN = 10, 10, 8
_COURSE = ("CHIEF COMPLAINT", "HISTORY OF PRESENT ILLNESS", "COURSE", "ASSESSMENT")


def discharge_summary(rows: ChartRows, stay: EncounterRow) -> ChartSummary:
    """From what is dated within `stay`; a stay without an end reaches to the newest row."""
    notes = [note for note in rows.notes if _within(note.written, stay)]
    return summary(
        (
            (SectionKey.PATIENT, [from_rows(rows.patient.display, rows.patient)]),
            (SectionKey.REASON, [from_rows(stay.display, stay)]),
            (SectionKey.PROBLEMS, _once(from_rows(r.display, r) for r in rows.conditions if r.is_active)),
            (SectionKey.COURSE, _quoted(notes, _COURSE)[:MOST_OF_COURSE]),
            (SectionKey.EXAM, _quoted(notes[:1], ("PHYSICAL EXAM",))),
            (SectionKey.RESULTS, _results(rows, stay)),
            (SectionKey.PROCEDURES, [from_rows(r.display, r) for r in rows.procedures if _within(r.performed, stay)]),
            (SectionKey.ALLERGIES, [from_rows(row.display, row) for row in rows.allergies]),
            (SectionKey.MEDICATIONS, _medicines(rows, stay)),
            (SectionKey.PLAN, _quoted(notes, ("PLAN",))[:MOST_OF_PLAN]),
        ),
        rows,
    )


def _within(when: SourceDate | None, stay: EncounterRow) -> bool:
    if when is None or stay.start is None:
        return False
    return stay.start.day <= when.day <= (stay.end.day if stay.end else date.max)


def _quoted(notes: Sequence[NoteRow], headings: Sequence[str]) -> list[ChartSentence]:
    """Verbatim from the notes, oldest first; a sentence that was copied forward is told once."""
    told = [
        from_note(note, sentence.sources[0])
        for note in reversed(notes)
        for sentence in note_summary(note.text).sentences
        if sentence.section in headings
    ]
    return _once(told)


def _once(sentences: Iterable[ChartSentence]) -> list[ChartSentence]:
    return list({s.text.lower(): s for s in sentences}.values())


def _results(rows: ChartRows, stay: EncounterRow) -> list[ChartSentence]:
    """Out of range first, then conclusions of reports."""
    measured = [row for row in rows.observations if _within(row.effective, stay) and is_out_of_range(row)]
    reports = [row for row in rows.reports if _within(row.effective, stay) and row.conclusion]
    told = [from_rows(row.display, row) for row in measured] + [from_rows(row.display, row) for row in reports]
    return told[:MOST_RESULTS]


def _medicines(rows: ChartRows, stay: EncounterRow) -> list[ChartSentence]:
    """What was started and stopped in the stay, then what goes on."""
    current = current_medications(rows.medications)
    started = [from_rows(f"Started: {row.display}", row) for row in current if _within(row.authored, stay)]
    stopped = [
        from_rows(f"Stopped: {row.name}", row) for row in rows.medications if row.ended and _within(row.ended, stay)
    ]
    going_on = [from_rows(f"Continued: {row.display}", row) for row in current if not _within(row.authored, stay)]
    return [*started, *stopped, *going_on]
