"""A text of any length as runs of words that a model can read at once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from triage.engine.sentences import sentences
from triage.engine.trunk.words import Pieces

OVERLAP = 24  # pieces read again on each side of a cut inside a sentence


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one text: places of the first and last piece of each, and its characters."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `begin` to `end` are read; an entity counts when it starts at `own` or later, and before `until`."""

    begin: int
    end: int
    own: int
    until: int


def line(pieces: Pieces) -> Line:
    first = [at for at, word in enumerate(pieces.words) if not at or word != pieces.words[at - 1]]
    last = [*(at - 1 for at in first[1:]), len(pieces.words) - 1] if first else []
    spans = [(pieces.offsets[a][0], pieces.offsets[b][1]) for a, b in zip(first, last, strict=True)]
    return Line(tuple(first), tuple(last), tuple(spans))


def line_starts(text: str, words: Line) -> list[int]:
    """Words at which a line begins that the one before does not run on into: after a heading, a blank line, in a
    list. A line that an editor wrapped is no such line."""
    if "\n" not in text:
        return []
    starts, found, before = [start for start, _ in words.spans], [], 0
    for begin, end in sentences(text):
        if "\n" in text[before:begin]:
            found.append(bisect_left(starts, begin))
        before = end
    return found


def windows(text: str, words: Line, room: int) -> list[Window]:
    """Whole sentences, in windows of like size of at most `room` pieces; a longer sentence in overlapping parts."""
    if not words.spans:
        return []
    if words.last[-1] < room:
        return [Window(0, len(words.spans), 0, len(words.spans))]
    found: list[Window] = []
    for begin, end in _runs(list(_sentences(text, words)), words, room):
        if _size(words, begin, end) <= room:
            found.append(Window(begin, end, begin, end))
        else:
            found += _parts(words, begin, end, room)
    return found


def _sentences(text: str, words: Line) -> Iterator[tuple[int, int]]:
    """Ranges of words; together they hold every word."""
    starts = [start for start, _ in words.spans]
    begin = 0
    for _, stop in sentences(text):
        end = bisect_left(starts, stop)
        if end > begin:
            yield begin, end
            begin = end
    if begin < len(starts):
        yield begin, len(starts)


def _runs(ranges: Sequence[tuple[int, int]], words: Line, room: int) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences together. The windows of a text are as full as each other, so that none is a stub."""
    total = words.last[-1] + 1
    wanted = ceil(total / ceil(total / room))
    begin, end = ranges[0]
    for start, stop in ranges[1:]:
        full = _size(words, begin, end) >= wanted
        if full or _size(words, begin, stop) > room:
            yield begin, end
            begin = start
        end = stop
    yield begin, end


def _parts(words: Line, begin: int, end: int, room: int) -> Iterator[Window]:
    """A range that is too long, cut between words; each part also reads what stands beside it."""
    inner = max(1, room - 2 * OVERLAP)
    own = begin
    while own < end:
        until = _reach(words, own, end, inner)
        yield Window(_back(words, own, begin), _reach(words, until, end, OVERLAP, least=0), own, until)
        own = until


def _reach(words: Line, at: int, end: int, pieces: int, least: int = 1) -> int:
    """The word after the last of those that begin at `at` and fit into so many pieces; at least `least` words on."""
    stop = at
    while stop < end and words.last[stop] - words.first[at] < pieces:
        stop += 1
    return min(end, max(stop, at + least))


def _back(words: Line, at: int, begin: int) -> int:
    start = at
    while start > begin and words.first[at] - words.first[start - 1] <= OVERLAP:
        start -= 1
    return start


def _size(words: Line, begin: int, end: int) -> int:
    return words.last[end - 1] - words.first[begin] + 1
