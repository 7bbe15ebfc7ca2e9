"""Days, months, years and weekdays in a text, and the same moved by a number of days in the same dress.

All dates of a patient move by one secret number, so that what lies between two dates stays true.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from triage.engine.deid.loose_dates import loose_dates
from triage.engine.deid.types import Found

_MONTHS = ("january february march april may june july august september october november december").split()
_DAYS = ("monday tuesday wednesday thursday friday saturday sunday").split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_ORDINAL = r"(?P<ordinal>st|nd|rd|th)?"
_SPAN = r"(?<![\w./-]){}(?![\w/]|[.-]\d)"
_AFTER_YEAR = r"(?!\s?(?:%|mg|mcg|g|kg|ml|l|mm|cm|units?|cells|kcal|ng|pg|iu|hours|ms|k)\b)"
_WRITTEN: tuple[str, ...] = (
    rf"{_YEAR}(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<day>0?[1-9]|[12]\d|3[01])",
    r"(?P<m>0?[1-9]|1[0-2])(?P<s>[-/])(?P<day>0?[1-9]|[12]\d|3[01])(?P=s)(?P<year>(?:(?:1[89]|20)\d\d))",
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<year>(?:(?:1[89]|20)\d\d))",
    r"(?P<m>0?[1-9]|1[0-2])(?P<s>/)(?P<day>0?[1-9]|[12]\d|3[01])/(?P<year>\d\d)",
    rf"{_DAY}{_ORDINAL}[ -](?:of )?{_MONTH}\.?,?(?:[ -]){_YEAR}",
    rf"{_MONTH}\.? {_DAY}{_ORDINAL}(?:, ?| ){_YEAR}",
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<s>\.)(?P<m>0?[1-9]|1[0-2])\.(?P<year>\d\d)",
    rf"{_MONTH}\.?,?(?: of)? {_YEAR}",
    rf"(?P<m>0[1-9]|1[0-2])/{_YEAR}",
    rf"{_MONTH}\.? {_DAY}{_ORDINAL}(?! ?(?:mg|ml|%|g|mcg|kg))",
    rf"{_DAY}{_ORDINAL} (?:of )?{_MONTH}",
)
_PATTERNS = tuple(re.compile(_SPAN.format(f"(?:{one})"), re.IGNORECASE) for one in _WRITTEN)
_TIMED = re.compile(r"(?<![\w.-])(?P<year>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?=T\d\d)")
_HAN = re.compile(r"(?P<year>\d{4})年(?P<m>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_MONTH_DAY = re.compile(
    r"(?:(?<=\bon )|(?<=\bsince )|(?<=\bfrom )|(?<=\bdated )|(?<=\buntil )|(?<=\bby ))(?P<m>1[0-2]|"
    r"0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/])"
)
_BARE_YEAR = re.compile(
    rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Dd]uring )|(?<=\b[Uu]ntil )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|"
    rf"(?<=\b[Ff]rom )|"
    rf"(?<=\b[Ee]arly )|(?<=\b[Ll]ate )|(?<=\b[Mm]id )|(?<=\b[Oo]f )|(?<=\b[Bb]y )|(?<=\b[Ii]n about )|"
    rf"(?<=[Aa]round )|(?<=[Cc]irca )|"
    rf"(?<=spring )|(?<=summer )|(?<=autumn )|(?<=winter )|(?<=fall )|(?<=[Yy]ear )|(?<=\())(?P<year>(?:19|"
    rf"20)\d\d)\b(?![-/.]\d){_AFTER_YEAR}"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?!\w)|"
    r"(?<![\w])(?<!O2 )(?<!SpO2 )(?<!xygen )(?-i:Mon|Tues?|Weds?|Thu(?:rs)?|Fri|Sat|Sun)(?=,? \d{1,2}(?![\d.%])|"
    r"[.;)]|$)",
    re.IGNORECASE,
)
# A time of day stays as it is; only what is glued to its date belongs to the find.
_TIME = re.compile(
    r"T(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_AMBIGUOUS_MAY = re.compile(r"may \d{1,2}$", re.IGNORECASE)


def dates(text: str) -> Iterator[tuple[Found, Callable[[int], str]]]:
    """Each date with how it reads after so many days, longest first where two begin together."""
    for pattern in (*_PATTERNS, _TIMED, _HAN, _MONTH_DAY, _BARE_YEAR):
        for match in pattern.finditer(text):
            if _AMBIGUOUS_MAY.match(match[0]) and not match[0].startswith("May"):
                continue  # "may 2" is seldom a day
            if (when := _read(match)) is not None:
                time = _TIME.match(text, match.end())
                end = time.end() if time else match.end()
                yield Found(match.start(), end, "DATE_TIME"), _mover(match, when, text[match.end() : end])
    for match in _WEEKDAY.finditer(text):
        yield Found(match.start(), match.end(), "DATE_TIME"), _weekday_mover(match[0])
    yield from loose_dates(text)


def moved(text: str, days: int) -> str | None:
    """A text that is one date, moved; None when it is none."""
    for found, move in dates(text):
        if (found.start, found.end) == (0, len(text)):
            return move(days)
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return str((date(int(text), 7, 1) + timedelta(days)).year)
    return None


def _read(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts.get("year") or 2023)
    if year < 100:
        year += 2000 if year < 40 else 1900
    named, number = parts.get("month"), parts.get("m")
    month = _month(named) if named else int(number) if number else 7
    day = int(parts.get("day") or (15 if named or number else 1))
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _month(name: str) -> int:
    return next(i for i, one in enumerate(_MONTHS, 1) if one.startswith(name.lower()[:3]))


def _mover(match: re.Match[str], when: date, time: str) -> Callable[[int], str]:
    def move(days: int) -> str:
        to = when + timedelta(days)
        text, shift = match[0], 0
        padded = bool(re.search(r"\b0\d", text) or re.match(r"\d{4}-", text))
        groups = sorted((match.span(name), name) for name, value in match.groupdict().items() if value)
        for (start, end), name in groups:
            new = _part(name, match[name], to, padded)
            start, end = start - match.start() + shift, end - match.start() + shift
            text = text[:start] + new + text[end:]
            shift += len(new) - (end - start)
        return text + time

    return move


def _part(name: str, old: str, to: date, padded: bool) -> str:
    if name == "year":
        return str(to.year) if len(old) == 4 else f"{to.year % 100:02d}"
    if name == "m":
        return f"{to.month:02d}" if padded else str(to.month)
    if name == "day":
        return f"{to.day:02d}" if padded else str(to.day)
    if name == "ordinal":
        return {1: "st", 2: "nd", 3: "rd"}.get(to.day % 10 if to.day not in (11, 12, 13) else 0, "th")
    if name == "month":
        full = _MONTHS[to.month - 1]
        return dressed(full if len(old) > 4 or old.lower() in _MONTHS else full[:3], old)
    return old


def _weekday_mover(old: str) -> Callable[[int], str]:
    def move(days: int) -> str:
        plural = "s" if old.lower().endswith("days") else ""
        place = next(i for i, one in enumerate(_DAYS) if one.startswith(old.lower()[:3]))
        full = _DAYS[(place + days) % 7]
        return dressed(full[:3] if len(old) < 6 else full + plural, old)

    return move


def dressed(word: str, like: str) -> str:
    """`word` with the capitals of `like`."""
    return word.upper() if like.isupper() and len(like) > 1 else word.title() if like[:1].isupper() else word
