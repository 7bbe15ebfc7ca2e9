"""Word pieces and their rows: one tokenizer and one table for every model of ours (`weights/words`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from triage.engine.trunk.errors import ModelUnavailable

FOLDER = Path(__file__).resolve().parents[3] / "weights" / "words"
CLS, SEP = 101, 102
Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces, without [CLS] and [SEP]. `offsets` are characters of the text; pieces of one
    word (a run of letters and digits, or one punctuation mark) share a number in `words`."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    words: tuple[int, ...]


class Words:
    """Reads `tokenizer.json` and `words.npz` (int8 `codes`, one float `scales` a row)."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [Pieces(tuple(e.ids), tuple(e.offsets), tuple(e.word_ids)) for e in encoded]

    def rows(self, ids: npt.NDArray[np.int64]) -> Rows:
        """Of any shape; one axis of 384 is added."""
        codes, scales = self._table
        found: Rows = codes[ids] * scales[ids]
        return found

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file("tokenizer.json")))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _table(self) -> tuple[npt.NDArray[np.int8], Rows]:
        stored = np.load(self._file("words.npz"), allow_pickle=False)
        return stored["codes"], stored["scales"].reshape(-1, 1)

    def _file(self, name: str) -> Path:
        path = self._folder / name
        if not path.is_file():
            raise ModelUnavailable(f"{path} is missing: put back the folder weights/ of this version.")
        return path


@lru_cache(maxsize=1)
def shared_words() -> Words:
    """The shipped table, once per process."""
    return Words()
