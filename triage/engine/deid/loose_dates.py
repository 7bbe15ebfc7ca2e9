"""Days that are written without a year or without a number: a month alone, 8/19 where a day is meant, a feast."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from triage.engine.deid.types import Found

_FEASTS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "easter": (4, 10),
    "easter sunday": (4, 10),
    "easter monday": (4, 11),
    "good friday": (4, 8),
    "halloween": (10, 31),
    "thanksgiving": (11, 25),
    "valentine's day": (2, 14),
    "labor day": (9, 4),
    "memorial day": (5, 29),
    "independence day": (7, 4),
    "mother's day": (5, 10),
    "father's day": (6, 20),
    "diwali": (11, 1),
    "hanukkah": (12, 15),
    "eid": (4, 10),
}
_FEAST = re.compile(
    rf"\b({'|'.join(sorted(_FEASTS, key=len, reverse=True))})\b(?! (?:disease|factor|tree|island))(?:,? (20\d\d|"
    rf"19\d\d)\b)?",
    re.IGNORECASE,
)
_MONTHS = "january february march april may june july august september october november december".split()
_SURE_MONTH = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December)\b(?! [A-Z][a-z])"
)
_CUED_MONTH = re.compile(
    r"\b(?:in|since|until|till|of|last|next|by|early|late|mid|mid-|from|before|after|through|during|planned|"
    r"this|every|to|see)"
    rf" ({'|'.join(_MONTHS)})\b(?! (?:have|be|need|not|also|cause|help|benefit))",
    re.IGNORECASE,
)
_NUMBERS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth "
    "twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_SPOKEN = re.compile(
    rf"\b({'|'.join(_MONTHS)})(?: the)? "
    rf"({'|'.join(sorted((n.replace('-', '[ -]') for n in _NUMBERS), key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"\b(?:on|since|by|until|till|from|before|after) the (\d{1,2})(st|nd|rd|th)(?=[.,;)]|$)")
_SLASHED = re.compile(
    r"(?<![\w./-])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\w/-]|\.\d)(?!\s?(?:%|mg|mm|cm|strength|pain|power))"
)
_DAY_FIRST = re.compile(r"(?<![\w./-])(1[3-9]|2\d|3[01])/(0[1-9]|1[0-2])(?![\w/-]|\.\d)(?!\s?(?:%|mg|mm|cm))")
_BEFORE_DAY = re.compile(
    r"(?:\b(?:on|since|from|dated|until|till|by|for|of|date|visit|seen|due|out|review|reviewed|next|appt|"
    r"appointment|returns?|"
    r"discharged?|admitted|planned|scheduled|started|begun|stopped|through|after|before|last|labs|follow[- ]?up|"
    r"f/u|rtc|recheck|"
    r"repeat|signed|note|called|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)|\d\d:\d\d|"
    r"\d{4})[\s,:.(]{1,3}$",
    re.IGNORECASE,
)
_ABROAD = (
    "janvier|januar|enero|gennaio|januari|janeiro février|fevrier|februar|febrero|febbraio|februari|fevereiro "
    "mars|märz|maerz|marzo|maart|março avril|april|abril|aprile mai|mayo|maggio|mei|maio juin|juni|junio|giugno|junho "
    "juillet|juli|julio|luglio|julho août|aout|august|agosto|augustus septembre|september|septiembre|settembre|"
    "setembro "
    "octobre|oktober|octubre|ottobre|outubro novembre|november|noviembre|novembro décembre|decembre|dezember|diciembre|"
    "dicembre|december|dezembro"
).split()
_FOREIGN = re.compile(
    rf"\b(\d{{1,2}})(?:er|\.)? (?:de )?({'|'.join(_ABROAD)})(?: (?:de )?((?:19|20)\d\d))?\b", re.IGNORECASE
)
_QUARTER = re.compile(r"\bQ([1-4]) ((?:19|20)\d\d)\b")
Moved = Iterator[tuple[Found, Callable[[int], str]]]


def loose_dates(text: str) -> Moved:
    for match in _FEAST.finditer(text):
        if match[0][0].isupper():
            yield _found(match, 0), _feast_mover(match)
    for match in _SPOKEN.finditer(text):
        place = next(i for i, n in enumerate(_NUMBERS, 1) if n == match[2].lower().replace(" ", "-"))
        yield _found(match, 0), _named_mover(match[1], place)
    for pattern in (_SURE_MONTH, _CUED_MONTH):
        for match in pattern.finditer(text):
            yield _found(match, 1), _month_mover(match[1])
    for match in _DAY_ALONE.finditer(text):
        yield Found(match.start(1), match.end(2), "DATE_TIME"), _day_mover(int(match[1]))
    for match in _SLASHED.finditer(text):
        if _BEFORE_DAY.search(text, max(0, match.start() - 16), match.start()):
            yield _found(match, 0), _slashed_mover(int(match[1]), int(match[2]))
    for match in _DAY_FIRST.finditer(text):
        if _BEFORE_DAY.search(text, max(0, match.start() - 16), match.start()):
            yield _found(match, 0), _slashed_mover(int(match[2]), int(match[1]), day_first=True)
    for match in _FOREIGN.finditer(text):
        if 1 <= int(match[1]) <= 31:
            yield _found(match, 0), _foreign_mover(match)
    for match in _QUARTER.finditer(text):
        yield _found(match, 0), _quarter_mover(int(match[1]), int(match[2]))


def _found(match: re.Match[str], group: int) -> Found:
    return Found(match.start(group), match.end(group), "DATE_TIME")


def _day(month: int, day: int, year: int = 2023) -> date:
    """The 29th of February and the like become the last day there is."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def _feast_mover(match: re.Match[str]) -> Callable[[int], str]:
    month, day = _FEASTS[match[1].lower()]
    year = match[2]

    def move(days: int) -> str:
        to = _day(month, day, int(year) if year else 2023) + timedelta(days)
        return f"{_MONTHS[to.month - 1].title()} {to.day}" + (f", {to.year}" if year else "")

    return move


