"""What `build_clinic` gives back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Identifier:
    """Where a note names a person or a time: offsets into the note's text, end exclusive."""

    note: str  # DocumentReference id
    start: int
    end: int
    kind: str  # name, date, phone, record_number
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A deliberate disagreement inside one chart. `refs` (`Type/id`) are the rows that disagree."""

    kind: str
    explanation: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """A question whose answer is known: of each group in `expected`, one string must appear.

    `status` is `answered` or `not_in_record`; `evidence` (`Type/id`) are the rows or notes that hold
    the answer; `absent` are words that occur nowhere in the chart when it holds no answer."""

    patient: str
    question: str
    expected: tuple[tuple[str, ...], ...] = ()
    status: str = "answered"
    evidence: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoImage:
    """A drawing in the manner of a chest film: 8-bit grey PNG that says `synthetic` on itself."""

    patient: str
    name: str
    taken: date
    description: str
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemoChart:
    key: str
    story: str
    patient: str  # Patient id
    record_number: str
    full_name: str
    bundle: dict[str, Any] = field(repr=False)
    questions: tuple[DemoQuestion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    identifiers: tuple[Identifier, ...] = field(default=(), repr=False)
    images: tuple[DemoImage, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoTeam:
    name: str
    charts: tuple[str, ...]  # chart keys


@dataclass(frozen=True, slots=True)
class DemoUser:
    """`chart` is the key of the patient's own chart, for the role `patient` only."""

    username: str
    full_name: str
    role: str  # clinician, patient, privacy_officer, administrator
    teams: tuple[str, ...] = ()
    chart: str = ""


@dataclass(frozen=True, slots=True)
class DemoClinic:
    today: date
    charts: tuple[DemoChart, ...]
    teams: tuple[DemoTeam, ...]
    users: tuple[DemoUser, ...]

    def chart(self, key: str) -> DemoChart:
        return next(one for one in self.charts if one.key == key)
