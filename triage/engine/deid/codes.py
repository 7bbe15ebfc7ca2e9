"""Codes that name one person, device, file or room: letters and digits mixed, or digits after a word for such "
"a code."""

import re
from collections.abc import Iterator

from triage.engine.deid.types import Found

_CODE = re.compile(
    r"(?<![\w./-])(?=[\w/-]*[A-Z])(?=(?:[\w/-]*\d){4})[A-Z0-9]{1,8}(?:[-_/][A-Z0-9]{1,10}){0,4}(?![\w/-]|\.\d)"
)
_PLAIN_MIX = re.compile(r"[A-Z]{1,5}\d{4,}[A-Z\d]*|[A-Z]{1,3}\d{3,}[A-Z]{1,3}|\d{3,}[A-Z]{2,}\d*")
_DOSE = re.compile(
    r"\d+(?:MG|MCG|ML|MM|CM|KG|G|L|IU|U|HZ|KHZ|MHZ|KCAL|MMHG|ML/H|YO|YOM|YOF|HR|HRS|AM|PM|K|X\d*|D|W|M|Y|ST|ND|RD|TH)",
    re.IGNORECASE,
)
_CUE = (
    r"(?:lot|batch|kit|machine|device|unit|serial|chair|report|file|photo|image|court|case|incident|inmate|"
    r"prisoner|client|bracelet|"
    r"tag|run|pager|bleep|beeper|bag|donor|specimen|slide|block|form|ticket|voucher|locker|health card|card|"
    r"licen[cs]e|plate|"
    r"extension|ext|crew|policy|protocol|study id|subject|participant|reference|ref|mrn|medical record|code name)"
)
_AFTER_CUE = re.compile(
    rf"\b{_CUE}(?:\s+(?:number|num|no|nr|id|code|name|with))?\s*(?:\.|:|#|is|=|-)*\s*"
    r"((?:[A-Z]{1,3}[ -])?(?=[A-Z0-9/-]*\d[A-Z0-9 /-]*\d[A-Z0-9 /-]*\d)[A-Z0-9]+(?:[-/][A-Z0-9]+| "
    r"\d{2,5}(?=[-\s.,;)]|$))*)(?![\w%]|\.\d| ?(?:mg|ml|mcg|hours|days|weeks)\b)",
    re.IGNORECASE,
)
_WORD_CODE = re.compile(r"(?<![\w-])[A-Z]{5,}-\d{2,}(?![\w-]|\.\d)")  # a code name: RAVEN-22
_VIRUS = re.compile(r"(?:COVID|SARS|HCOV|HPV|LINE|TYPE|STAGE|GRADE|CLASS)-?\d+", re.IGNORECASE)
_ROOM = re.compile(
    r"\b(?:room|rm|bed|cubicle|bay|wing|ward|cell|theat(?:er|re) "
    r"no)\.?\s*#?\s*((?=[\w-]*\d)[A-Z]{0,2}-?\d{1,4}[A-Z]?(?: (?:East|West|North|South))?)\b(?! ?(?:mg|ml|beds|"
    r"days|hours|weeks))",
    re.IGNORECASE,
)
_FLAT = re.compile(r"\bunit ((?:\d{1,4}[A-Z]|[A-Z]-?\d{1,4}))\b(?! ?(?:mg|ml))")


def codes(text: str) -> Iterator[Found]:
    for match in _CODE.finditer(text):
        if _looks_like_code(match[0]):
            yield Found(match.start(), match.end(), "ID")
    for match in _AFTER_CUE.finditer(text):
        if sum(map(str.isdigit, match[1])) >= 3 and not _DOSE.fullmatch(match[1]):
            yield Found(match.start(1), match.end(1), "ID")
    for match in _WORD_CODE.finditer(text):
        if not _VIRUS.fullmatch(match[0]):
            yield Found(match.start(), match.end(), "ID")
    for pattern in (_ROOM, _FLAT):
        for match in pattern.finditer(text):
            yield Found(match.start(1), match.end(1), "ID")


def _looks_like_code(text: str) -> bool:
    if _DOSE.fullmatch(text) or _VIRUS.match(text):
        return False
    return bool(re.search(r"[-_/]", text)) or bool(_PLAIN_MIX.fullmatch(text))
