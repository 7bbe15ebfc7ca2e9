"""How much of the gold spans was found, and how much of the rest was taken with them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from triage.engine.deid.types import Found

_WORD = re.compile(r"[^\W_]+")


@dataclass
class DeidScore:
    """A gold span counts as found when each letter and digit of it is covered. `removed` counts words outside
    all gold spans that a span covers and that do not stay in the text."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: int = 0
    removed: int = 0

    def add(self, text: str, gold: Sequence[tuple[int, int, str]], found: Iterable[Found]) -> None:
        covered, gone = bytearray(len(text)), bytearray(len(text))
        for one in found:
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
            if not one.kept:
                gone[one.start : one.end] = b"\1" * (one.end - one.start)
        inside = bytearray(len(text))
        for start, end, kind in gold:
            inside[start:end] = b"\1" * (end - start)
            self.gold[kind] += 1
            self.found[kind] += all(covered[at] for at in range(start, end) if text[at].isalnum())
        for match in _WORD.finditer(text):
            if not any(inside[match.start() : match.end()]):
                self.words += 1
                self.removed += any(gone[match.start() : match.end()])

    def figures(self) -> dict[str, object]:
        total = sum(self.gold.values())
        by_type = {kind: round(self.found[kind] / count, 4) for kind, count in sorted(self.gold.items())}
        return {
            "recall": round(sum(self.found.values()) / max(1, total), 4),
            "removed": round(self.removed / max(1, self.words), 4),
            "n": total,
            "words": self.words,
            "recall_by_type": by_type,
        }
