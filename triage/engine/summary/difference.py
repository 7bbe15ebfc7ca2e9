"""What a clinician changed in a suggested text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = r"[^\W_]+(?:[.,/'’-][^\W_]+)*"
_TOKEN = re.compile(rf"\s*(?:{_WORD}|\S)")
_LONGEST = 4_000  # words on a side that are compared one by one; longer texts are compared line by line


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`pieces` in reading order: kept and removed ones together are the suggested text, kept and added ones the
    signed one; white space is that of the signed text. Counts are of words; marks of punctuation are none."""

    pieces: tuple[Piece, ...]
    suggested: int
    signed: int
    kept: int

    @property
    def removed(self) -> int:
        return self.suggested - self.kept

    @property
    def added(self) -> int:
        return self.signed - self.kept

    @property
    def is_none(self) -> bool:
        return all(piece.change is Change.KEPT for piece in self.pieces)


def difference(suggested: str, signed: str) -> Difference:
    old, new = _tokens(suggested), _tokens(signed)
    pieces = tuple(_pieces(old, new))
    kept = sum(_words(piece.text) for piece in pieces if piece.change is Change.KEPT)
    return Difference(pieces, _words(suggested), _words(signed), kept)


def _tokens(text: str) -> list[str]:
    """Words and marks, each with the white space before it."""
    tokens: list[str] = _TOKEN.findall(text.strip())
    return tokens if len(tokens) <= _LONGEST else text.strip().splitlines(keepends=True)


def _words(text: str) -> int:
    return sum(1 for token in _TOKEN.findall(text) if token[-1].isalnum())


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    pairs = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False)
    for what, a, b, c, d in pairs.get_opcodes():
        if what == "equal":
            yield Piece(Change.KEPT, "".join(new[c:d]))
            continue
        if b > a:
            yield Piece(Change.REMOVED, "".join(old[a:b]))
        if d > c:
            yield Piece(Change.ADDED, "".join(new[c:d]))
