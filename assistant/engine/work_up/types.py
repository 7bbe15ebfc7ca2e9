"""What a work-up knows so far, and what it asks of a chart. Texts are a patient's: never log them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from triage.engine.differential.types import Differential, Evidence
from triage.engine.findings.types import FoundFinding

MOST_QUESTIONS = 12
COMPLAINT = "complaint"  # pending where nobody has told yet what troubles the patient


class Over(StrEnum):
    """Why a work-up asks no more."""

    NOT = ""
    SURE = "sure"
    ALL_ASKED = "all_asked"
    SPENT = "spent"  # no question is left that would tell much
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer to what was asked; `present` is None where nobody knows, `text` is how it was said."""

    finding: str
    present: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class CaseSoFar:
    """`text` in the clinician's words, free answers added; `with_chart` when they said to use the open chart."""

    text: str = ""
    with_chart: bool = False
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """All that the next turn needs. `pending` is the finding that was asked, `asked` counts questions, `insists`
    when the clinician goes on although the list is sure; `chances` and `flags` are what the last turn showed."""

    case: CaseSoFar
    pending: str = ""
    asked: int = 0
    over: Over = Over.NOT
    insists: bool = False
    chances: tuple[tuple[str, float], ...] = ()
    flags: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.case.text,
            "with_chart": self.case.with_chart,
            "told": [[one.finding, one.present, one.text] for one in self.case.told],
            "pending": self.pending,
            "asked": self.asked,
            "over": str(self.over),
            "insists": self.insists,
            "chances": [list(pair) for pair in self.chances],
            "flags": list(self.flags),
        }


def state_of(stored: dict[str, Any]) -> State:
    """From what `as_json` gave."""
    told = tuple(Told(finding, present, text) for finding, present, text in stored["told"])
    return State(
        case=CaseSoFar(stored["text"], stored["with_chart"], told),
        pending=stored["pending"],
        asked=stored["asked"],
        over=Over(stored["over"]),
        insists=stored["insists"],
        chances=tuple((condition, chance) for condition, chance in stored["chances"]),
        flags=tuple(stored["flags"]),
    )


@dataclass(frozen=True, slots=True)
class Move:
    """How likely one condition is now, and would be after each answer."""

    name: str
    now: float
    if_yes: float
    if_no: float


@dataclass(frozen=True, slots=True)
class Asking:
    """The question that tells most. `information` in bits; `raises` names what a yes speaks for."""

    finding: str
    name: str
    information: float
    raises: tuple[str, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    found: Differential
    ask: Asking | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition as a turn shows it; `before` is its chance in the turn before, None where it was not listed."""

    condition: str
    name: str
    chance: float
    before: float | None = None
    cant_miss: bool = False
    supporting: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The piece of an answer that a page shows as the list, its warnings and its buttons. `moved` is False in the
    first turn; `acuity` 1 to 5, 0 before anything was weighed."""

    state: State
    standings: tuple[Standing, ...] = ()
    dangers: tuple[Standing, ...] = ()
    flags: tuple[tuple[Evidence, tuple[str, ...]], ...] = ()
    acuity: int = 0
    acuity_because: str = ""
    asked_name: str = ""
    moved: bool = False
    model: str = ""


class CaseTool(Protocol):
    """The differential of one open chart, as a mind uses it."""

    def suggest(self, case: CaseSoFar) -> Suggestion:
        """Audited as the use of a model; with the chart, its rows are read through the gate."""
        ...

    def read(self, text: str) -> Sequence[FoundFinding]:
        """The patient's findings that a text tells of, now or in the past."""
        ...

    def named(self, name: str) -> str:
        """The id of the finding that is called exactly so; empty where there is none."""
        ...

    def name(self, finding: str) -> str: ...
