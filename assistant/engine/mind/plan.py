"""What a question asks, as data: the planner's result and the topics' input."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from assistant.engine.mind.text import Tokens
from assistant.engine.mind.vocabulary import Term
from records.engine.dates import SourceDate

T = TypeVar("T")


class Topic(StrEnum):
    OBSERVATION = "observation"
    MEDICATION = "medication"
    CONDITION = "condition"
    ALLERGY = "allergy"
    IMMUNIZATION = "immunization"
    PROCEDURE = "procedure"
    ENCOUNTER = "encounter"
    PERSON = "person"
    SMOKING = "smoking"
    REPORT = "report"
    NOTE = "note"
    LITERATURE = "literature"
    OVERVIEW = "overview"
    UNCLEAR = "unclear"


class Aspect(StrEnum):
    LATEST = "latest"
    FIRST = "first"
    HIGHEST = "highest"
    LOWEST = "lowest"
    AVERAGE = "average"
    TREND = "trend"
    LIST = "list"
    PAST = "past"
    COUNT = "count"
    WHEN = "when"
    START = "start"
    END = "end"
    EXISTS = "exists"
    DOSE = "dose"
    WHY = "why"
    WHO = "who"
    WHERE = "where"
    CONTENT = "content"
    ABNORMAL = "abnormal"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included. `month` alone means that month of the latest year with
    data; `near` asks for the closest value when nothing falls inside."""

    start: date = date.min
    end: date = date.max
    month: int = 0
    near: bool = False
    label: str = ""

    def holds(self, when: SourceDate | None) -> bool:
        if when is None:
            return False
        if self.month:
            return when.day.month == self.month
        return self.start <= when.day <= self.end


@dataclass(frozen=True, slots=True)
class Threshold:
    above: bool
    inclusive: bool
    number: float
    shown: str

    def holds(self, value: float) -> bool:
        if self.inclusive and value == self.number:
            return True
        return value > self.number if self.above else value < self.number


@dataclass(frozen=True, slots=True)
class Plan:
    """`terms` are vocabulary entries that were named, `words` the content words left for matching
    chart names, `subject` how the user put it. `offset` counts how far before the latest."""

    topic: Topic
    aspect: Aspect
    terms: tuple[Term, ...] = ()
    words: Tokens = ()
    subject: str = ""
    window: Window | None = None
    threshold: Threshold | None = None
    limit: int = 0
    offset: int = 0
    fact: str = ""  # which fact about the person
    setting: str = ""  # encounter class: EMER, IMP
    listing: bool = False  # a list of the topic was asked for in so many words
    definite: bool = False  # `first`/`last` was said: one of several fits is meant
    notes_first: bool = False  # the rows cannot tell this, or not all of it
    section: str = ""  # the part of a note that is asked for
    chosen: tuple[str, ...] = ()  # of the choices that were offered
    question: str = ""
    chinese: bool = False
    corrections: tuple[tuple[str, str], ...] = ()


def within(window: Window | None, dates: Iterable[SourceDate | None]) -> list[int]:
    """Positions of the dates inside the window; for a bare month only its latest year."""
    listed = list(dates)
    kept = [i for i, when in enumerate(listed) if window is None or window.holds(when)]
    if window is None or not window.month or not kept:
        return kept
    years = {i: when.day.year for i in kept if (when := listed[i]) is not None}
    return [i for i in kept if years.get(i) == max(years.values())]


def oldest_first(rows: Sequence[T], when: Callable[[T], SourceDate | None]) -> list[T]:
    """Rows with a date, oldest first; those without one cannot be put in order."""
    dated = [(at.instant, i) for i, row in enumerate(rows) if (at := when(row)) is not None]
    return [rows[i] for _, i in sorted(dated, key=lambda pair: pair[0])]
