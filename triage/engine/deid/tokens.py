"""A text as words, numbers and signs with their places."""

import re
from dataclasses import dataclass

# Letters of any script with marks, digits, or one sign. A digit run parts from letters, so that "54yo" is two.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’´][^\W\d_]+)*|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    gap: str  # what stands between this token and the one before: "", " " or "\n"


def tokenize(text: str) -> list[Token]:
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        between = text[last : match.start()]
        gap = "\n" if not found or "\n" in between else " " if between else ""
        found.append(Token(match.start(), match.end(), match[0], gap))
        last = match.end()
    return found
