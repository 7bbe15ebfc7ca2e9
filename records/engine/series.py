"""Measurements of one thing in one unit, over time: what a table row, a sparkline or a change is drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from records.engine.flags import Flag, flag_of
from records.engine.rows import ObservationRow


class Change(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """`part` names the line of a panel that has several, such as systolic and diastolic."""

    row: ObservationRow
    value: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """`rows` newest first, at least one; all in the same unit."""

    rows: tuple[ObservationRow, ...]

    @property
    def latest(self) -> ObservationRow:
        return self.rows[0]

    @property
    def previous(self) -> ObservationRow | None:
        return self.rows[1] if len(self.rows) > 1 else None

    @property
    def name(self) -> str:
        return self.latest.name

    @property
    def key(self) -> str:
        """Tells series of one chart apart. May hold a name: not for addresses or logs."""
        return _key(self.latest)

    @property
    def flag(self) -> Flag:
        return flag_of(self.latest)

    @property
    def change(self) -> Change:
        """From the previous to the latest value; unknown for texts, panels and bounds like `< 5`."""
        return _change(self.previous, self.latest)

    @property
    def points(self) -> list[Point]:
        """Numbers oldest first; of a panel its first numeric part, as a sparkline has one line."""
        found = (_point(row) for row in reversed(self.rows))
        return [point for point in found if point]

    @property
    def values(self) -> list[float]:
        return [point.value for point in self.points]

    @property
    def low(self) -> float | None:
        return _lead(self.latest).low

    @property
    def high(self) -> float | None:
        return _lead(self.latest).high


def group(rows: Iterable[ObservationRow]) -> list[Series]:
    """Series in the order of their newest row; `rows` come newest first. The same test in another unit is a
    series of its own, since its numbers cannot be compared."""
    found: dict[str, list[ObservationRow]] = {}
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    return [Series(tuple(members)) for members in found.values()]


def _key(row: ObservationRow) -> str:
    return f"{row.code or row.name.casefold()}|{row.unit}"


def _lead(row: ObservationRow) -> ObservationRow:
    """The part that a single line follows."""
    return next((part for part in row.components if part.value is not None), row)


def _point(row: ObservationRow) -> Point | None:
    lead = _lead(row)
    return None if lead.value is None else Point(row, lead.value, lead.name if row.components else "")


def _change(before: ObservationRow | None, after: ObservationRow) -> Change:
    if before is None or before.value is None or after.value is None or before.comparator or after.comparator:
        return Change.UNKNOWN
    if after.value == before.value:
        return Change.SAME
    return Change.UP if after.value > before.value else Change.DOWN
