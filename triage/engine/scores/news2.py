"""National Early Warning Score 2 (Royal College of Physicians, 2017): adults, not in pregnancy."""

from dataclasses import dataclass

from triage.engine.scores.types import Score, band


@dataclass(frozen=True, slots=True)
class Vitals:
    """Breaths and beats a minute, saturation in %, systolic pressure in mmHg, temperature in °C. What was not
    measured is None and scores nothing. `hypercapnic` chooses the second saturation scale (target 88–92 %)."""

    respiratory_rate: float | None = None
    oxygen_saturation: float | None = None
    systolic: float | None = None
    heart_rate: float | None = None
    temperature: float | None = None
    on_oxygen: bool = False
    alert: bool = True
    hypercapnic: bool = False


def news2(vitals: Vitals) -> Score:
    points = {
        "respiratory rate": _of(vitals.respiratory_rate, (8, 3), (11, 1), (20, 0), (24, 2), other=3),
        "oxygen saturation": _saturation(vitals),
        "supplemental oxygen": 2 if vitals.on_oxygen else 0,
        "systolic pressure": _of(vitals.systolic, (90, 3), (100, 2), (110, 1), (219, 0), other=3),
        "heart rate": _of(vitals.heart_rate, (40, 3), (50, 1), (90, 0), (110, 1), (130, 2), other=3),
        "consciousness": 0 if vitals.alert else 3,
        "temperature": _of(vitals.temperature, (35.0, 3), (36.0, 1), (38.0, 0), (39.0, 1), other=2),
    }
    total = sum(points.values())
    return Score("NEWS2", total, points, _meaning(total, max(points.values())))


def _of(value: float | None, *bounds: tuple[float, int], other: int) -> int:
    return 0 if value is None else band(value, *bounds, other=other)


def _saturation(vitals: Vitals) -> int:
    if vitals.oxygen_saturation is None:
        return 0
    value = vitals.oxygen_saturation
    if not vitals.hypercapnic:
        return band(value, (91, 3), (93, 2), (95, 1), other=0)
    if value >= 93 and vitals.on_oxygen:
        return band(value, (94, 1), (96, 2), other=3)
    return band(value, (83, 3), (85, 2), (87, 1), other=0)


def _meaning(total: float, worst: float) -> str:
    if total >= 7:
        return "high: emergency assessment"
    if total >= 5:
        return "medium: urgent review"
    return "low to medium: urgent ward-based review" if worst == 3 else "low: routine monitoring"
