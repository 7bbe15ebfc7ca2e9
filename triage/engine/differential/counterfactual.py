"""The same case told of somebody of another sex or age: what moves on the list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from triage.engine.differential.prior import age_band
from triage.engine.differential.types import Case, Differential

_AGES = (8.0, 30.0, 55.0, 75.0)  # years, one for each band of age
_MOVED = 0.03
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Moved:
    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """`first` is the likeliest condition; `sex` or `age` in years is what was changed."""

    sex: str
    age: float | None
    first: str
    same_first: bool
    moved: tuple[Moved, ...]


def counterfactuals(
    diagnose: Callable[[Case], Differential], case: Case, base: Differential
) -> Iterator[Counterfactual]:
    """All else of the case stays."""
    for sex in ("F", "M"):
        if base.person.sex and sex != base.person.sex:
            yield _compared(base, diagnose(replace(case, sex=sex)), sex, None)
    for age in _AGES:
        if base.person.age is None or age_band(age) != age_band(base.person.age):
            yield _compared(base, diagnose(replace(case, age=age)), "", age)


def _compared(base: Differential, other: Differential, sex: str, age: float | None) -> Counterfactual:
    before = {one.name: one.probability for one in base.ranked}
    after = {one.name: one.probability for one in other.ranked}
    names = dict.fromkeys([*before, *after])
    moved = [Moved(name, before.get(name, 0.0), after.get(name, 0.0)) for name in names]
    moved = [one for one in moved if abs(one.after - one.before) >= _MOVED]
    moved.sort(key=lambda one: -abs(one.after - one.before))
    first = other.ranked[0].name if other.ranked else ""
    return Counterfactual(sex, age, first, bool(base.ranked) and first == base.ranked[0].name, tuple(moved[:_SHOWN]))
