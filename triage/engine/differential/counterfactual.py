"""The same case told of somebody else: what moves on the list when sex, age, ethnicity, insurance or name changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from triage.engine.differential.prior import age_band
from triage.engine.differential.rewording import rewordings
from triage.engine.differential.types import Case, Differential

_AGES = (8.0, 30.0, 55.0, 75.0)  # years, one for each band of age
_MOVED = 0.03  # sex and age move everything a little
_WORDS_MOVED = 0.005  # words that should not count: whatever the page's whole percents show
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Moved:
    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """`kind` is sex, age, ethnicity, insurance or name, and `value` what it was changed to (F, 55, Black, …).
    `first` is the likeliest condition then; `counted` are findings that the knowledge counts for the new words."""

    kind: str
    value: str
    first: str
    same_first: bool
    moved: tuple[Moved, ...]
    counted: tuple[str, ...] = ()


def counterfactuals(
    diagnose: Callable[[Case], Differential], case: Case, base: Differential
) -> Iterator[Counterfactual]:
    """All else of the case stays. Every line is the case run again, none is assumed."""
    for sex in ("F", "M"):
        if base.person.sex and sex != base.person.sex:
            yield _compared(base, diagnose(replace(case, sex=sex)), "sex", sex, _MOVED)
    for age in _AGES:
        if base.person.age is None or age_band(age) != age_band(base.person.age):
            yield _compared(base, diagnose(replace(case, age=age)), "age", f"{age:.0f}", _MOVED)
    if case.text:
        for one in rewordings(case.text):
            other = diagnose(replace(case, text=one.text))
            yield _compared(base, other, one.kind, one.value, _WORDS_MOVED)


def _compared(base: Differential, other: Differential, kind: str, value: str, least: float) -> Counterfactual:
    before = {one.name: one.probability for one in base.ranked}
    after = {one.name: one.probability for one in other.ranked}
    # What left the list is below its last place: it is told only where that is a move.
    moved = [Moved(name, before.get(name, 0.0), after.get(name, 0.0)) for name in dict.fromkeys([*before, *after])]
    moved = [one for one in moved if abs(one.after - one.before) >= least]
    moved.sort(key=lambda one: -abs(one.after - one.before))
    first = other.ranked[0].name if other.ranked else ""
    known = {one.finding for one in base.findings if one.present}
    counted = tuple(one.finding for one in other.findings if one.present and one.finding not in known)
    same = bool(base.ranked) and first == base.ranked[0].name
    return Counterfactual(kind, value, first, same, tuple(moved[:_SHOWN]), counted)
