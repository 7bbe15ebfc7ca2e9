"""Age and sex of the person whom a case is about."""

import re

from triage.engine.findings.types import Person

_UNITS = {"year": 1.0, "yr": 1.0, "y": 1.0, "month": 1 / 12, "mo": 1 / 12, "week": 1 / 52.18, "wk": 1 / 52.18}
_UNITS |= {"day": 1 / 365.25, "hour": 1 / 8766}
_NUMBER = r"(?P<n>\d{1,3}(?:\.\d)?)"
_NO_OTHER_UNIT = r"(?!\s*(?:weeks?|months?|days?|%|cm|kg|mg|mm|/))"
_SOMEBODY_NEAR = r"(?=[^.]{0,20}\b(?:man|woman|boy|girl|male|female)\b)"
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NUMBER}[\s-]*(?P<u>years?|yrs?|y|months?|mo|weeks?|wks?|days?|hours?)[\s-]*(?:old|/o\b|o\b)",
        rf"\b(?:aged?|age:?|age of|age is)\s*:?\s*{_NUMBER}(?:\s*(?P<u>years?|months?|weeks?|days?))?",
        rf"\b{_NUMBER}\s*[-/]?\s*(?P<u>y|yo)(?:\s*/?\s*o)?\b",
        r"\b(?P<n>[1-9]\d)\s?(?P<u>)[MF]\b",
        rf"\b(?:i am|i'm|he is|she is|he's|she's|is)\s+{_NUMBER}(?P<u>)\b{_NO_OTHER_UNIT}",
        rf"\b{_NUMBER}[\s-]*(?P<u>years?|yrs?|months?|weeks?|days?)\b{_SOMEBODY_NEAR}",
    )
)
_WORD_AGES = (
    (re.compile(r"\b(?:newborn|neonate)\b", re.IGNORECASE), 0.02),
    (re.compile(r"\b(?:infant|baby)\b", re.IGNORECASE), 0.5),
    (re.compile(r"\btoddler\b", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:schoolchild|preschooler|my (?:little )?(?:son|daughter|kid|child))\b", re.IGNORECASE), 6.0),
    (re.compile(r"\b(?:teenager|teenage|adolescent)\b", re.IGNORECASE), 15.0),
    (re.compile(r"\b(?:elderly|old (?:man|woman|lady|gentleman))\b", re.IGNORECASE), 75.0),
)
_SEXES = re.compile(
    r"\b(?P<F>woman|women|female|girl|lady|daughter|pregnant|housewife|schoolgirl|she|her)\b"
    r"|\b(?P<M>man|men|male|boy|gentleman|son|schoolboy|he|his|him)\b",
    re.IGNORECASE,
)
_SHORT_SEX = re.compile(r"\b\d{1,3}\s?-?(?:y/?o|yo|yrs?|years?)?[\s-]*(?:old)?[\s-]*(?P<sex>[MF])\b")
# Somebody else who is named before the patient: 'my wife', 'her husband'.
_OTHERS = re.compile(
    r"\b(?:whose|his|her|my|the) (?:[a-z]+ )?(?:mother|father|wife|husband|aunt|uncle|sister|brother|partner|boyfriend"
    r"|girlfriend|parents?|grand\w+)\b(?:'s)?(?! (?:is|takes|has|had|was|woke|mouth|he|she))",
    re.IGNORECASE,
)
_FATHERLY = re.compile(r"\bmy (?:father|husband|grandfather|dad|brother)\b", re.IGNORECASE)
_MOTHERLY = re.compile(r"\bmy (?:mother|wife|grandmother|mum|mom|sister)\b", re.IGNORECASE)
_WEEK_OF_PREGNANCY = re.compile(r"\b\d{1,2}[\s-]*(?:weeks?|wks?)(?=[\s-]*(?:pregnant|gestation|of gestation))", re.I)
LONGEST_LIFE = 115


def person(text: str) -> Person:
    return Person(_age(text), _sex(text))


def _age(text: str) -> float | None:
    found: list[tuple[int, float]] = []
    weeks = {match.start() for match in _WEEK_OF_PREGNANCY.finditer(text)}
    for pattern in _AGES:
        for match in pattern.finditer(text):
            unit = (match.group("u") or "year").lower().rstrip("s")
            years = float(match.group("n")) * _UNITS.get("year" if unit in ("yo", "yr", "y") else unit, 1.0)
            if years <= LONGEST_LIFE and match.start() not in weeks:
                found.append((match.start(), years))
        if found:
            return min(found)[1]
    return next((age for pattern, age in _WORD_AGES if pattern.search(text)), None)


def _sex(text: str) -> str:
    if match := _SHORT_SEX.search(text):
        return match.group("sex").upper()
    own = _OTHERS.sub(lambda match: " " * len(match.group()), text)
    if match := _SEXES.search(own):
        return "F" if match.group("F") else "M"
    if _FATHERLY.search(text):
        return "M"
    return "F" if _MOTHERLY.search(text) else ""