def _named_mover(month: str, day: int) -> Callable[[int], str]:
    def move(days: int) -> str:
        to = _day(_MONTHS.index(month.lower()) + 1, day) + timedelta(days)
        named = _MONTHS[to.month - 1]
        return f"{named if month.islower() else named.title()} {_NUMBERS[to.day - 1]}"

    return move


def _month_mover(month: str) -> Callable[[int], str]:
    def move(days: int) -> str:
        named = _MONTHS[(_day(_MONTHS.index(month.lower()) + 1, 15) + timedelta(days)).month - 1]
        return named if month.islower() else named.title()

    return move


def _day_mover(day: int) -> Callable[[int], str]:
    def move(days: int) -> str:
        to = (_day(7, max(1, min(31, day))) + timedelta(days)).day
        ending = {1: "st", 2: "nd", 3: "rd"}.get(to % 10 if to not in (11, 12, 13) else 0, "th")
        return f"{to}{ending}"

    return move


def _slashed_mover(month: int, day: int, *, day_first: bool = False) -> Callable[[int], str]:
    def move(days: int) -> str:
        to = _day(month, day) + timedelta(days)
        return f"{to.day:02d}/{to.month:02d}" if day_first else f"{to.month}/{to.day}"

    return move


def _foreign_mover(match: re.Match[str]) -> Callable[[int], str]:
    month = next(i for i, names in enumerate(_ABROAD, 1) if match[2].lower() in names.split("|"))
    year = match[3]

    def move(days: int) -> str:
        to = _day(month, int(match[1]), int(year) if year else 2023) + timedelta(days)
        named = _ABROAD[to.month - 1].split("|")[_ABROAD[month - 1].split("|").index(match[2].lower())]
        return (
            match[0].replace(match[1], str(to.day), 1).replace(match[2], named)
            if not year
            else f"{to.day} {named} {to.year}"
        )

    return move


def _quarter_mover(quarter: int, year: int) -> Callable[[int], str]:
    def move(days: int) -> str:
        to = date(year, quarter * 3 - 1, 15) + timedelta(days)
        return f"Q{(to.month + 2) // 3} {to.year}"

    return move
