"""How often medical text writes a word, in lower case and in upper case, as one byte a word.

What clinical text knows in lower case is seldom a name; what it has never seen often is one.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_PIECE = 32


@dataclass(frozen=True, slots=True)
class Habit:
    """`seen`: 0 hardly ever in lower case, up to 4 for everyday words; `capital`: 0 hardly ever
    with a capital inside a sentence, 1 at times, 2 mostly, 3 always; `piece`: a word of general English."""

    seen: int
    capital: int
    piece: bool


class Vocabulary:
    """Sorted 32-bit hashes with a byte each."""

    def __init__(self, keys: npt.NDArray[np.uint32], habits: npt.NDArray[np.uint8]) -> None:
        self._habits = dict(zip(keys.tolist(), habits.tolist(), strict=True))

    def __call__(self, word: str) -> Habit:
        byte = self._habits.get(hashed(word), 0)
        return Habit(byte & 7, byte >> 3 & 3, bool(byte & _PIECE))

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["keys"], stored["habits"])


def hashed(word: str) -> int:
    return zlib.crc32(word.lower().encode("utf-8", "surrogatepass"))


def habit_byte(lower: int, capital: int, piece: bool) -> int:
    """From counts in a corpus: written in lower case, and with a capital where no sentence begins."""
    seen = 0 if lower < 3 else 1 if lower < 6 else 2 if lower < 20 else 3 if lower < 80 else 4
    share = capital / max(1, lower + capital)
    ratio = 0 if share < 0.1 else 1 if share < 0.5 else 2 if share < 0.95 else 3
    return seen | ratio << 3 | (_PIECE if piece else 0)
