from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """`points` by item, in the score's own order; `meaning` says in words what the total stands for. `unit` only of
    what is no count of points."""

    name: str
    total: float
    points: Mapping[str, float]
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a score asks: a number in `unit`, one of `choices` (points and words), or else yes or no.

    `loinc` and `units` (factors to `unit`) say which measurements tell the number, of at most `days` days ago; `states`
    which states of the problem list make a yes. Age and sex are asked under the names `age` and `female`."""

    name: str  # the formula's argument
    label: str
    unit: str = ""
    least: float = 0.0
    most: float = 0.0
    choices: tuple[tuple[int, str], ...] = ()
    loinc: tuple[str, ...] = ()
    units: Mapping[str, float] | None = None
    days: int = 0
    states: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return self.most > self.least


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score as it is filled in: for whom, how it is counted, by whom it was published."""

    id: str
    name: str
    use: str
    formula: str
    source: str
    items: tuple[Item, ...]
    score: Callable[..., Score]
    about: tuple[str, ...] = ()  # conditions of the knowledge that it is used for

    def scored(self, values: Mapping[str, Any]) -> Score:
        return self.score(**{item.name: values[item.name] for item in self.items})

    def texts(self) -> list[str]:
        """Everything in words that does not depend on what is filled in."""
        words = [self.use, self.formula, *(item.label for item in self.items)]
        return [*words, *(said for item in self.items for _points, said in item.choices)]


def questions(*pairs: tuple[str, str]) -> tuple[Item, ...]:
    """Names and labels of what is yes or no."""
    return tuple(Item(name, label) for name, label in pairs)


def band(value: float, *bounds: tuple[float, int], other: int) -> int:
    """Points of the first bound that the value does not exceed."""
    return next((points for most, points in bounds if value <= most), other)
