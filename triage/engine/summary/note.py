"""A written note in a few of its own sentences: who and why, what was concluded, what follows.

Sentences are taken verbatim; headings tell how much of each part is worth keeping."""

import re
from dataclasses import dataclass

from triage.engine.sentences import sentences
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import Span

_HEADING = re.compile(
    r"^[ \t]*(?:#{1,4}[ \t]*(?P<hash>[^\n#]{2,60}?)[ \t]*:?$|(?P<caps>[A-Z][A-Z &/,()-]{2,50}?)(?::|"
    r"[ \t]*$)|(?P<named>[A-Z][A-Za-z &/-]{2,40}):(?=\s))",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Part:
    """`rank` orders the parts of a summary; `most` sentences are kept of it."""

    pattern: re.Pattern[str]
    heading: str
    rank: int
    most: int


def _part(words: str, heading: str, rank: int, most: int) -> Part:
    return Part(re.compile(rf"\b(?:{words})\b", re.I), heading, rank, most)


_PARTS = (
    _part("chief complaint|reason for|cc|presenting complaint|subjective complaint", "CHIEF COMPLAINT", 0, 3),
    _part(
        "present illness|hpi|history of present|subjective|interval history|brief history",
        "HISTORY OF PRESENT ILLNESS",
        1,
        3,
    ),
    _part("allerg(?:y|ies)", "ALLERGIES", 2, 2),
    _part("medications?|drugs?|medicines", "MEDICATIONS", 3, 3),
    _part("hospital course|emergency department course|course", "COURSE", 4, 3),
    _part("results?|labs?|laborator(?:y|ies)|imaging|data|studies|radiolog\\w+|ekg|x-?ray", "RESULTS", 5, 3),
    _part("exam(?:ination)?|vitals?(?: signs)?|objective", "PHYSICAL EXAM", 6, 2),
    _part("assessment|impression|diagnos[ei]s|conclusion|problems?", "ASSESSMENT", 7, 4),
    _part("plan|recommendations?|disposition|follow-?up|instructions?|discharge", "PLAN", 8, 4),
)
_OTHER = Part(re.compile("$^"), "", 9, 1)
_NEWS = re.compile(
    r"\b(?:presents?|admitted|complain\w*|diagnos\w+|positive|abnormal|"
    r"elevated|increased?|decreased?|started?|stopped|changed?|prescribed|"
    r"discharged|follow|severe|acute|new|worse\w*|improv\w+|\d+(?:\.\d+)? ?(?:mg|mcg|%))\b",
    re.I,
)
_ROUTINE = re.compile(r"\b(?:denies|negative|normal|unremarkable|noncontributory|none|no known)\b", re.I)
_SHORT_NOTE = 5  # sentences that are shown whole


def from_note(text: str) -> Summary:
    """Parts in the order of rank, sentences of a part in their own order."""
    found = [(part, span) for part, start, end in _parts(text) for span in _sentences(text, start, end)]
    if len(found) <= _SHORT_NOTE:
        return Summary(tuple(_taken(text, span, part) for part, span in found))
    chosen: list[SummarySentence] = []
    unheaded = all(part is _OTHER for part, _ in found)
    for part in (*_PARTS, _OTHER):
        own = [span for where, span in found if where is part]
        most = 6 if unheaded else part.most
        best = sorted(own, key=lambda span: -_worth(text, span, own.index(span)))[:most]
        chosen += [_taken(text, span, part) for span in sorted(best, key=lambda span: span.start)]
    return Summary(tuple(chosen))


def _parts(text: str) -> list[tuple[Part, int, int]]:
    """Where each part begins and ends. A heading that names no part opens one of the other kind."""
    marks = [(m.start(), m.end(), _kind(m)) for m in _HEADING.finditer(text)]
    if not marks or marks[0][0] > 0:
        marks.insert(0, (0, 0, _OTHER))
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    return [(part, end, until) for (_, end, part), until in zip(marks, ends, strict=True)]


def _kind(mark: re.Match[str]) -> Part:
    name = mark["hash"] or mark["caps"] or mark["named"]
    return next((part for part in _PARTS if part.pattern.search(name)), _OTHER)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans = [Span(a, b) for a, b in sentences(text, start, end)]
    return [span for span in spans if any(c.isalpha() for c in text[span.start : span.end])]


def _worth(text: str, span: Span, place: int) -> float:
    """The first sentence of a part says what it is about; news and figures weigh more than routine."""
    sentence = text[span.start : span.end]
    first = 2.0 if place == 0 else 0.0
    return first + 0.7 * len(_NEWS.findall(sentence)) - 0.8 * bool(_ROUTINE.search(sentence)) - 0.05 * place


def _taken(text: str, span: Span, part: Part) -> SummarySentence:
    return SummarySentence(" ".join(text[span.start : span.end].split()), (span,), part.heading)
