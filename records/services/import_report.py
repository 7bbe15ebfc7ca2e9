"""What an import did, as counts, and what it could not do, as reasons and places without patient text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from records.engine.fhir.types import Failed, Place, Skipped

Fate = Literal["new", "changed", "unchanged", "skipped", "failed"]
FATES: tuple[Fate, ...] = ("new", "changed", "unchanged", "skipped", "failed")
MAX_LISTED = 1000
MAX_REASONS = 500


@dataclass
class Report:
    """Bounded: failures beyond the first thousand are only counted."""

    counts: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Failed] = field(default_factory=list)

    def count(self, kind: str, fate: Fate) -> None:
        self.counts[kind, fate] += 1

    def skip(self, item: Skipped) -> None:
        self.count(item.resource_type or "(other)", "skipped")
        _add(self.skipped, item.resource_type, item.reason)

    def fail(self, item: Failed) -> None:
        self.count(item.resource_type or "(other)", "failed")
        if len(self.failures) < MAX_LISTED:
            self.failures.append(item)

    def note(self, kind: str, warning: str) -> None:
        """Something stored all the same, but not quite as it came."""
        _add(self.noted, kind, warning)

    def merge(self, other: "Report") -> None:
        self.counts += other.counts
        for mine, theirs in ((self.skipped, other.skipped), (self.noted, other.noted)):
            for (kind, reason), count in theirs.items():
                _add(mine, kind, reason, count)
        self.failures += other.failures[: MAX_LISTED - len(self.failures)]

    def total(self, *fates: Fate) -> int:
        return sum(count for (_, fate), count in self.counts.items() if fate in fates)

    @property
    def nothing_changed(self) -> bool:
        return not self.total("new", "changed")

    def as_counts(self) -> dict[str, dict[str, int]]:
        kinds = sorted({kind for kind, _ in self.counts})
        return {kind: {fate: n for fate in FATES if (n := self.counts[kind, fate])} for kind in kinds}

    def as_problems(self) -> list[dict[str, Any]]:
        failed = [{"place": show(one.place), "kind": one.resource_type, "reason": one.reason} for one in self.failures]
        grouped = (("skipped", self.skipped), ("noted", self.noted))
        return [*failed, *(_line(fate, *reason, n) for fate, reasons in grouped for reason, n in reasons.items())]

    def lines(self) -> Iterator[str]:
        """For the operator's terminal; file names may hold patients' names, so never for a log."""
        yield from _table(self.as_counts())
        yield from _reasons("Skipped:", self.skipped)
        yield from _reasons("Noted:", self.noted)
        if self.failures:
            yield "Failed:"
            yield from (f"  {_failure(one)}" for one in self.failures)
        if (left := self.total("failed") - len(self.failures)) > 0:
            yield f"  and {left} more"
        if self.nothing_changed:
            yield "unchanged"


def show(place: Place) -> str:
    return f"{place.file}, position {place.position}" if place.position else place.file


def _failure(one: Failed) -> str:
    return ", ".join(filter(None, (show(one.place), one.resource_type))) + f": {one.reason}"


def _add(counter: Counter[tuple[str, str]], kind: str, reason: str, count: int = 1) -> None:
    known = (kind, reason) in counter or len(counter) < MAX_REASONS
    counter[(kind, reason) if known else ("", "other reasons")] += count


def _line(fate: str, kind: str, reason: str, count: int) -> dict[str, Any]:
    return {fate: count, "kind": kind, "reason": reason}


def _table(counts: dict[str, dict[str, int]]) -> Iterator[str]:
    width = max((len(kind) for kind in counts), default=0)
    yield f"{'':{width}}" + "".join(f"{fate:>11}" for fate in FATES)
    for kind, fates in counts.items():
        yield f"{kind:{width}}" + "".join(f"{fates.get(fate, 0):>11}" for fate in FATES)


def _reasons(title: str, reasons: Counter[tuple[str, str]]) -> Iterable[str]:
    if not reasons:
        return
    yield title
    for (kind, reason), count in reasons.most_common():
        yield f"  {count:>7}  {kind}: {reason}" if kind and kind not in reason else f"  {count:>7}  {reason}"
