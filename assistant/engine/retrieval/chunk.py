"""Notes and articles cut into passages: whole sentences, never across a section, exact offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.engine.retrieval.sections import Section, sections
from triage.engine.sentences import Span, sentences

MAX_WORDS = 120
MAX_CHARACTERS = 1200  # what bounds text without spaces, such as Chinese or a pasted code
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text == document[start:end]`. White space apart, the chunks of a document hold all of it."""

    start: int
    end: int
    text: str
    section: str = ""


def chunk(document: str) -> Iterator[Chunk]:
    for section in sections(document):
        for start, end in _packed(document, section):
            yield Chunk(start, end, document[start:end], section.name)


def _packed(document: str, section: Section) -> Iterator[Span]:
    """Neighbouring sentences together as long as they fit."""
    opened, closed, words = -1, -1, 0
    for start, end, count in _pieces(document, section):
        if opened >= 0 and (words + count > MAX_WORDS or end - opened > MAX_CHARACTERS):
            yield opened, closed
            opened, words = -1, 0
        opened = start if opened < 0 else opened
        closed, words = end, words + count
    if opened >= 0:
        yield opened, closed


def _pieces(document: str, section: Section) -> Iterator[tuple[int, int, int]]:
    """The section's sentences with their word counts; one that is too long comes in parts."""
    for start, end in sentences(document, section.start, section.end):
        opened, closed, count = start, start, 0
        for left, right in _words(document, start, end):
            if count and (count == MAX_WORDS or right - opened > MAX_CHARACTERS):
                yield opened, closed, count
                opened, count = left, 0
            closed, count = right, count + 1
        yield opened, closed, count


def _words(document: str, start: int, end: int) -> Iterator[Span]:
    for word in _WORD.finditer(document, start, end):
        for left in range(word.start(), word.end(), MAX_CHARACTERS):
            yield left, min(left + MAX_CHARACTERS, word.end())
