"""What a differential diagnosis takes and gives. Weights are natural logarithms of odds."""

from dataclasses import dataclass

from triage.engine.findings import FoundFinding, Person, Since
from triage.engine.types import ModelInfo, Span

SETTINGS = ("primary", "emergency", "inpatient")


@dataclass(frozen=True, slots=True)
class GivenFinding:
    """A finding that the chart tells, not the text: `source` names its row (`observation:17`)."""

    finding: str
    present: bool
    source: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """`age` in years and `sex` (F or M) win over what the text says. Without a setting all settings count.
    `unknown` are findings that were asked and that nobody knows: they are not asked again."""

    text: str
    age: float | None = None
    sex: str = ""
    setting: str = ""
    given: tuple[GivenFinding, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding and how it moves one condition: up where `weight` > 0. `span` lies in the case's text;
    a finding from the chart has a `source` instead. `since` is the phrase of the text that dates it."""

    finding: str
    name: str
    present: bool
    weight: float
    text: str
    span: Span | None = None
    source: str = ""
    temporality: str = "recent"
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A finding that nobody has told of and that would speak for (`if_present`) or against (`if_absent`)."""

    finding: str
    name: str
    kind: str
    if_present: float
    if_absent: float


@dataclass(frozen=True, slots=True)
class Parts:
    """How a condition's score came about: each part as it entered the sum."""

    prior: float
    findings: float
    meaning: float
    words: float


@dataclass(frozen=True, slots=True)
class Ranked:
    condition: str  # id in the knowledge; empty for a candidate that the knowledge does not know
    name: str  # as spelled by the caller where candidates were given
    synonyms: tuple[str, ...]
    icd10: tuple[str, ...]
    probability: float
    supporting: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    unknown: tuple[Unknown, ...]
    urgency: str
    cant_miss: bool
    reviewed: bool
    parts: Parts


@dataclass(frozen=True, slots=True)
class MustNotMiss:
    """In the can't-miss tier by rule, however unlikely; `because` are the findings that put it there."""

    condition: str
    name: str
    probability: float
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RedFlag:
    evidence: Evidence
    conditions: tuple[str, ...]  # names of the conditions in which it calls for action now


@dataclass(frozen=True, slots=True)
class NextStep:
    """A question or test. `information` is the expected fall of uncertainty over the list, in bits."""

    kind: str  # question or test
    text: str
    information: float
    cost: str
    harm: str
    finding: str = ""
    raises: tuple[str, ...] = ()
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Differential:
    person: Person
    findings: tuple[FoundFinding, ...]
    ranked: tuple[Ranked, ...]
    cant_miss: tuple[MustNotMiss, ...]
    red_flags: tuple[RedFlag, ...]
    acuity: int  # 1 most urgent to 5
    acuity_because: str
    questions: tuple[NextStep, ...]
    tests: tuple[NextStep, ...]
    model: ModelInfo
