"""What reading a case gives: findings with their exact spans, and who the case is about."""

from dataclasses import dataclass
from typing import Literal

How = Literal["words", "loose", "value", "number"]


@dataclass(frozen=True, slots=True)
class Since:
    """The phrase that dates a finding: `text == source[start:end]`. `days` is how long ago it began or how long it has
    lasted; None where the phrase names no length ('since Christmas', 'for years')."""

    start: int
    end: int
    text: str
    days: float | None = None


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """`present` is None where the text leaves it open (pending, suspected). `text == source[start:end]`.

    `temporality` is recent, historical or hypothetical; `experiencer` is patient or other. `since` is what the text
    says of its beginning or length, if anything."""

    finding: str
    start: int
    end: int
    text: str
    present: bool | None
    how: How
    temporality: str = "recent"
    experiencer: str = "patient"
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`age` in years; None and '' where nothing tells."""

    age: float | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class CaseReading:
    person: Person
    findings: tuple[FoundFinding, ...]
