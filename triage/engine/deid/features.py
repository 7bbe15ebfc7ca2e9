"""What the tagger looks at in a token: the word, its ends, its shape, our lists, how medical text writes it."""

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

from triage.engine.deid.lists import Lists, folded
from triage.engine.deid.tokens import Token
from triage.engine.deid.vocabulary import Vocabulary

BUCKETS = 1 << 16
_LETTERS = 18  # longer words are cut: their ends tell enough


class Features:
    """Callable: token rows to bucket numbers. The first number of a row is the word itself, so that
    training can hide it."""

    def __init__(self, lists: Lists, vocabulary: Vocabulary) -> None:
        self._lists = lists
        self._vocabulary = vocabulary
        self._of_word: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=50_000)(self._word)

    def __call__(self, tokens: Sequence[Token]) -> list[tuple[int, ...]]:
        sizes = [token.text for token in tokens if token.text.isalpha()]
        style = "lower" if not any(map(_has_capital, sizes)) else "UPPER" if all(map(str.isupper, sizes)) else "mixed"
        rows = []
        for place, token in enumerate(tokens):
            opens = place == 0 or tokens[place - 1].text in ".?!:" or token.gap == "\n"
            follows = tokens[place + 1].gap if place + 1 < len(tokens) else "\n"
            extra = (f"style {style}", f"gap {token.gap!r}{follows!r}", f"opens {opens} {_shape(token.text)[:2]}")
            rows.append(self._of_word(token.text) + tuple(map(_bucket, extra)))
        return rows

    def _word(self, text: str) -> tuple[int, ...]:
        word = folded(text)[:_LETTERS]
        habit = self._vocabulary(text)
        listed = [name for name, words in self._lists.words.items() if word in words]
        listed += [
            f"ends {e}" for e in self._lists.ordered["street_endings"] if len(word) > len(e) + 2 and word.endswith(e)
        ]
        padded = f"<{word}>"
        names = [
            f"word {word}",
            *(f"start {word[:n]}" for n in (2, 3, 4) if len(word) > n),
            *(f"end {word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n),
            *(f"gram {padded[i : i + 3]}" for i in range(len(padded) - 2)),
            f"shape {_shape(text)}",
            f"script {_script(text)}",
            f"size {min(len(text), 12)} {text.isdigit()}",
            f"habit {habit.seen} {habit.capital} {habit.piece} {_has_capital(text)}",
            f"seen {habit.seen}",
            f"capital {habit.capital} {_has_capital(text)}",
            *(f"list {name}" for name in listed),
            f"listed {bool(listed)} {_has_capital(text)} {min(habit.seen, 2)}",
        ]
        return tuple(map(_bucket, names))


def _bucket(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS


def _has_capital(text: str) -> bool:
    return text[:1].isupper()


def _shape(text: str) -> str:
    """Xxx, XXX, 9999, X'Xx: runs cut at four."""
    signs = ["X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in text]
    kept = [s for i, s in enumerate(signs) if i < 4 or s != signs[i - 4]]
    return "".join(kept)[:8]


def _script(text: str) -> str:
    letter = next((c for c in text if c.isalpha()), "")
    code = ord(letter) if letter else 0
    if code < 0x80:
        return "plain" if text.isascii() else "accents"
    if code < 0x250:
        return "latin"
    return "greek" if code < 0x400 else "cyrillic" if code < 0x530 else "han" if code > 0x2E80 else "other"
