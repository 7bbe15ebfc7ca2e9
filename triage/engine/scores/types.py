from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """`points` by item, in the score's own order; `meaning` says in words what the total stands for."""

    name: str
    total: int
    points: dict[str, int]
    meaning: str


def band(value: float, *bounds: tuple[float, int], other: int) -> int:
    """Points of the first bound that the value does not exceed."""
    return next((points for most, points in bounds if value <= most), other)
