"""Stretches of time that a question names, relative to a given today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.engine.mind.plan import Window

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_COUNT = r"(\d{1,3}|" + "|".join(list(_NUMBERS)[1:]) + r"|a|couple of)"
_RELATION = (
    r"(?:(since|from|after|before|prior to|until|till|up to|by|around|about|near|close to|circa|on|in|during|back in"
    r"|for|as of|at)\s+)?(?:the\s+)?(?:year\s+|(?:end|beginning|start) of\s+)?"
)
_DAY = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<zh>\d{4})年(?:\s*(?P<zhm>\d{1,2})月(?:\s*(?P<zhd>\d{1,2})[日号])?)?"
    r"|(?P<isom>\d{4}-\d{2})(?!\d)"
    r"|(?P<us>\d{1,2}/\d{1,2}/\d{4})"
    r"|(?P<dmy>\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.replace("(", "(?:", 1) + r",?\s+\d{4})"
    r"|(?P<mdy>" + _MONTH.replace("(", "(?:", 1) + r"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
    r"|(?P<my>" + _MONTH.replace("(", "(?:", 1) + r",?\s+(?:of\s+)?\d{4})"
    r"|(?P<year>(?:19|20)\d{2})(?![\d.])"
)
_ONE = re.compile(
    r"(?<![\w.])" + _RELATION + r"(?:" + _DAY + r")(?:\s*(onwards?|on|以来|之后|以后|之前|以前))?(?![A-Za-z0-9-])"
)
_BETWEEN = re.compile(
    r"\b(?:between|from)\s+(.{4,20}?)\s+(?:and|to|until|through|-)\s+((?:\S+\s+){0,2}?\d{4}(?:-\d{2}){0,2}|\d{1,2}/\d{1,2}/\d{4})\b"
)
_BARE_MONTH = re.compile(r"\b(?:in|during|of|from|last|this|the)\s+(?:last\s+|the\s+)?" + _MONTH + r"\b(?!\s*\d)")
_SPAN = re.compile(
    r"\b(?:in|over|during|within|for|since)?\s*(?:the\s+)?(?:last|past|previous)\s+"
    + _COUNT
    + r"\s+(day|week|month|year)s?\b"
)
_AGO = re.compile(r"\b" + _COUNT + r"\s+(day|week|month|year)s?\s+ago\b")
_NAMED = re.compile(
    r"\b(?:in |over |during |from |since )?(?:the )?(last|past|this|previous) (week|month|year|decade)\b"
    r"|\b(today|yesterday)\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def find_window(text: str, today: date) -> tuple[Window | None, str]:
    """The window that tidy `text` names and the text without it."""
    for read in (_between, _point, _span, _ago, _named, _bare_month):
        found = read(text, today)
        if found:
            window, (start, end) = found
            return window, (text[:start] + " " + text[end:]).strip()
    return None, text


Found = tuple[Window, tuple[int, int]] | None
Reader = Callable[[str, date], Found]


def _between(text: str, today: date) -> Found:
    match = _BETWEEN.search(text)
    if not match:
        return None
    first, last = _ONE.search(match[1]), _ONE.search(match[2])
    if not first or not last:
        return None
    start, end = _bounds(first), _bounds(last)
    if not start or not end:
        return None
    return Window(start[0], end[1], label=f"{match[1]} to {match[2]}"), match.span()


def _point(text: str, today: date) -> Found:
    for match in _ONE.finditer(text):
        bounds = _bounds(match)
        if bounds:
            return _related(match[1] or "", match.groups()[-1] or "", bounds, match[0].strip()), match.span()
    return None


def _related(before: str, behind: str, bounds: tuple[date, date], label: str) -> Window:
    start, end = bounds
    if before in ("since", "from") or behind.startswith("on") or behind in ("以来", "以后", "之后"):
        return Window(start=start, label=label)
    if before == "after":
        return Window(start=end + timedelta(days=1), label=label)
    if before in ("before", "prior to") or behind in ("之前", "以前"):
        return Window(end=start - timedelta(days=1), label=label)
    if before in ("until", "till", "up to", "by", "as of"):
        return Window(end=end, label=label)
    near = start == end or before in ("around", "about", "near", "close to", "circa")
    return Window(start, end, near=near, label=label)


def _bounds(match: re.Match[str]) -> tuple[date, date] | None:
    """First and last day of what was written; None for an impossible day."""
    g = match.groupdict()
    try:
        if g["iso"]:
            return _whole(*map(int, g["iso"].split("-")))
        if g["zh"]:
            return _whole(int(g["zh"]), int(g["zhm"] or 0), int(g["zhd"] or 0))
        if g["isom"]:
            return _whole(*map(int, g["isom"].split("-")))
        if g["us"]:
            month, day, year = map(int, g["us"].split("/"))
            return _whole(year, *((day, month) if month > 12 else (month, day)))
        return _spelled(g["dmy"] or g["mdy"] or g["my"] or "") if not g["year"] else _whole(int(g["year"]))
    except ValueError:
        return None


def _spelled(text: str) -> tuple[date, date] | None:
    month = re.search(_MONTH, text)
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    if not month or not numbers:
        return None
    return _whole(numbers[-1], _month(month[1]), numbers[0] if len(numbers) == 2 else 0)


def _whole(year: int, month: int = 0, day: int = 0) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def _month(name: str) -> int:
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))


def _number(word: str) -> int:
    if word == "couple of":
        return 2
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def _span(text: str, today: date) -> Found:
    match = _SPAN.search(text)
    if not match:
        return None
    start = today - timedelta(days=_number(match[1]) * _DAYS[match[2]])
    return Window(start, today, label=match[0].strip()), match.span()


def _ago(text: str, today: date) -> Found:
    match = _AGO.search(text)
    if not match:
        return None
    middle = today - timedelta(days=_number(match[1]) * _DAYS[match[2]])
    slack = timedelta(days=_DAYS[match[2]] // 2)
    return Window(middle - slack, middle + slack, near=True, label=match[0]), match.span()


def _named(text: str, today: date) -> Found:
    match = _NAMED.search(text)
    if not match:
        return None
    if match[3]:
        day = today - timedelta(days=match[3] == "yesterday")
        return Window(day, day, near=True, label=match[3]), match.span()
    if match[2] == "decade":
        return Window(today - timedelta(days=10 * _DAYS["year"]), today, label=match[0].strip()), match.span()
    current = match[1] == "this"
    if match[0].startswith(("since", "from")):
        return Window(start=_unit(match[2], current, today)[0], label=match[0].strip()), match.span()
    return Window(*_unit(match[2], current, today), label=match[0].strip()), match.span()


def _unit(unit: str, current: bool, today: date) -> tuple[date, date]:
    if unit == "year":
        return _whole(today.year - (not current))
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (0 if current else 7))
        return monday, monday + timedelta(days=6)
    last = today if current else today.replace(day=1) - timedelta(days=1)
    return _whole(last.year, last.month)


def _bare_month(text: str, today: date) -> Found:
    match = _BARE_MONTH.search(text)
    if not match:
        return None
    number = _month(match[1])
    return Window(month=number, label=_MONTHS[number - 1].capitalize()), match.span()
