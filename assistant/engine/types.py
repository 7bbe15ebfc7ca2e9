"""What flows between tools, minds, checks and pages. Plain data; texts are decrypted: never log them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.engine.work_up.types import Board, CaseTool, State
from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationKind,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from triage.engine.alerts.types import OrderCheck


class Source(StrEnum):
    """Where a citation leads. `patient` and `report` rows are shown in the chart series as well."""

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
    LITERATURE = "literature"


class Status(StrEnum):
    ANSWERED = "answered"
    NOT_IN_RECORD = "not_in_record"
    REFUSED = "refused"
    NEEDS_CLARIFICATION = "needs_clarification"


@dataclass(frozen=True, slots=True)
class Citation:
    """Backs one sentence. `quote` is verbatim from the source (a note or article span) or the row's
    `display`; `start`/`end` are offsets into the note's or article's text, None for rows."""

    source: Source
    ref: str
    quote: str
    title: str = ""
    date: SourceDate | None = None
    author: str = ""
    section: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A text beside a question: how near it is in `meaning` (1 the same, 0 and less unrelated), and whether it
    `answers`, as log odds."""

    meaning: float
    answers: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved span of a note (`source` note) or an article (`source` literature).
    `text == document_text[start:end]`."""

    source: Source
    ref: str
    text: str
    start: int
    end: int
    score: float
    title: str = ""
    section: str = ""
    author: str = ""
    date: SourceDate | None = None


class Tools(Protocol):
    """Read-only look-ups bound to one open chart and one acting user. Every call is audited by the
    implementation. Rows are current facts only (nothing entered in error, refuted or cancelled),
    newest first. There is no tool that reaches another chart or writes."""

    def patient(self) -> PatientFacts: ...
    def observation_kinds(self) -> Sequence[ObservationKind]: ...
    def observations(self, codes: Sequence[str], names: Sequence[str] = ()) -> Sequence[ObservationRow]:
        """Rows whose code is in `codes`, or, for rows without a code, whose name is in `names`."""
        ...

    def medications(self) -> Sequence[MedicationRow]: ...
    def conditions(self) -> Sequence[ConditionRow]: ...
    def allergies(self) -> Sequence[AllergyRow]: ...
    def procedures(self) -> Sequence[ProcedureRow]: ...
    def immunizations(self) -> Sequence[ImmunizationRow]: ...
    def encounters(self) -> Sequence[EncounterRow]: ...
    def reports(self) -> Sequence[ReportRow]: ...
    def notes(self) -> Sequence[NoteRow]:
        """Note headers, `text` left empty."""
        ...

    def search_notes(self, query: str, limit: int = 8) -> Sequence[Passage]: ...
    def read_notes(self, refs: Sequence[str]) -> Sequence[Passage]:
        """All of these notes, passage by passage in reading order; `score` is 0."""
        ...

    def matches(self, question: str, texts: Sequence[str]) -> Sequence[Match]:
        """One for each text."""
        ...

    def search_literature(self, query: str, limit: int = 8) -> Sequence[Passage]: ...
    def differential(self) -> CaseTool: ...
    def order_check(self, drugs: Sequence[str]) -> OrderCheck:
        """What our rules say of giving these drugs to this patient; of what is taken, where none is named."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same conversation and what it was taken to ask (for follow-ups); `work_up` is
    where a differential stood after it."""

    question: str
    answer: str = ""
    work_up: State | None = None


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    history: tuple[Turn, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now, in words for the page: `Looking up labs`."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item) of the answer with what backs it. The first one is the answer.
    `detail` sentences unfold under the short answer and are left out of `predict answers`."""

    text: str
    citations: tuple[Citation, ...] = ()
    quoted: bool = False
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[Citation, ...] = ()  # one per row, in order


@dataclass(frozen=True, slots=True)
class Trend:
    """Points for a small chart, oldest first: (ISO date, value)."""

    name: str
    unit: str
    points: tuple[tuple[str, float], ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """Passages that were looked at, best first, for "why these passages"."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Ends every answer. `badge` says in words how it was made; `withheld` counts sentences that no
    source supported. `choices` are the options when clarification is needed."""

    status: Status
    badge: str
    withheld: int = 0
    choices: tuple[str, ...] = ()


Piece = Progress | Sentence | Table | Trend | Considered | Board | Finished


@dataclass(frozen=True, slots=True)
class MindInfo:
    """Who answers: stored with every answer and shown beside it."""

    name: str
    revision: str


class Mind(Protocol):
    """Plans with the tools and answers piece by piece; the last piece is always `Finished`."""

    @property
    def info(self) -> MindInfo: ...
    def answer(self, question: Question, tools: Tools) -> Iterator[Piece]: ...
