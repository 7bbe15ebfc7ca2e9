"""Counts how medical text writes its words, for `triage.engine.deid.vocabulary`."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from triage.engine.deid.tokens import tokenize
from triage.engine.deid.vocabulary import habit_byte, hashed


def count_words(texts: Iterable[str], tokenizer: Path, out: Path) -> int:
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        before = "."
        for token in tokenize(text):
            if token.text[0].isalpha():
                if token.text.islower():
                    lower[token.text] += 1
                elif before not in ".?!:" and token.gap != "\n":
                    capital[token.text.lower()] += 1
            before = token.text
    pieces = {word for word in _pieces(tokenizer) if re.fullmatch(r"[^\W\d_]{2,}", word)}
    bytes_of = {w: habit_byte(lower[w], capital[w], w in pieces) for w in lower.keys() | capital.keys() | pieces}
    kept = sorted((hashed(word), byte) for word, byte in bytes_of.items() if byte & 39)
    merged = dict(kept)
    keys = np.array(sorted(merged), np.uint32)
    np.savez_compressed(out, keys=keys, habits=np.array([merged[k] for k in sorted(merged)], np.uint8))
    return len(keys)


def _pieces(tokenizer: Path) -> Iterable[str]:
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary.keys()
