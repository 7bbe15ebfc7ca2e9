"""Cut a long text into pieces that a model reads one after another, so that reading it can be followed and stopped."""

from collections.abc import Iterator

from triage.engine.types import Span

SIZE = 4000  # characters


def windows(text: str, size: int = SIZE) -> Iterator[Span]:
    """Spans that together are the whole text. Cut after a line break where there is one, else after a space."""
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            end = _cut(text, start, end)
        end = min(end, len(text))
        yield Span(start, end)
        start = end


def _cut(text: str, start: int, end: int) -> int:
    """Not in the first half of the piece: a text of short lines must not become many short pieces."""
    least = start + (end - start) // 2
    for separator in ("\n", ". ", " "):
        found = text.rfind(separator, least, end)
        if found >= 0:
            return found + len(separator)
    return end
