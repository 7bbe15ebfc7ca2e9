"""A sentence as words and signs, with their places; the finding in question becomes one sign."""

import re
from dataclasses import dataclass

MARK = "§"
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_+")


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # in lower case
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    places = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Word(_plain(found.group()), *found.span()) for found in places]


def _plain(token: str) -> str:
    return "¶" if token == MARK else token.lower().replace("’", "'")


def marked(found: list[Word], start: int, end: int) -> tuple[list[Word], int]:
    """The words with those of the finding replaced by one mark, between two borders; and the place of the mark."""
    before = [word for word in found if word.end <= start]
    after = [word for word in found if word.start >= end and word.end > start]
    at = Word(MARK, start, end)
    return [Word("^", start, start), *before, at, *after, Word("$", end, end)], len(before) + 1
