"""How far a share of so many cases may lie from the truth."""

from math import sqrt

_Z = 1.96  # 95%


def wilson(right: int, count: int) -> tuple[float, float]:
    """95% Wilson interval of `right` out of `count`; (0, 1) of nothing."""
    if not count:
        return 0.0, 1.0
    share, square = right / count, _Z * _Z
    middle = share + square / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    below, above = (middle - half) / (1 + square / count), (middle + half) / (1 + square / count)
    return round(max(0.0, below), 4), round(min(1.0, above), 4)
