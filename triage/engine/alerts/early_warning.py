"""NEWS2 from the vital signs of one time, and where it is going."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from records.engine.rows import ObservationRow
from triage.engine.alerts.types import Alert, ChartRows, Kind, RowRef, Severity
from triage.engine.scores.news2 import Vitals, news2

# LOINC to the sign; blood pressure comes as a panel whose parts are signs.
SIGNS = {
    "85354-9": "",
    "55284-4": "",
    "9279-1": "respiratory_rate",
    "59408-5": "oxygen_saturation",
    "2708-6": "oxygen_saturation",
    "8480-6": "systolic",
    "8867-4": "heart_rate",
    "8310-5": "temperature",
    "8331-1": "temperature",
}
_FAHRENHEIT = ("[degF]", "°F")
TOGETHER = timedelta(hours=2)
RECENT_DAYS = 2
ENOUGH = 4  # of the five measured signs


@dataclass(frozen=True, slots=True)
class Reading:
    score: float
    worst: float  # points of the worst single sign
    rows: tuple[ObservationRow, ...]


def early_warning(chart: ChartRows, told: Mapping[str, RowRef]) -> Iterator[Alert]:
    """The score was made for people of 16 years or more who are not pregnant."""
    age = chart.patient.age_on(chart.today)
    if age is None or age < 16 or "pregnancy" in told:
        return
    readings = _readings(chart)
    if not readings or (readings[0].score < 5 and readings[0].worst < 3):
        return
    latest = readings[0]
    before = f"; {readings[1].score:g} before" if len(readings) > 1 else ""
    yield Alert(
        kind=Kind.EARLY_WARNING,
        severity=Severity.CRITICAL if latest.score >= 7 else Severity.WARNING,
        key=f"{Kind.EARLY_WARNING}:{latest.rows[0].ref}",
        title=f"NEWS2 {latest.score:g}{before}",
        why="Early-warning score from the vital signs; consciousness is taken as alert and air as room air.",
        action="Emergency assessment." if latest.score >= 7 else "Urgent review by a clinician.",
        rows=tuple(RowRef("observation", row.ref, row.display) for row in latest.rows),
        knowledge="NEWS2 (Royal College of Physicians, 2017)",
    )


def _readings(chart: ChartRows) -> list[Reading]:
    """The latest sets of signs, newest first, at most two."""
    signs = sorted(_signs(chart.observations), key=lambda row: row.effective.instant, reverse=True)  # type: ignore[union-attr]
    found: list[Reading] = []
    while signs and len(found) < 2:
        newest = signs[0].effective
        together = [
            row for row in signs if newest and row.effective and newest.instant - row.effective.instant <= TOGETHER
        ]
        signs = signs[len(together) :]
        if not found and newest and not 0 <= (chart.today - newest.day).days <= RECENT_DAYS:
            return []
        reading = _reading(together)
        if reading:
            found.append(reading)
    return found


def _signs(rows: Sequence[ObservationRow]) -> Iterator[ObservationRow]:
    return (row for row in rows if row.effective and any(code in SIGNS for code in _codes(row)))


def _codes(row: ObservationRow) -> list[str]:
    return [row.code, *(part.code for part in row.components)]


def _reading(rows: Sequence[ObservationRow]) -> Reading | None:
    values: dict[str, float] = {}
    used: list[ObservationRow] = []
    for row in rows:
        for part in (row, *row.components):
            name = SIGNS.get(part.code)
            if name and name not in values and part.value is not None:
                values[name] = _celsius(part.value) if part.unit in _FAHRENHEIT else part.value
                used.append(row)
    if len(values) < ENOUGH:
        return None
    result = news2(_vitals(values))
    return Reading(result.total, max(result.points.values(), default=0), tuple(dict.fromkeys(used)))


def _vitals(values: dict[str, float]) -> Vitals:
    return Vitals(
        respiratory_rate=values.get("respiratory_rate"),
        oxygen_saturation=values.get("oxygen_saturation"),
        systolic=values.get("systolic"),
        heart_rate=values.get("heart_rate"),
        temperature=values.get("temperature"),
    )


def _celsius(fahrenheit: float) -> float:
    return (fahrenheit - 32) / 1.8
