"""Dates as people type them into a search box."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SHAPES = [
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?"),
    re.compile(rf"(?<![\w])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<![\w]){_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
]
_AMBIGUOUS = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)")


def find_dates(text: str) -> tuple[list[date], str]:
    """The days that the first date in the text may mean, and the text without it. `07/05/1977` is both
    5 July and 7 May; with dots the day comes first, as nobody writes the month there."""
    for shape in _SHAPES:
        if match := shape.search(text):
            parts = match.groupdict()
            month = parts.get("m") or _MONTHS.index(parts["name"].lower()) + 1
            return _days([(parts["y"], month, parts["d"])]), _without(text, match)
    if match := _AMBIGUOUS.search(text):
        first, second, year = match["a"], match["b"], match["y"]
        readings = [(year, second, first), (year, first, second)]
        return _days(readings[:1] if match["mark"] == "." else readings), _without(text, match)
    return [], text


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip()


def _days(readings: list[tuple[str, int | str, str]]) -> list[date]:
    """Only days that exist, each once."""
    found = dict.fromkeys(_day(*reading) for reading in readings)
    return [day for day in found if day]


def _day(year: str, month: int | str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
