"""How a word is written. The shared table knows lower case only, so models get the shape as a row of its own."""

from collections.abc import Sequence

from triage.engine.trunk.words import Pieces

LOWER, CAPITAL, UPPER, MIXED, DIGITS, LETTERS_AND_DIGITS, MARK = range(7)
COUNT = 7


def shape(word: str) -> int:
    if word.isdigit():
        return DIGITS
    if not any(sign.isalnum() for sign in word):
        return MARK
    if any(sign.isdigit() for sign in word):
        return LETTERS_AND_DIGITS
    if word == word.lower():
        return LOWER
    if len(word) > 1 and word == word.upper():
        return UPPER
    return CAPITAL if word[1:] == word[1:].lower() else MIXED


def piece_shapes(text: str, pieces: Pieces) -> list[int]:
    """The shape of each piece's whole word."""
    spans: dict[int, tuple[int, int]] = {}
    for (start, end), word in zip(pieces.offsets, pieces.words, strict=True):
        spans[word] = (spans.get(word, (start, end))[0], end)
    found = {word: shape(text[start:end]) for word, (start, end) in spans.items()}
    return [found[word] for word in pieces.words]


def shapes_of(texts: Sequence[str], pieces: Sequence[Pieces]) -> list[list[int]]:
    return [piece_shapes(text, found) for text, found in zip(texts, pieces, strict=True)]
