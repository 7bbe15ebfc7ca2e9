"""A sentence as words and signs, with their places; the finding in question becomes one sign."""

import re
from dataclasses import dataclass

MARK = "§"
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_+")


_YEAR = re.compile(r"(?:19|20)\d\d")
ANY_WORD, NUMBER, YEAR = "<word>", "<number>", "<year>"


@dataclass(frozen=True, slots=True)
class Word:
    """In lower case; `kinds` are the classes that it is of by its look: none for a sign."""

    text: str
    start: int
    end: int
    kinds: tuple[str, ...] = ()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    places = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [_word(found.group(), *found.span()) for found in places]


def _word(token: str, start: int, end: int) -> Word:
    text = _plain(token)
    return Word(text, start, end, _kinds(text) if text[0].isalnum() else ())


def _kinds(text: str) -> tuple[str, ...]:
    if not text[0].isdigit():
        return (ANY_WORD,)
    return (ANY_WORD, NUMBER, YEAR) if _YEAR.fullmatch(text) else (ANY_WORD, NUMBER)


def _plain(token: str) -> str:
    return "¶" if token == MARK else token.lower().replace("’", "'")
