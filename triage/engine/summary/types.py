"""What the summaries hand on. Plain data; texts are decrypted: never log them.

Two families: a `Summary` of one text, whose sources are spans of that text, and a `ChartSummary`
of rows and notes, whose sources name a row or a span of a note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

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
from triage.engine.types import Span


class Kind(StrEnum):
    """What kind of text is summarised."""

    NOTE = "note"
    DIALOGUE = "dialogue"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """`section` is a heading as it is printed (`PHYSICAL EXAM`), or empty for a text without headings.
    `sources` are spans of the summarised text, in reading order and never empty."""

    text: str
    sources: tuple[Span, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences in the order in which they are read; `withheld` counts those that failed the check."""

    sentences: tuple[SummarySentence, ...]
    withheld: int = 0

    @property
    def sections(self) -> tuple[tuple[str, tuple[SummarySentence, ...]], ...]:
        """Headings with their sentences; equal neighbours are one section."""
        grouped = groupby(self.sentences, key=lambda sentence: sentence.section)
        return tuple((heading, tuple(sentences)) for heading, sentences in grouped)

    @property
    def text(self) -> str:
        parts = []
        for heading, sentences in self.sections:
            body = " ".join(sentence.text for sentence in sentences)
            parts.append(f"{heading}\n{body}" if heading else body)
        return "\n\n".join(parts)

    @property
    def sources(self) -> tuple[Span, ...]:
        return merged(span for sentence in self.sentences for span in sentence.sources)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


class RowKind(StrEnum):
    """The values are those that citations use."""

    NOTE = "note"
    OBSERVATION = "observation"
    MEDICATION = "medication"
    CONDITION = "condition"
    ALLERGY = "allergy"
    PROCEDURE = "procedure"
    IMMUNIZATION = "immunization"
    ENCOUNTER = "encounter"
    PATIENT = "patient"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class ChartSource:
    """`quote` is the row's `display`, or verbatim from the note at `start`–`end` (None for rows)."""

    kind: RowKind
    ref: str
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ChartSentence:
    text: str
    sources: tuple[ChartSource, ...]


class SectionKey(StrEnum):
    """Sections of chart summaries; pages give each its translated heading."""

    PATIENT = "patient"
    REASON = "reason"
    PROBLEMS = "problems"
    ALLERGIES = "allergies"
    MEDICATIONS = "medications"
    CHANGES = "changes"
    RESULTS = "results"
    PROCEDURES = "procedures"
    COURSE = "course"
    EXAM = "exam"
    PENDING = "pending"
    FOLLOW_UP = "follow_up"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class ChartSection:
    key: SectionKey
    sentences: tuple[ChartSentence, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Current facts of the chart that a text does not mention."""

    problems: tuple[ConditionRow, ...] = ()
    allergies: tuple[AllergyRow, ...] = ()
    medications: tuple[MedicationRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.problems or self.allergies or self.medications)


@dataclass(frozen=True, slots=True)
class ChartSummary:
    """`withheld` counts sentences that failed the check against their own sources."""

    sections: tuple[ChartSection, ...]
    left_out: LeftOut = LeftOut()
    withheld: int = 0

    @property
    def text(self) -> str:
        """Without headings, one section a paragraph."""
        return "\n\n".join(" ".join(s.text for s in section.sentences) for section in self.sections)


@dataclass(frozen=True, slots=True)
class ChartRows:
    """One chart's rows, current facts only, newest first, as `records.selectors.rows` gives them.
    Notes carry their text. `against` are refs of a medicine and, with its kind, of the row that speaks against it
    (allergy, problem or other medicine), as the alert rules found them."""

    patient: PatientFacts
    conditions: tuple[ConditionRow, ...] = ()
    medications: tuple[MedicationRow, ...] = ()
    allergies: tuple[AllergyRow, ...] = ()
    observations: tuple[ObservationRow, ...] = ()
    procedures: tuple[ProcedureRow, ...] = ()
    immunizations: tuple[ImmunizationRow, ...] = ()
    encounters: tuple[EncounterRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    against: tuple[tuple[str, RowKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """A text for the patient. `grade` is its Flesch-Kincaid school grade, `target` the one asked for;
    `hard_words` are long words that stayed because the chart has no plainer one for them. `held` tells the
    clinician, not the patient, which medicines are not in it because something speaks against them."""

    summary: ChartSummary
    grade: float
    target: float
    hard_words: tuple[str, ...] = ()
    held: tuple[ChartSentence, ...] = ()
