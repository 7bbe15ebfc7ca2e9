"""A note's text cut into sections for reading, with a cited span and a model's marks where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.engine.retrieval.sections import sections
from triage.selectors.marks import ShownMark


@dataclass(frozen=True, slots=True)
class Part:
    """`cited` is true for the first marked part only, and `first` for the first part of a model's mark: they
    carry the anchors. `last`: a mark's last part, which its name stands behind."""

    text: str
    marked: bool = False
    cited: bool = False
    mark: ShownMark | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    """All parts together are the section's text, its heading included, exactly as signed."""

    name: str
    heading: tuple[Part, ...]
    body: tuple[Part, ...]


def shown_sections(text: str, start: int = 0, end: int = 0, marks: Sequence[ShownMark] = ()) -> list[ShownSection]:
    """`start` and `end` count characters of the text; a span outside it marks nothing."""
    inside = 0 <= start < end <= len(text)
    span = (start, end) if inside else (0, 0)
    return [
        ShownSection(
            section.name,
            tuple(_parts(text, section.start, section.body, span, marks)),
            tuple(_parts(text, section.body, section.end, span, marks)),
        )
        for section in sections(text)
    ]


def _parts(text: str, start: int, end: int, span: tuple[int, int], marks: Sequence[ShownMark]) -> Iterator[Part]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *span, *(mark.start for mark in here), *(mark.end for mark in here)}
    inside = sorted(cut for cut in cuts if start <= cut <= end)
    for first, last in pairwise(inside):
        over = [mark for mark in here if mark.start <= first and mark.end >= last]
        mark = min(over, key=lambda one: one.end - one.start, default=None)
        yield Part(
            text[first:last],
            marked=span[0] <= first and last <= span[1],
            cited=first == span[0] < span[1],
            mark=mark,
            first=mark is not None and mark.start == first,
            last=mark is not None and mark.end == last,
        )


def paragraphs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Blocks between empty lines: the first line of several, where it ends like a heading, and the other lines."""
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        heading = lines[0] if len(lines) > 1 and lines[0][-1] not in ".!?:;," else ""
        if lines:
            found.append((heading, tuple(lines[1:] if heading else lines)))
    return found
