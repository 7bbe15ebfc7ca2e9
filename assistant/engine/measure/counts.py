"""Right, invented and missed marks, and what is told of them."""

from dataclasses import dataclass


@dataclass
class Counts:
    right: int = 0
    invented: int = 0
    missed: int = 0

    def add(self, right: int, invented: int, missed: int) -> None:
        self.right += right
        self.invented += invented
        self.missed += missed

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.invented)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.invented + self.missed)


def _share(part: int, whole: int) -> float:
    """Four decimals; 0 of nothing."""
    return round(part / whole, 4) if part else 0.0
