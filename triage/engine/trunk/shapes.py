"""How a word is written. The shared table knows lower case only, so models get the shape as a row of its own."""

from triage.engine.trunk.words import Pieces

LOWER, CAPITAL, UPPER, MIXED, DIGITS, LETTERS_AND_DIGITS, MARK = range(7)
COUNT = 7


def shape(word: str) -> int:
    if not word.isalpha():
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
    found: list[int] = []
    at, count = 0, len(pieces.words)
    while at < count:
        after = at + 1
        while after < count and pieces.words[after] == pieces.words[at]:
            after += 1
        found += [shape(text[pieces.offsets[at][0] : pieces.offsets[after - 1][1]])] * (after - at)
        at = after
    return found
