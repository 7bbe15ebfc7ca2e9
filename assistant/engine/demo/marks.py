"""Marks around names, dates and numbers while a note is written; taken out again with their place."""

import re
import textwrap

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


def mark(kind: str, value: str) -> str:
    return f"{_OPEN}{kind}{_MIDDLE}{value}{_CLOSE}"


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The plain text and (start, end, kind, value) of each mark in it."""
    parts: list[str] = []
    spans: list[tuple[int, int, str, str]] = []
    length = last = 0
    for found in _MARK.finditer(text):
        before, value = text[last : found.start()], found[2]
        start = length + len(before)
        spans.append((start, start + len(value), found[1], value))
        parts += [before, value]
        length, last = start + len(value), found.end()
    return "".join([*parts, text[last:]]), spans


def prose(text: str) -> str:
    """Dedented; a line that starts with blanks goes on with the line before it."""
    dedented = textwrap.dedent(text).strip("\n").rstrip()
    return re.sub(r"\n[ ]+", " ", dedented)
