"""Dates as the source wrote them.

A chart date may be a year, a month, a day or an instant with the source's own offset. It is never
shifted to another time zone for display: a note written at 23:30 -05:00 keeps its calendar day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

_SHAPE = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.ASCII,
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class SourceDate:
    """An ISO 8601 date or date-time exactly as the source gave it: `2019`, `2019-05`, `2019-05-18`,
    `2019-05-18T00:11:58-04:00`. Raises ValueError for anything else or an impossible day."""

    text: str

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.text):
            raise ValueError("not an ISO 8601 date")
        _ = self.day, self.instant

    @cached_property
    def day(self) -> date:
        """The source's calendar day; the first of the month or year when only that is known."""
        year, month, day = [*self.text[:10].split("-"), "1", "1"][:3]
        return date(int(year), int(month), int(day))

    @cached_property
    def instant(self) -> datetime:
        """For ordering only. Without an offset the source's wall clock is read as UTC."""
        if len(self.text) <= 10:
            return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        parsed = datetime.fromisoformat(self.text)
        try:
            return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        except OverflowError:  # before the year 1 or after 9999
            raise ValueError("not a possible instant") from None

    @property
    def display(self) -> str:
        """`18 May 2019`, `May 2019` or `2019`: as precise as the source was, never ambiguous."""
        month = _MONTHS[self.day.month - 1]
        if len(self.text) == 4:
            return self.text
        if len(self.text) == 7:
            return f"{month} {self.day.year}"
        return f"{self.day.day} {month} {self.day.year}"

    def __str__(self) -> str:
        return self.display
