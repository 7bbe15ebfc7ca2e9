"""Who said what: a transcript's turns and their sentences, with offsets into the transcript."""

import re
from dataclasses import dataclass
from enum import StrEnum

from triage.engine.types import Span

_SPEAKER = re.compile(r"(?:^|(?<=\s))(?:\[(?P<tag>[A-Za-z_]+\d?)\]|(?P<name>[A-Z][A-Za-z_]+(?:_\d)?)\s?:)\s*", re.M)
_SENTENCE = re.compile(r"[^.?!\n]+(?:\.(?=\w)[^.?!\n]*)*[.?!\n]*")
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|vs|st)\.\s*$", re.I)
_DOCTORS = ("doctor", "clinician", "guest_clinician", "provider", "nurse", "physician")
_LONG = 14  # words without a full stop: speech that was written down without punctuation
_SHORTEST = 4  # words of a cut piece
_BREAK = re.compile(
    r"\s+(?=(?:okay|alright|all right|so (?:i|you|we|let|it|the|that|your|what|for|tell|how|is|do|have|then|are)"
    r"|and (?:then|so|i|you|we|he|she|they|it|is|do|are|have|did|your|any|how|what|no|for your|on your|in terms)"
    r"|but (?:i|you|we|it|he|she|they|the|your|that|now)|now (?:i|you|we|let|for|on|did|do|are|have|that)"
    r"|(?:um|uh|yeah|yes|well)\b|because|do you|have you|are you|did you|how (?:about|are|is|long|many|much|often)"
    r"|what (?:about|are|is|kind|do|brings)|i(?:'d| would) like|i(?:'m|"
    r" am) gon na|i (?:wan na|want|do n't|think|did|have)"
    r"|i'm|i've|we'll|we're|let's|you have|you are|you can|you should|there is|there are|on (?:your|exam)|for your"
    r"|it (?:is|was|does|has|shows?)|it's|that's|they|which|any\b|can you|could you|please|hey)\b)"
)


class Role(StrEnum):
    DOCTOR = "doctor"
    PATIENT = "patient"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of one turn. `turn` counts from 0; `text` is the transcript between start and end."""

    text: str
    span: Span
    role: Role
    turn: int
    asks: bool


def said(transcript: str) -> tuple[Said, ...]:
    """Every sentence in order. Text before the first speaker counts as the doctor's."""
    marks = list(_SPEAKER.finditer(transcript))
    marks = [mark for mark in marks if _role(mark) is not None]
    borders = [(m.end(), _role(m) or Role.DOCTOR, m.start()) for m in marks]
    if not borders or borders[0][2] > 0:
        borders.insert(0, (0, Role.DOCTOR, 0))
    ends = [start for _, _, start in borders[1:]] + [len(transcript)]
    return tuple(
        sentence
        for turn, ((start, role, _), end) in enumerate(zip(borders, ends, strict=True))
        for sentence in _sentences(transcript, start, end, role, turn)
    )


def _role(mark: re.Match[str]) -> Role | None:
    name = (mark["tag"] or mark["name"] or "").lower()
    if name in _DOCTORS:
        return Role.DOCTOR
    if name.startswith("patient"):
        return Role.PATIENT
    if name.startswith(("guest", "family", "mother", "father", "parent", "caregiver")):
        return Role.FAMILY
    return None


def _sentences(transcript: str, start: int, end: int, role: Role, turn: int) -> list[Said]:
    found = []
    for first, last in _pieces(transcript, start, end):
        text = transcript[first:last]
        found.append(Said(text, Span(first, last), role, turn, is_question(text)))
    return found


def _pieces(transcript: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed sentence borders; a full stop after an abbreviation ends nothing."""
    pieces: list[tuple[int, int]] = []
    held = -1
    for match in _SENTENCE.finditer(transcript, start, end):
        first = match.start() if held < 0 else held
        if _ABBREVIATED.search(transcript[first : match.end()]):
            held = first
            continue
        held = -1
        pieces += _cut(transcript, first, match.end())
    if held >= 0:
        pieces += _cut(transcript, held, end)
    return pieces


def _cut(transcript: str, start: int, end: int) -> list[tuple[int, int]]:
    text = transcript[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    if start >= end or not any(c.isalnum() for c in transcript[start:end]):
        return []
    text = transcript[start:end]
    if text[-1] in ".?!" or len(text.split()) < _LONG:
        return [(start, end)]
    return _unpunctuated(text, start)


def _unpunctuated(text: str, offset: int) -> list[tuple[int, int]]:
    """Speech without punctuation, cut before the words that usually open a new thought."""
    pieces, first = [], 0
    for gap in _BREAK.finditer(text):
        if len(text[first : gap.start()].split()) >= _SHORTEST and len(text[gap.end() :].split()) >= 2:
            pieces.append((offset + first, offset + gap.start()))
            first = gap.end()
    return [*pieces, (offset + first, offset + len(text))]


_QUESTION = re.compile(
    r"^(?:(?:okay|and|so|um|uh|well|now|alright|all right|great|good|then|also|but|yeah|hm|perfect|gotcha|sure)[ ,.]+)*"
    r"(?:do|does|did|have|has|had|are|is|was|were|can|could|would|will|any|how|what|when|where|which|who|why|"
    r"anything|ever|tell me|describe)\b",
    re.I,
)


def is_question(text: str) -> bool:
    """A question mark decides; without final punctuation the opening words do."""
    stripped = text.rstrip()
    if stripped.endswith("?"):
        return True
    if stripped.endswith((".", "!", "-")):
        return False
    return bool(_QUESTION.match(stripped))
