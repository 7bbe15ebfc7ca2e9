"""The measurements that alerts look at: `knowledge/alerts/measures.yaml`, and their values in a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from records.engine.rows import ObservationRow
from triage.engine.knowledge.reading import Fields, read_yaml


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two values within `days`: `by` in units or `times` as a ratio. Counts only when the new
    value is at least `floor` or at most `ceiling`."""

    days: float
    why: str
    by: float | None = None
    times: float | None = None
    floor: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    name: str
    loinc: tuple[str, ...]
    unit: str
    units: dict[str, float]
    above: float | None
    below: float | None
    changes: tuple[Change, ...]

    def value(self, row: ObservationRow) -> float | None:
        """In this measure's unit; None for another unit or a value that is only a bound."""
        if row.value is None or row.comparator:
            return None
        factor = 1.0 if row.unit == self.unit else self.units.get(row.unit)
        return None if factor is None else row.value * factor


@dataclass(frozen=True, slots=True)
class Valued:
    row: ObservationRow
    value: float


def load_measures(path: Path) -> dict[str, Measure]:
    """Raises KnowledgeError for the first broken rule."""
    fields = Fields(path.name, read_yaml(path))
    fields.only(("version", "written", "measures"), ("reviewed", "sources"))
    fields.review()
    found = (_measure(one) for one in fields.mappings("measures"))
    return {measure.id: measure for measure in found}


def series(measure: Measure, rows: Iterable[ObservationRow]) -> list[Valued]:
    """Dated values, newest first."""
    found = []
    for row in rows:
        value = measure.value(row) if row.code in measure.loinc and row.effective else None
        if value is not None:
            found.append(Valued(row, value))
    return sorted(found, key=lambda one: one.row.effective.instant, reverse=True)  # type: ignore[union-attr]


def _measure(fields: Fields) -> Measure:
    fields.only(("id", "name", "loinc", "unit"), ("units", "critical", "trend"))
    limits = Fields(fields.file, fields.raw.get("critical") or {}, f"{fields.at}critical.")
    limits.only((), ("above", "below"))
    units = fields.raw.get("units") or {}
    return Measure(
        id=fields.text("id"),
        name=fields.text("name"),
        loinc=fields.texts("loinc"),
        unit=fields.text("unit"),
        units=fields.weights("units", list(units)),
        above=limits.number("above"),
        below=limits.number("below"),
        changes=tuple(_change(one) for one in fields.mappings("trend")),
    )


def _change(fields: Fields) -> Change:
    fields.only(("days", "why"), ("by", "times", "floor", "ceiling"))
    days = fields.number("days")
    if days is None or (fields.number("by") is None) == (fields.number("times") is None):
        raise fields.wrong("by", "give days, and either by or times")
    numbers = {name: fields.number(name) for name in ("by", "times", "floor", "ceiling")}
    return Change(days=days, why=fields.text("why"), **numbers)
