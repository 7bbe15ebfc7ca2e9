"""A note's text cut into sections for reading, with a cited span marked where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.engine.retrieval.sections import sections


@dataclass(frozen=True, slots=True)
class Part:
    """`cited` is true for the first marked part only: it carries the anchor."""

    text: str
    marked: bool = False
    cited: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    """All parts together are the section's text, its heading included, exactly as signed."""

    name: str
    heading: tuple[Part, ...]
    body: tuple[Part, ...]


def shown_sections(text: str, start: int = 0, end: int = 0) -> list[ShownSection]:
    """`start` and `end` count characters of the text; a span outside it marks nothing."""
    inside = 0 <= start < end <= len(text)
    span = (start, end) if inside else (0, 0)
    return [
        ShownSection(
            section.name,
            tuple(_parts(text, section.start, section.body, span)),
            tuple(_parts(text, section.body, section.end, span)),
        )
        for section in sections(text)
    ]


def _parts(text: str, start: int, end: int, span: tuple[int, int]) -> Iterator[Part]:
    first, last = max(start, span[0]), min(end, span[1])
    if first >= last:
        if start < end:
            yield Part(text[start:end])
        return
    if start < first:
        yield Part(text[start:first])
    yield Part(text[first:last], marked=True, cited=first == span[0])
    if last < end:
        yield Part(text[last:end])
