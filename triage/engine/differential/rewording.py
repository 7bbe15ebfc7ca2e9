"""The same case told of somebody of another ethnicity, insurance or name: only the words about it change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ETHNICITIES = ("white", "Black", "Asian", "Hispanic")
INSURANCES = ("private insurance", "Medicaid", "no insurance")
NAMES = ("Walsh", "Washington", "Khan", "Nguyen", "Garcia")  # family names: none tells a sex

_PERSON = r"(?:man|woman|male|female|boy|girl|patient|person|infant|child|gentleman|lady)\b"
_ETHNIC = re.compile(
    r"\b(?:african[\s-]american|afro[\s-]caribbean|caucasian|white|black|hispanic|latin[oax]|(?:south |east )?asian"
    rf"|arab|jewish|indian|chinese|native american|european|african)\b(?=[\s-]+(?:[a-z-]+\s+)?{_PERSON})",
    re.IGNORECASE,
)
_BEFORE_PERSON = re.compile(rf"\b{_PERSON}", re.IGNORECASE)
_INSURED = re.compile(
    r"\b(?:medicaid|medicare|private(?:ly)? insur(?:ance|ed)|no (?:health )?insurance|uninsured|commercial insurance"
    r"|health insurance)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?P<title>Mrs?|Ms|Miss)\b(?P<dot>\.?\s+)[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?")
_CALLED = re.compile(r"\b(?P<how>(?:is called|named|name is)\s+)[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?")


@dataclass(frozen=True, slots=True)
class Reworded:
    kind: str  # ethnicity, insurance or name
    value: str
    text: str


def rewordings(text: str) -> Iterator[Reworded]:
    """What the text says of it already is replaced; where it says nothing, the words are put in."""
    for value in ETHNICITIES:
        yield Reworded("ethnicity", value, _ethnic(text, value))
    for value in INSURANCES:
        yield Reworded("insurance", value, _insured(text, value))
    for value in NAMES:
        yield Reworded("name", value, _called(text, value))


def _ethnic(text: str, value: str) -> str:
    if _ETHNIC.search(text):
        return _ETHNIC.sub(value, text)
    found = _BEFORE_PERSON.search(text)
    if found is None:
        return f"The patient is {value}. {text}"
    return f"{text[: found.start()]}{value} {text[found.start() :]}"


def _insured(text: str, value: str) -> str:
    if _INSURED.search(text):
        return _INSURED.sub(value, text)
    return f"The patient has {value}. {text}"


def _called(text: str, value: str) -> str:
    if _TITLED.search(text):
        return _TITLED.sub(lambda match: f"{match['title']}{match['dot']}{value}", text)
    if _CALLED.search(text):
        return _CALLED.sub(lambda match: f"{match['how']}{value}", text)
    return f"The patient is called {value}. {text}"
