"""What the chart summaries share: sentences made of rows, checked against what the rows show."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from triage.engine.summary.checks import check
from triage.engine.summary.matching import Opposing, left_out
from triage.engine.summary.types import (
    ChartRows,
    ChartSection,
    ChartSentence,
    ChartSource,
    ChartSummary,
    RowKind,
    SectionKey,
)
from triage.engine.types import Span

Row = (
    PatientFacts
    | AllergyRow
    | ConditionRow
    | EncounterRow
    | ImmunizationRow
    | MedicationRow
    | ObservationRow
    | ProcedureRow
    | ReportRow
)
_KINDS: dict[type, RowKind] = {
    PatientFacts: RowKind.PATIENT,
    AllergyRow: RowKind.ALLERGY,
    ConditionRow: RowKind.CONDITION,
    EncounterRow: RowKind.ENCOUNTER,
    ImmunizationRow: RowKind.IMMUNIZATION,
    MedicationRow: RowKind.MEDICATION,
    ObservationRow: RowKind.OBSERVATION,
    ProcedureRow: RowKind.PROCEDURE,
    ReportRow: RowKind.REPORT,
}


def from_rows(text: str, *rows: Row) -> ChartSentence:
    sources = tuple(ChartSource(_KINDS[type(row)], row.ref, row.display) for row in rows)
    return ChartSentence(finished(text), sources)


def conflict(row: MedicationRow, other: Opposing) -> ChartSentence:
    if isinstance(other, AllergyRow):
        return from_rows(f"{row.name} is ordered although an allergy is recorded: {other.name}", row, other)
    if isinstance(other, ConditionRow):
        return from_rows(f"{row.name} is ordered although a problem speaks against it: {other.name}", row, other)
    return from_rows(f"{row.name} is ordered although another order speaks against it: {other.name}", row, other)


def from_stay(text: str, stay: EncounterRow) -> ChartSentence:
    """A sentence that may also name the day on which the stay ended."""
    return _until(text, stay, stay.end)


def from_ended(text: str, row: MedicationRow) -> ChartSentence:
    """A sentence that may also name the day on which the medicine was ended."""
    return _until(text, row, row.ended)


def _until(text: str, row: EncounterRow | MedicationRow, end: SourceDate | None) -> ChartSentence:
    shown = f"{row.display}, until {end.display}" if end else row.display
    return ChartSentence(finished(text), (ChartSource(_KINDS[type(row)], row.ref, shown),))


def from_note(note: NoteRow, span: Span) -> ChartSentence:
    quote = note.text[span.start : span.end]
    source = ChartSource(RowKind.NOTE, note.ref, quote, span.start, span.end)
    return ChartSentence(finished(" ".join(quote.split())), (source,))


def finished(text: str) -> str:
    text = text.strip().rstrip(",;")
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def summary(parts: Iterable[tuple[SectionKey, Sequence[ChartSentence]]], rows: ChartRows) -> ChartSummary:
    """Sections that have sentences; sentences that say more than their sources are withheld and counted."""
    sections, withheld = [], 0
    for key, sentences in parts:
        passed = [s for s in sentences if not check(s.text, [source.quote for source in s.sources])]
        withheld += len(sentences) - len(passed)
        if passed:
            sections.append(ChartSection(key, tuple(passed)))
    made = ChartSummary(tuple(sections), withheld=withheld)
    return replace(made, left_out=left_out(made.text, rows, cited(made)))


def cited(made: ChartSummary) -> set[str]:
    """Refs of the rows that its sentences rest on."""
    sentences = [sentence for section in made.sections for sentence in section.sentences]
    return {source.ref for one in sentences for source in one.sources if source.kind is not RowKind.NOTE}
