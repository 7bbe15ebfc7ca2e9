"""What reconciliation looks at and what it finds. Plain data; texts are decrypted: never log them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    PatientFacts,
    ProcedureRow,
)


class Thing(StrEnum):
    PROBLEM = "problem"
    DRUG = "drug"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a note that say something of this patient; `mark` is the id of the mark behind them. `sure`: enough
    to ask for an entry on a list; what is less sure still counts as a mention of an entry that is there."""

    thing: Thing
    text: str
    note_id: str
    written: SourceDate | None
    start: int
    end: int
    mark: str = ""
    sure: bool = True


class Kind(StrEnum):
    NOT_LISTED = "not_listed"  # in notes, on no list
    NOT_NOTED = "not_noted"  # on a list as current, in no note
    ALLERGY = "allergy"  # a current order against a recorded allergy
    SEX = "sex"  # a diagnosis that goes with another sex than the recorded one
    BEFORE_BIRTH = "before_birth"
    IN_FUTURE = "in_future"
    END_BEFORE_START = "end_before_start"


@dataclass(frozen=True, slots=True)
class Difference:
    """`key` stays the same while the difference stays; `row_kind` and `ref` name the row (`other` a second
    one), `mention` the newest words of a note, `count` how many mentions there are."""

    kind: Kind
    key: str
    name: str
    row_kind: str = ""
    ref: str = ""
    when: SourceDate | None = None
    other: str = ""
    other_when: SourceDate | None = None
    mention: Mention | None = None
    count: int = 0

    @property
    def row(self) -> str:
        """The row that it is about, as addresses are looked up."""
        return f"{self.row_kind}:{self.ref}"


@dataclass(frozen=True, slots=True)
class Lists:
    """One chart's rows that may be shown."""

    patient: PatientFacts
    conditions: tuple[ConditionRow, ...] = ()
    medications: tuple[MedicationRow, ...] = ()
    allergies: tuple[AllergyRow, ...] = ()
    procedures: tuple[ProcedureRow, ...] = ()
    immunizations: tuple[ImmunizationRow, ...] = ()
    encounters: tuple[EncounterRow, ...] = ()


class Matcher(Protocol):
    """Who knows other names of the same thing. Texts are as notes and lists have them."""

    def same_problem(self, words: str, name: str) -> bool: ...

    def same_drug(self, words: str, name: str) -> bool: ...

    def speaks_against(self, allergy: AllergyRow, medicine: MedicationRow) -> bool: ...


@dataclass(frozen=True, slots=True)
class Looked:
    """`today` is the reader's day."""

    lists: Lists
    mentions: tuple[Mention, ...]
    today: date
