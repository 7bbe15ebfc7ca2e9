"""Who looked, as a patient reads it: the same person doing the same thing on one day is one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from records.selectors.who_looked import Look


@dataclass(frozen=True, slots=True)
class LookDay:
    """`look` is the newest of `times` alike; `first` is when the oldest of them was."""

    look: Look
    first: datetime
    times: int


def by_day(looks: Iterable[Look]) -> list[LookDay]:
    """Newest first, as `looks` are."""
    found: dict[tuple[object, ...], LookDay] = {}
    for look in looks:
        key = (look.who, look.role, look.action, look.basis, timezone.localtime(look.at).date())
        known = found.get(key)
        found[key] = LookDay(known.look, look.at, known.times + 1) if known else LookDay(look, look.at, 1)
    return list(found.values())
