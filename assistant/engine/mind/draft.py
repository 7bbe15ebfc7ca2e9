"""An answer while it is put together: sentences with what backs them, before the check."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.engine.types import Citation, Considered, Progress, Sentence, Source, Status, Table, Trend
from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)

Row = (
    ObservationRow
    | MedicationRow
    | ConditionRow
    | AllergyRow
    | ProcedureRow
    | ImmunizationRow
    | EncounterRow
    | ReportRow
)
LOOKED_UP = "from the record, no model used"
FROM_NOTES = "quoted from notes"
FROM_LITERATURE = "quoted from the literature"
BY_RULE = "by rule from the record; the rules are unreviewed"
NOT_LOOKED_UP = "nothing was looked up"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the numbers in it that were worked out rather than read, and what of it a rule of our knowledge
    says: that names drugs which the cited rows do not hold."""

    sentence: Sentence
    computed: frozenset[str] = frozenset()
    ruled: str = ""


Part = Line | Progress | Table | Trend | Considered


@dataclass(slots=True)
class Draft:
    status: Status = Status.ANSWERED
    badges: list[str] = field(default_factory=lambda: [LOOKED_UP])
    choices: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)

    def line(
        self,
        text: str,
        *sources: Citation,
        computed: Sequence[object] = (),
        detail: bool = False,
        quoted: bool = False,
        ruled: str = "",
    ) -> None:
        sentence = Sentence(text, tuple(sources), quoted=quoted, detail=detail)
        self.parts.append(Line(sentence, frozenset(str(c) for c in computed), ruled))

    def missing(self, text: str) -> None:
        """The chart holds nothing to answer from."""
        self.status = Status.NOT_IN_RECORD
        self.line(text)

    def unclear(self, text: str, choices: Sequence[str]) -> None:
        self.status = Status.NEEDS_CLARIFICATION
        self.choices = tuple(dict.fromkeys(choices))
        self.line(text)


def folded(line: Line) -> Line:
    """The line as a detail that unfolds under the answer."""
    return replace(line, sentence=replace(line.sentence, detail=True))


def cite(row: Row, also: str = "") -> Citation:
    """`also` is a field of the row that its display leaves out."""
    source, date = _SOURCES[type(row)]
    quote = f"{row.display}, {also}" if also and also not in row.display else row.display
    return Citation(source, row.ref, quote, title=row.name, date=_date(row, date))


def cite_shown(source: str, ref: str, display: str) -> Citation:
    """A row known by what it shows."""
    return Citation(Source(source), ref, display, title=display.split(",")[0])


def cite_person(person: PatientFacts, quote: str = "") -> Citation:
    return Citation(Source.PATIENT, person.ref, quote or person.display, title=person.name, date=person.birth_date)


_SOURCES: dict[type[Row], tuple[Source, str]] = {
    ObservationRow: (Source.OBSERVATION, "effective"),
    MedicationRow: (Source.MEDICATION, "authored"),
    ConditionRow: (Source.CONDITION, "onset"),
    AllergyRow: (Source.ALLERGY, "recorded"),
    ProcedureRow: (Source.PROCEDURE, "performed"),
    ImmunizationRow: (Source.IMMUNIZATION, "given"),
    EncounterRow: (Source.ENCOUNTER, "start"),
    ReportRow: (Source.REPORT, "effective"),
}


def _date(row: Row, name: str) -> SourceDate | None:
    value = getattr(row, name)
    return value if isinstance(value, SourceDate) else None
