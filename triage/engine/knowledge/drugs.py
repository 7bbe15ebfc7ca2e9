"""Drugs, what they share, what about a person matters to them, and what they do to each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from triage.engine.knowledge.types import Review

PREGNANCY = ("safe", "caution", "avoid", "contraindicated")
SEVERITIES = ("contraindicated", "major", "moderate")


@dataclass(frozen=True, slots=True)
class State:
    """Something about a person that a problem list tells: by words, or by beginnings of ICD-10-CM codes."""

    id: str
    name: str
    words: tuple[str, ...]
    icd10: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KidneyRule:
    """What to do when eGFR is strictly `below`, in mL/min/1.73 m²."""

    below: float
    do: str
    why: str


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A measurement that is due every `months`; for everybody, or from an age in years."""

    what: str
    months: float
    from_age: float = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """What a class says of its members, or a drug of itself. `avoid` maps states to contraindicated or caution."""

    avoid: dict[str, str] = field(default_factory=dict)
    pregnancy: str = ""
    allergy: tuple[str, ...] = ()
    kidney: tuple[KidneyRule, ...] = ()
    monitor: tuple[Monitoring, ...] = ()


@dataclass(frozen=True, slots=True)
class DrugClass:
    id: str
    name: str
    shared: Shared


@dataclass(frozen=True, slots=True)
class Drug:
    """One ingredient (or a combination with a name of its own). `rxnorm` is the ingredient's code, or empty."""

    id: str
    names: tuple[str, ...]
    classes: tuple[str, ...]
    uses: tuple[str, ...]
    own: Shared
    rxnorm: str = ""

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.id, *self.names)


@dataclass(frozen=True, slots=True)
class Interaction:
    """`a` and `b` are drug ids."""

    a: str
    b: str
    severity: str
    why: str
    action: str


@dataclass(frozen=True, slots=True)
class Vaccine:
    """Due every so many months from an age, or a dose at each of `ages`; in years, until but without `until_age`."""

    id: str
    name: str
    words: tuple[str, ...]
    cvx: tuple[str, ...]
    why: str
    every_months: float | None = None
    from_age: float = 0
    until_age: float | None = None
    ages: tuple[float, ...] = ()


@dataclass(frozen=True)
class DrugBook:
    """All of it. Values of a class hold for its members unless the drug says otherwise."""

    drugs: dict[str, Drug]
    classes: dict[str, DrugClass]
    states: dict[str, State]
    interactions: dict[frozenset[str], Interaction]
    vaccines: tuple[Vaccine, ...]
    review: Review

    def avoid(self, drug: Drug) -> dict[str, str]:
        merged: dict[str, str] = {}
        for shared in self._shared(drug):
            for state, how in shared.avoid.items():
                if merged.get(state) != "contraindicated":
                    merged[state] = how
        return merged

    def kidney(self, drug: Drug) -> tuple[KidneyRule, ...]:
        """The drug's own rules, else its classes'."""
        return drug.own.kidney or tuple(rule for s in self._shared(drug) for rule in s.kidney)

    def pregnancy(self, drug: Drug) -> str:
        """The drug's own word, else the strictest of its classes."""
        said = [s.pregnancy for s in self._shared(drug) if s.pregnancy]
        return drug.own.pregnancy or max(said, key=PREGNANCY.index, default="")

    def allergy(self, drug: Drug) -> frozenset[str]:
        return frozenset(group for shared in self._shared(drug) for group in shared.allergy)

    def monitor(self, drug: Drug) -> tuple[Monitoring, ...]:
        """Per measurement the shortest time between two."""
        shortest: dict[str, Monitoring] = {}
        for shared in self._shared(drug):
            for one in shared.monitor:
                if one.what not in shortest or one.months < shortest[one.what].months:
                    shortest[one.what] = one
        return tuple(shortest.values())

    def _shared(self, drug: Drug) -> Iterator[Shared]:
        yield drug.own
        yield from (self.classes[name].shared for name in drug.classes)

    @cached_property
    def by_class(self) -> dict[str, tuple[Drug, ...]]:
        found: dict[str, list[Drug]] = {name: [] for name in self.classes}
        for drug in self.drugs.values():
            for name in drug.classes:
                found[name].append(drug)
        return {name: tuple(members) for name, members in found.items()}
