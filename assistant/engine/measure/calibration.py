"""Whether what is said to be 70% sure is right in 70% of cases."""

from collections import defaultdict
from collections.abc import Iterable


def calibration_error(pairs: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width; pairs of probability and whether it was right."""
    grouped: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in pairs:
        grouped[min(int(probability * bins), bins - 1)].append((probability, right))
    count = sum(len(group) for group in grouped.values())
    gap = sum(abs(sum(p for p, _ in group) - sum(right for _, right in group)) for group in grouped.values())
    return round(gap / count, 4) if count else 0.0
