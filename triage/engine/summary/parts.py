"""The parts of a written note by their headings, and which of them a summary keeps.

A heading that denies (`Denies:`) or that names no part stays with its words in the sentence: without it the
sentence would say something else. `Discontinued medications` keeps its own words too, so that no reader takes
it for the current ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.sentences import sentences
from triage.engine.types import Span

_HEADING = re.compile(
    r"^[ \t]*(?:#{1,4}[ \t]*(?P<hash>[^\n#]{2,60}?)[ \t]*:?$|(?P<caps>[A-Z][A-Z &/,()-]{2,50}?)(?P<after>:|"
    r"[ \t]*$)|(?P<named>[A-Z][A-Za-z &/-]{1,40}):(?=\s))",
    re.M,
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|negative|no|not|without|absent|none|rule[sd]?[ -]out)\b", re.I)
# Words that turn a list into another one: what is not taken any more, what is not certain, what was elsewhere.
_TURNED = re.compile(
    r"\b(?:discontinued|stopped|held|previous|prior|former|failed|tried|intoleran\w+|differential|possible|"
    r"admission|pre-?admission|home|outside|recent|old)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """`rank` orders the parts of a summary; `most` sentences are kept of it."""

    pattern: re.Pattern[str]
    heading: str
    rank: int
    most: int


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a note: the part that it stands in, and the heading over it as it is printed. `turned`: the
    heading says that it is not what the part usually holds."""

    part: Part
    heading: str
    span: Span
    turned: bool = False


def _part(words: str, heading: str, rank: int, most: int) -> Part:
    return Part(re.compile(rf"\b(?:{words})\b", re.I), heading, rank, most)


PARTS = (
    _part("family(?: medical)? history|fhx?", "FAMILY HISTORY", 8, 1),
    _part("social history|shx?|habits", "SOCIAL HISTORY", 9, 1),
    _part("review of systems|ros", "REVIEW OF SYSTEMS", 10, 1),
    _part(
        "chief complaint|reason for|cc|presenting complaint|subjective complaint|indications?", "CHIEF COMPLAINT", 0, 3
    ),
    _part(
        "present(?:ing)? illness|hpi|history of present|subjective|interval history|brief history",
        "HISTORY OF PRESENT ILLNESS",
        1,
        3,
    ),
    _part(
        "(?:past|prior) (?:medical|surgical|psychiatric) history|medical history|surgical history|pmhx?|psh",
        "PAST MEDICAL HISTORY",
        2,
        2,
    ),
    _part("allerg(?:y|ies)", "ALLERGIES", 3, 2),
    _part("medications?|meds|drugs?|medicines", "MEDICATIONS", 4, 3),
    _part("procedure|operation|findings?|complications?", "PROCEDURE", 5, 3),
    _part("hospital course|emergency department course|course", "COURSE", 5, 3),
    _part("results?|labs?|laborator(?:y|ies)|imaging|data|studies|radiolog\\w+|e[ck]g|x-?ray|ct|mri", "RESULTS", 6, 3),
    _part("exam(?:ination)?|vitals?(?: signs)?|objective", "PHYSICAL EXAM", 7, 2),
    _part("(?:assessment|impression) ?(?:and|&|/) ?plan|a ?[/&] ?p", "ASSESSMENT AND PLAN", 12, 6),
    _part("assessment|impression|diagnos[ei]s|conclusion|problems?", "ASSESSMENT", 11, 4),
    _part(
        "plan|recommendations?|disposition|follow-?up|instructions?|discharge|pending|to do",
        "PLAN",
        13,
        4,
    ),
)
OTHER = Part(re.compile("$^"), "", 14, 1)


def told(text: str) -> Iterator[Told]:
    """Every sentence with a letter in it, in the order of the note."""
    for part, heading, start, end in _stretches(text):
        turned = bool(_TURNED.search(heading))
        for a, b in sentences(text, start, end):
            if any(c.isalpha() for c in text[a:b]):
                yield Told(part, heading, Span(a, b), turned)


def _stretches(text: str) -> list[tuple[Part, str, int, int]]:
    """Part, heading, and where its text begins and ends."""
    marks = [(m.start(), m.end(), *_kind(m)) for m in _HEADING.finditer(text) if _opens(m)]
    if not marks or marks[0][0] > 0:
        marks.insert(0, (0, 0, OTHER, ""))
    ends = [start for start, *_ in marks[1:]] + [len(text)]
    return [(part, heading, end, until) for (_, end, part, heading), until in zip(marks, ends, strict=True)]


def _opens(mark: re.Match[str]) -> bool:
    """One that denies opens nothing; one that names no part does where it stands alone on its line."""
    name = _name(mark)
    if _DENIES.search(name):
        return False
    alone = mark["hash"] is not None or (mark["caps"] is not None and mark["after"] != ":")
    return alone or _known(name) is not None


def _kind(mark: re.Match[str]) -> tuple[Part, str]:
    name = _name(mark)
    return _known(name) or OTHER, name.upper()


def _known(name: str) -> Part | None:
    return next((part for part in PARTS if part.pattern.search(name)), None)


def _name(mark: re.Match[str]) -> str:
    return " ".join((mark["hash"] or mark["caps"] or mark["named"]).split())
